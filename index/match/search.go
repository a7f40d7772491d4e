package match

import (
	"context"
	"math"
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/index/semantic"
	"kbadvisor/kb"
	"kbadvisor/kb/observe"
	"kbadvisor/kb/signature"
)

// How many articles are looked at: near by words, near in meaning among those,
// and read.
const (
	probeLimit = 120
	readLimit  = 16
)

// leastClue is the share of the heaviest word that a word must weigh to be looked
// up.
const leastClue = 0.08

// search is one observation being matched.
type search struct {
	m        *Matcher
	model    *model
	cat      *Catalog
	r        *reading
	vector   semantic.Vector
	hits     []signature.Hit
	strange  []signature.Hit       // of other vendors' messages
	foreign  []string              // names of strangers, each once
	attack   bool                  // it tells of an attack or a weakness
	asks     bool                  // somebody wants to be told how to do something
	heaviest float64               // weight of the best message
	idents   []kb.Identifier       // of the observation, each once
	words    []kb.Span             // of the observation, without labels; see content
	facts    []kb.FactKind         // of the session, or told
	services []string              // protocols and services that it is about
	keep     func(*candidate) bool // nil to keep all
	byID     map[int]*candidate
	list     []*candidate // best first once ranked
}

// maxIdents bounds how many things that an observation names are looked up.
const maxIdents = 256

// distinct returns the first identifiers, each once.
func distinct(all []kb.Identifier) []kb.Identifier {
	type name struct {
		kind kb.IdentifierKind
		id   string
	}
	var out []kb.Identifier
	seen := map[name]bool{}
	for _, i := range all {
		n := name{i.Kind, i.ID}
		if seen[n] {
			continue
		}
		if len(out) == maxIdents {
			break
		}
		seen[n] = true
		out = append(out, i)
	}
	return out
}

// collect finds the candidates.
func (s *search) collect(ctx context.Context) error {
	tokens := signature.Tokens(s.r.obs.Text)
	s.hits, s.strange = s.cat.table.Find(tokens), s.m.others.Find(tokens)
	var also []kb.ID
	for _, n := range s.certain() {
		also = append(also, s.cat.cards[n].ID)
	}
	found, err := s.probe(ctx, also)
	if err != nil {
		return err
	}
	s.look()
	s.byID = map[int]*candidate{}
	for _, f := range found.List {
		if n, ok := s.cat.number(f.ID); ok {
			c := &candidate{n: n, card: &s.cat.cards[n], bm25: f.Score}
			s.byID[n] = c
			s.list = append(s.list, c)
		}
	}
	for _, h := range s.hits {
		if c := s.byID[int(h.Article)]; c != nil {
			c.hits = append(c.hits, h)
		}
	}
	if s.keep != nil {
		s.list = slices.DeleteFunc(s.list, func(c *candidate) bool { return !s.keep(c) })
	}
	s.identify()
	return nil
}

// probe asks the engine for what is near. In a small knowledge base the rarity of
// words comes from the background: it is asked for those that it has, and then with
// each at the weight that it would have in a large one.
func (s *search) probe(ctx context.Context, also []kb.ID) (index.Candidates, error) {
	p := index.Probe{Clues: s.r.clues, Limit: probeLimit, Also: also, Least: leastClue}
	found, err := s.m.engine.Probe(ctx, p)
	if err != nil {
		return found, err
	}
	s.r.missing(found.Rarity)
	if len(s.cat.cards) > smallBase {
		s.r.weigh(found.Rarity)
		return found, nil
	}
	target := make([]float64, len(p.Clues))
	p.Clues = slices.Clone(p.Clues)
	for i, c := range p.Clues {
		target[i] = s.m.background.rarity(c.Term)
		if found.Rarity[i] > 0 {
			p.Clues[i].Weight *= target[i] / found.Rarity[i]
			s.r.absent[i] = false
		} else if _, common := s.m.background[c.Term]; common {
			s.r.absent[i] = false
		}
	}
	s.r.weigh(target)
	return s.m.engine.Probe(ctx, p)
}

// maxLooked is how much of an observation is looked at for what it is about.
const maxLooked = 8 << 10

