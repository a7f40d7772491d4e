package report

import (
	"io"
	"iter"

	v1 "kbadvisor/api/v1"
)

// Document is what a writer writes. Findings can be read more than once.
type Document struct {
	Summary  v1.LinkSummary
	Findings iter.Seq2[v1.Finding, error] // in the order of the reports
}

// Options tell how a document is written. The zero value is good.
type Options struct {
	MinConfidence float64 // results below it are left out, and a finding without results left is unexplained, below_threshold
	Color         bool    // text only: with terminal colours
	Width         int     // text only: columns of the terminal, 0 for 96
	Version       string  // of the program, for formats that name it
}

// Writer writes a document.
type Writer func(w io.Writer, d Document, o Options) error
