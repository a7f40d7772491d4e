// Package index defines what a searchable repository of articles can do
// (Engine) and how it is asked (Query). Engines live in packages of their own;
// no type of an engine's library appears here. The suite in index/indextest
// says in tests what the comments say here.
package index

import (
	"context"
	"errors"
	"iter"

	"kbadvisor/kb"
)

// The errors of engines that callers tell apart with errors.Is.
var (
	// ErrInUse says that another process has the repository open for writing.
	ErrInUse = errors.New("data directory in use")
	// ErrTooBroad says that a query would match too much to be answered.
	ErrTooBroad = errors.New("query too broad")
	// ErrBadPage says that a page token was not made by this query and engine.
	ErrBadPage = errors.New("bad page token")
	// ErrDamaged says that what is stored cannot be read, or is not what was stored.
	ErrDamaged = errors.New("stored data damaged")
	// ErrFull says that the disk has too little room to take articles safely.
	ErrFull = errors.New("not enough disk space")
)

// Document is an article with where it came from.
type Document struct {
	Article *kb.Article
	Name    string // path inside its origin, as given; data only
	Origin  string // what it was imported from: OriginBundled or a label of the import
}

// OriginBundled marks the articles that ship with the program.
const OriginBundled = "bundled"

// Outcome tells what Put did with one document.
type Outcome uint8

// The outcomes of Put.
const (
	Added     Outcome = iota
	Updated           // the id was there with other bytes
	Unchanged         // the id was there with the same bytes
)

// Engine is a repository of articles that can be searched. All methods may be
// called at the same time from several goroutines. Writes are serialised.
type Engine interface {
	// Put stores a batch of documents, one outcome each in the same order. When
	// it returns without error they survive a crash. They can be read by Get at
	// once and are found by Search after Refresh. On error nothing was stored.
	// Of two documents with one id in a batch the later one wins.
	Put(ctx context.Context, docs []Document) ([]Outcome, error)
	// Delete removes articles; ids that are not there are passed over. It
	// returns how many were removed, with the same promise as Put.
	Delete(ctx context.Context, ids []kb.ID) (int, error)
	// Refresh makes everything that was stored or removed visible to Search.
	Refresh(ctx context.Context) error

	// Get returns one document, or kb.ErrNotFound.
	Get(ctx context.Context, id kb.ID) (Document, error)
	// All yields the entries in the order of their ids.
	All(ctx context.Context) iter.Seq2[Entry, error]

	// Search answers a query. See Query for its meaning.
	Search(ctx context.Context, q Query) (Page, error)
	// Probe returns the articles nearest to weighted terms.
	Probe(ctx context.Context, p Probe) (Candidates, error)
	// Bodies returns the searched text of each article in turn. It is empty for
	// an id that is not there.
	Bodies(ctx context.Context, ids []kb.ID) ([]Body, error)
	// Suggest completes titles: up to limit articles whose titles have all words
	// of the text, the last one as a prefix.
	Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error)
	// Stats describes the repository.
	Stats(ctx context.Context) (Stats, error)

	// Rebuild makes the search structures anew from the stored articles while the
	// old ones go on serving.
	Rebuild(ctx context.Context) error
	// Close ends all work and frees the repository. It may be called twice.
	Close() error
}

// Entry is what All yields: a stored document that is not parsed yet.
type Entry struct {
	ID     kb.ID
	Name   string
	Origin string
	Format kb.Format
	Hash   [32]byte // SHA-256 of the source
	// Source returns the article's bytes as they came.
	Source func() ([]byte, error)
}

// Suggestion is a title that completes what was typed.
type Suggestion struct {
	ID    kb.ID
	Title string
}

// Stats describes a repository.
type Stats struct {
	Engine      string         // "bleve"
	Articles    int            // stored
	Searchable  int            // visible to Search
	Lag         uint64         // changes that are stored but not visible yet
	Schema      int            // version of the search structures
	Generation  string         // name of the search structures in use
	Fingerprint string         // changes when, and only when, the set of visible articles changes
	SourceBytes int64          // size of all sources
	StoreBytes  int64          // what the articles take on disk
	IndexBytes  int64          // what the search structures take on disk
	Origins     map[string]int // articles by origin
	State       string         // "ready", "building" or "degraded: REASON"
}
