package match

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"kbadvisor/index"
	"kbadvisor/index/semantic"
	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/observe"
	"kbadvisor/kb/signature"
)

// The limits of what is asked.
const (
	DefaultLimit = 3
	MaxLimit     = 100
	MaxInput     = 1 << 20 // bytes of one observation
)

// Config says how a Matcher works. The zero value is good.
type Config struct {
	Dir     string         // folder that keeps the catalog, empty to keep it in memory only
	Parse   kbfile.Options // how stored sources are parsed
	Aliases ident.Aliases  // in addition to those that are built in
	Logger  *slog.Logger   // nil for none
}

// Matcher answers observations from the articles of an engine. It may be used by
// several goroutines at the same time.
type Matcher struct {
	engine     index.Engine
	cfg        Config
	log        *slog.Logger
	semantic   *semantic.Model
	lexicon    *lexicon
	background background
	others     *signature.Table
	aliases    ident.Aliases
	model      *model
	comparers  sync.Pool

	mu      sync.Mutex // guards the fields below
	catalog *Catalog   // of the articles as they were last
	making  *making    // nil when no catalog is being made
}

// New returns a matcher over the articles of an engine. It fails when the data
// that is built into the program is damaged.
func New(e index.Engine, cfg Config) (*Matcher, error) {
	weights, err := loadModel()
	if err != nil {
		return nil, err
	}
	m, err := newUnfitted(e, cfg)
	if err != nil {
		return nil, err
	}
	m.model = weights
	return m, nil
}

// newUnfitted returns a matcher without weights, for fitting them.
func newUnfitted(e index.Engine, cfg Config) (*Matcher, error) {
	sm, err := semantic.Load()
	if err != nil {
		return nil, err
	}
	m := &Matcher{
		engine: e, cfg: cfg, log: cfg.Logger, semantic: sm, lexicon: newLexicon(), background: newBackground(), others: newOthers(),
		aliases: ident.DefaultAliases().Merge(cfg.Aliases),
		model:   &model{Rank: newTerms(featureNames[:]), Confidence: newTerms(signNames[:])},
	}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
	m.comparers.New = func() any { return &comparer{} }
	return m, nil
}

// Match tells what the articles say to an observation. The hint is empty, or what
// the caller knows of its kind. At most limit matches are given, DefaultLimit for
// 0. The first call after articles have changed takes as long as it takes to read
// them; see Prepare.
func (m *Matcher) Match(ctx context.Context, text string, hint kb.ObservationKind, limit int) (kb.Answer, error) {
	s, err := m.search(ctx, text, hint)
	if err != nil {
		return kb.Answer{}, err
	}
	return s.answer(limit), nil
}

// search observes a text and ranks the candidates for it.
func (m *Matcher) search(ctx context.Context, text string, hint kb.ObservationKind) (*search, error) {
	if len(text) > MaxInput {
		return nil, fmt.Errorf("observation: %w: %d bytes, at most %d", kb.ErrTooLarge, len(text), MaxInput)
	}
	cat, err := m.Prepare(ctx)
	if err != nil {
		return nil, err
	}
	return m.rank(ctx, cat, observe.Read(text, hint))
}

// rank returns the candidates for an observation, best first.
func (m *Matcher) rank(ctx context.Context, cat *Catalog, obs kb.Observation) (*search, error) {
	return m.rankOnly(ctx, cat, obs, nil)
}

// rankOnly returns those candidates for an observation that are to be kept, all
// for nil, best first.
func (m *Matcher) rankOnly(ctx context.Context, cat *Catalog, obs kb.Observation, keep func(*candidate) bool) (*search, error) {
	s := &search{m: m, model: m.model, cat: cat, r: m.lexicon.read(obs), idents: distinct(obs.Identifiers), keep: keep}
	if obs.Kind == kb.ObsUnusable {
		return s, nil
	}
	if err := s.collect(ctx); err != nil {
		return nil, err
	}
	s.shortlist()
	if err := s.read(ctx); err != nil {
		return nil, err
	}
	s.order(m.model)
	return s, nil
}
