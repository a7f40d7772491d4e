package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"kbadvisor/index"
	"kbadvisor/index/ingest"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// capture is an engine that has nothing and keeps nothing: it hands every article
// to a function. So parse, lint and a dry run on a new folder read their sources
// just like import.
type capture struct {
	index.Engine // nil: what an import does not call
	take         func(index.Document) error
}

// Put hands the documents on.
func (c capture) Put(_ context.Context, docs []index.Document) ([]index.Outcome, error) {
	for _, d := range docs {
		if err := c.take(d); err != nil {
			return nil, err
		}
	}
	return make([]index.Outcome, len(docs)), nil
}

// All yields nothing.
func (c capture) All(context.Context) iter.Seq2[index.Entry, error] {
	return func(func(index.Entry, error) bool) {}
}

// Delete has nothing to remove.
func (c capture) Delete(context.Context, []kb.ID) (int, error) { return 0, nil }

// Refresh has nothing to make visible.
func (c capture) Refresh(context.Context) error { return nil }

// Close has nothing to free.
func (c capture) Close() error { return nil }

// read hands the articles of a source to take in the order read, every one of those
// with the same id, and the files that are none to other.
func (p *program) read(ctx context.Context, source, sections string, take func(index.Document) error, other func(ingest.Failure) error) (ingest.Summary, error) {
	table, err := readSections(sections)
	if err != nil {
		return ingest.Summary{}, err
	}
	im, err := ingest.New(ingest.Config{
		Engine: capture{take: take},
		Parse:  kbfile.Options{Headings: table},
		Logger: p.logger(),
	})
	if err != nil {
		return ingest.Summary{}, err
	}
	return im.Import(ctx, ingest.Run{
		Sources: []string{source}, Stdin: p.in, Report: reportTo(other), KeepDuplicates: true,
	})
}

// reportTo reads the lines of an import's report.
type reportTo func(ingest.Failure) error

// Write takes one line.
func (r reportTo) Write(line []byte) (int, error) {
	var f ingest.Failure
	if err := json.Unmarshal(line, &f); err != nil {
		return 0, fmt.Errorf("read the report of the import: %w", err)
	}
	return len(line), r(f)
}

var _ io.Writer = reportTo(nil)

// place returns FILE:LINE: as compilers print it, ready to print.
func place(file string, line int) string {
	if line == 0 {
		return cleanLine(file) + ":"
	}
	return fmt.Sprintf("%s:%d:", cleanLine(file), line)
}
