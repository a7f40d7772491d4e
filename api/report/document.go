package report

import (
	"io"
	"iter"
	"time"

	v1 "kbadvisor/api/v1"
)

// Document is what a writer writes. Findings can be read more than once, unless
// the format is a streamed one: those read them once and leave Summary alone.
type Document struct {
	Summary  v1.LinkSummary
	Findings iter.Seq2[v1.Finding, error] // in the order of the reports
}

// Options tell how a document is written. The zero value is good.
type Options struct {
	Color   bool      // text only: with terminal colours
	Width   int       // text only: columns of the terminal, 0 for 96
	Version string    // of the program, for formats that name it
	Time    time.Time // when it was made, for formats that show it; zero for none
}

// Writer writes a document. An error of the findings ends it.
type Writer func(w io.Writer, d Document, o Options) error