// look finds out what the observation is about.
func (s *search) look() {
	for _, x := range observe.Strangers(s.r.obs.Text) {
		if name := strings.ToLower(x.Name); !slices.Contains(s.foreign, name) {
			s.foreign = append(s.foreign, name)
		}
	}
	head := s.r.obs.Text[:min(len(s.r.obs.Text), maxLooked)]
	s.attack = s.r.obs.Kind == kb.ObsFinding || attack.MatchString(head)
	s.asks = asking.MatchString(head)
	s.services = servicesOf(&s.r.obs)
	s.facts = factsOf(&s.r.obs)
	s.words = content(s.r.obs.Text)
	s.heaviest = 1e-9
	for _, h := range s.hits {
		s.heaviest = max(s.heaviest, h.Score*min(1, s.standing(h.Alignment.Span)))
	}
}

// maxCertain bounds how many articles come from messages and identifiers.
const maxCertain = 64

// certain returns the articles whose messages stand in the observation, and those
// that name or are what it names.
func (s *search) certain() []int {
	var out []int
	add := func(n int) {
		if len(out) < maxCertain && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	for _, i := range s.idents {
		if i.Kind == kb.IdentArticle {
			if n, ok := s.cat.number(kb.ID(i.ID)); ok {
				add(n)
			}
		}
		for _, id := range s.m.aliases.Articles(i) {
			if n, ok := s.cat.number(id); ok {
				add(n)
			}
		}
		if named := s.cat.named[identKey(i.Kind, i.ID)]; len(named) <= maxCertain {
			for _, n := range named {
				add(int(n))
			}
		}
	}
	for _, h := range s.hits {
		add(int(h.Article))
	}
	return out
}

// identify finds the identifiers that observation and candidates have in common.
func (s *search) identify() {
	for _, i := range s.idents {
		for _, n := range s.cat.named[identKey(i.Kind, i.ID)] {
			c := s.byID[int(n)]
			if c == nil {
				continue
			}
			at, ok := slices.BinarySearchFunc(c.card.Idents, mark{Kind: i.Kind, ID: i.ID}, compareMarks)
			if ok && !slices.Contains(c.same, c.card.Idents[at]) {
				c.same = append(c.same, c.card.Idents[at])
			}
		}
	}
}

// shortlist keeps the candidates that are worth reading: the best by what is
// known without reading.
func (s *search) shortlist() {
	s.vector = s.m.semantic.Query(s.r.obs.Text)
	s.tell()
	for _, c := range s.list {
		c.v[fCosine] = float64(s.vector.Cosine(&c.card.Vector))
		c.v[fBM25] = c.bm25 / math.Sqrt(max(s.r.total, 1))
		s.known(c)
		c.score = c.v[fBM25] + 2*c.v[fCosine] + 2*c.v[fMessage] + 0.3*c.v[fIdent] + 2*c.v[fAlias] + 2*c.v[fTitleCover]
		if s.owned(c) {
			c.score += cited
		}
		if c.quotes, c.whole = s.wholly(c); c.whole {
			c.score += quoted
		}
	}
	sortCandidates(s.list)
	s.list = s.list[:min(len(s.list), readLimit)]
}

// cited is added to the score of an article that the observation names by its id,
// or by what the user's aliases say stands for it. No words weigh as much.
const cited = 1000

// quoted is added to the score of an article that quotes or names all of the
// observation when candidates are chosen for reading.
const quoted = 100

// wholeBonus is added to the score of an article that quotes or names all of the
// observation. It was chosen, not fitted: labelled observations are seldom nothing
// but a quoted message.
const wholeBonus = 2

// order orders the candidates by tier, and by the weights in each.
func (s *search) order(m *model) {
	for _, c := range s.list {
		c.score = m.score(&c.v)
		if s.contradicted(c) {
			c.score -= otherState
		}
		if c.whole {
			c.score += wholeBonus
		}
		if s.owned(c) {
			c.score += cited
		}
	}
	sortCandidates(s.list)
	slices.SortStableFunc(s.list, func(a, b *candidate) int { return s.tier(b) - s.tier(a) })
}

// tier is 2 for an article about the state that the session is in, 1 for one that
// quotes all of the observation.
func (s *search) tier(c *candidate) int {
	switch {
	case s.decided(c):
		return 2
	case c.quotes:
		return 1
	}
	return 0
}

// read compares the candidates' texts with the observation.
func (s *search) read(ctx context.Context) error {
	ids := make([]kb.ID, len(s.list))
	for i, c := range s.list {
		ids[i] = c.card.ID
	}
	bodies, err := s.m.engine.Bodies(ctx, ids)
	if err != nil {
		return err
	}
	cmp := s.m.comparers.Get().(*comparer)
	defer s.m.comparers.Put(cmp)
	cmp.begin(s.r)
	for i, c := range s.list {
		c.body = bodies[i]
		cmp.article(c)
		s.close(c)
	}
	return ctx.Err()
}
