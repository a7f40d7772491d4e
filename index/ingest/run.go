package ingest

import (
	"errors"
	"io"
)

// The errors of an import that callers tell apart with errors.Is.
var (
	// ErrNoSource says that no source could be read to its end.
	ErrNoSource = errors.New("no source could be read")
	// ErrPruneTooMuch says that pruning would drop more than a tenth of what the
	// engine has of an origin.
	ErrPruneTooMuch = errors.New("prune would remove too much")
	// ErrLimit says that a source breaks one of the Limits.
	ErrLimit = errors.New("over the limit")
)

// Run says what to import and how.
type Run struct {
	// Sources are paths of files, folders and archives, patterns of the form of
	// filepath.Glob, and "-" for Stdin.
	Sources []string
	Stdin   io.Reader // what "-" reads
	// Origin is the label under which the articles are stored. When it is empty
	// each source has its own: the absolute path of the argument, "stdin" for
	// standard input. Files that are no archives have that of their folder, so
	// that the files of a folder share one however they are named.
	Origin string

	DryRun bool // find out what would happen, change nothing
	// Prune deletes the articles of the run's origins that the sources no longer
	// have. It does so only after a run that read every source to its end, and
	// keeps the articles of files that failed. A source that is a file answers for
	// its own articles only, not for those of the folder it is in, unless Origin
	// says that the sources are all there is.
	Prune bool
	Force bool // prune more than a tenth of an origin
	// KeepDuplicates takes every article that is read, also when another one has
	// the same id, or none of its own on standard input. It is for engines that
	// look at articles and do not keep them.
	KeepDuplicates bool

	Report io.Writer // one JSON line for each Failure and skipped file; may be nil

	// yield leaves articles alone that the engine has from another origin.
	yield bool
}

// Summary counts what an import did. A file that holds several articles counts
// once for each.
type Summary struct {
	Added     int     `json:"added"`
	Updated   int     `json:"updated"`
	Unchanged int     `json:"unchanged"`
	Skipped   int     `json:"skipped"` // not an article, or a duplicate
	Failed    int     `json:"failed"`
	Removed   int     `json:"removed"` // pruned
	Seconds   float64 `json:"seconds"`
	// Failures are the first 20 of the failed; Run.Report gets all.
	Failures []Failure `json:"failures,omitempty"`
}

// maxFailures is how many failures a summary holds.
const maxFailures = 20

// The values of Failure.Kind.
const (
	KindSkipped = "skipped"
	KindFailed  = "failed"
)

// Failure tells why a file did not become an article. It is also one line of
// the report.
type Failure struct {
	Name   string `json:"name"` // path as given; "ARCHIVE:ENTRY" inside an archive
	Line   int    `json:"line"` // 0 when no line fits
	Kind   string `json:"kind"` // KindSkipped or KindFailed
	Reason string `json:"reason"`
}
