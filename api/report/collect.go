package report

import (
	"context"
	"errors"
	"fmt"
	"iter"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/scan"
)

// Linker says what a knowledge base says to findings: one answer for each, in
// their order. An error of the findings ends the answers after those to the
// findings before it, and can be unwrapped from what is yielded.
type Linker interface {
	Link(ctx context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error]
}

// Getter returns an article, or kb.ErrNotFound.
type Getter func(ctx context.Context, id kb.ID) (*kb.Article, error)

// Progress tells how far a Collector has come.
type Progress struct {
	Report   string  // the one that is read now
	Findings int     // of all reports so far
	Done     float64 // share of the report's file, 0 to 1
}

// Collector links the findings of reports and counts them. Reports are read one
// after the other.
type Collector struct {
	Linker        Linker
	Get           Getter
	MinConfidence float64        // see AtLeast; it holds for findings and summary alike
	Progress      func(Progress) // called after each finding; nil for nobody

	counter  Counter
	articles articles
}

// Findings yields the findings of a report, linked, and counts them. A report that
// breaks off gives the findings before that place, and the summary has the error;
// any other error is yielded and ends all.
func (c *Collector) Findings(ctx context.Context, r *scan.Report) iter.Seq2[v1.Finding, error] {
	return func(yield func(v1.Finding, error) bool) {
		c.counter.Begin(r.Name, r.Format.Name)
		for l, err := range c.Linker.Link(ctx, labelled(ctx, r.Findings(ctx))) {
			var broken *brokenReport
			if errors.As(err, &broken) {
				c.counter.Broke(broken.error)
				return
			}
			var f v1.Finding
			if err == nil {
				f, err = c.finding(ctx, r, l)
			}
			if err != nil {
				yield(v1.Finding{}, fmt.Errorf("link %s: %w", r.Name, err))
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

// finding returns the wire form of a finding and counts it.
func (c *Collector) finding(ctx context.Context, r *scan.Report, l kb.Linked) (v1.Finding, error) {
	var failed error
	f := v1.NewFinding(r.Name, l, func(id kb.ID) *kb.Article {
		a, err := c.articles.get(ctx, id, c.Get)
		failed = errors.Join(failed, err)
		return a
	})
	if failed != nil {
		return f, failed
	}
	f = AtLeast(f, c.MinConfidence)
	c.counter.Add(f)
	c.counter.fingerprint = l.Answer.Fingerprint
	if c.Progress != nil {
		c.Progress(Progress{Report: r.Name, Findings: c.counter.findings, Done: r.Done()})
	}
	return f, nil
}

// Collect hands the findings of a report to a sink, such as Spool.Add. It fails as
// Findings does, and when the sink fails.
func (c *Collector) Collect(ctx context.Context, r *scan.Report, sink func(v1.Finding) error) error {
	for f, err := range c.Findings(ctx, r) {
		if err != nil {
			return err
		}
		if err := sink(f); err != nil {
			return err
		}
	}
	return nil
}

// Skip notes a file that is no report, or cannot be opened, for the summary.
func (c *Collector) Skip(name string, err error) {
	c.counter.Begin(name, "")
	c.counter.Broke(err)
}

// Summary returns what was counted so far, with what the articles say in short.
func (c *Collector) Summary(ctx context.Context) (v1.LinkSummary, error) {
	s := c.counter.Summary()
	for i := range s.Articles {
		a, err := c.articles.get(ctx, kb.ID(s.Articles[i].ID), c.Get)
		if err != nil {
			return s, err
		}
		advice := v1.NewAdvice(a)
		s.Articles[i].Cause, s.Articles[i].Do = advice.Cause, advice.Do
	}
	return s, nil
}

// brokenReport marks an error of a report on its way through the linker.
type brokenReport struct{ error }

func (e *brokenReport) Unwrap() error { return e.error }

// labelled marks the error that ends a report, unless it is that of the context.
func labelled(ctx context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Finding, error] {
	return func(yield func(kb.Finding, error) bool) {
		for f, err := range findings {
			if err != nil && ctx.Err() == nil {
				err = &brokenReport{err}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}
