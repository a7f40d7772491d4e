package ingest

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// record is what the collector remembers of an article of this run.
type record struct {
	shown    string
	markdown bool
	outcome  index.Outcome
	settled  bool    // outcome is known and counted
	slot     int     // place in the batch, while it is not settled
	replaces *record // the Markdown rendering whose place it takes
}

// take counts what became of a file and passes its articles on.
func (p *pipeline) take(j *job) error {
	p.meter.file()
	for _, r := range j.results {
		if err := p.takeResult(j.file, r); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipeline) takeResult(f file, r result) error {
	switch {
	case r.err != nil:
		p.takeError(f, r)
	case r.same != "":
		p.takeSame(f, r.same)
	default:
		return p.takeArticle(f, r)
	}
	return nil
}

// takeError counts a file that did not become an article.
func (p *pipeline) takeError(f file, r result) {
	if r.skip {
		p.skip(f, r.err.Error())
		return
	}
	p.failed[f.key()] = true
	if r.broken {
		p.broken = true
		if f.root {
			f.src.err = r.err
			p.bad++
		}
	}
	p.fail(f, r.err)
}

// takeSame counts an article that is stored with the bytes of the file.
func (p *pipeline) takeSame(f file, id kb.ID) {
	if old := p.seen[id]; old != nil {
		p.skip(f, "duplicate of "+old.shown)
		return
	}
	text := p.known.byID[id].text
	p.seen[id] = &record{shown: f.shown, markdown: !text, outcome: index.Unchanged, settled: true}
	p.sum.Unchanged++
}

// takeArticle puts an article into the batch, unless it has to give way.
func (p *pipeline) takeArticle(f file, r result) error {
	id := r.article.ID
	rec := &record{shown: f.shown, markdown: r.article.Format == kb.FormatMarkdown}
	if why := p.yields(f, id, rec.markdown); why != "" {
		p.skip(f, why)
		return nil
	}
	if old := p.seen[id]; old != nil && !p.run.KeepDuplicates {
		if rec.markdown || !old.markdown {
			p.skip(f, "duplicate of "+old.shown)
			return nil
		}
		rec.replaces = old
	}
	p.seen[id] = rec
	doc := index.Document{Article: r.article, Name: r.name, Origin: f.src.origin}
	if p.run.DryRun {
		p.settle(rec, p.predict(doc))
		return nil
	}
	return p.add(doc, rec)
}

// yields says why an article must not replace what the engine has, empty when
// it may: the Markdown rendering of an archive article gives way to its KB text
// from a source of this run, and an import that leaves foreign articles alone to
// every other origin.
func (p *pipeline) yields(f file, id kb.ID, markdown bool) string {
	s, ok := p.known.byID[id]
	switch {
	case !ok:
		return ""
	case p.run.yield && s.origin != f.src.origin:
		return fmt.Sprintf("%s is there from %s and is left as it is", id, s.origin)
	case markdown && s.text && s.ours && p.seen[id] == nil:
		return "duplicate of " + s.name
	}
	return ""
}

// predict tells what Put would do.
func (p *pipeline) predict(doc index.Document) index.Outcome {
	s, ok := p.known.byID[doc.Article.ID]
	switch {
	case !ok:
		return index.Added
	case s.hash == sha256.Sum256(doc.Article.Source):
		return index.Unchanged
	}
	return index.Updated
}

// settle counts an outcome. What the article replaces was counted before; now
// it counts as a duplicate.
func (p *pipeline) settle(rec *record, outcome index.Outcome) {
	if old := rec.replaces; old != nil {
		rec.replaces = nil
		*p.counter(old.outcome)--
		p.skipShown(old.shown, "duplicate of "+rec.shown)
		if old.outcome == index.Added {
			outcome = index.Added
		}
	}
	rec.outcome, rec.settled = outcome, true
	*p.counter(outcome)++
}

func (p *pipeline) counter(o index.Outcome) *int {
	switch o {
	case index.Added:
		return &p.sum.Added
	case index.Updated:
		return &p.sum.Updated
	}
	return &p.sum.Unchanged
}

func (p *pipeline) skip(f file, why string) { p.skipShown(f.shown, why) }

func (p *pipeline) skipShown(shown, why string) {
	p.sum.Skipped++
	p.report.write(Failure{Name: shown, Kind: KindSkipped, Reason: why})
}

// fail counts and reports a failure.
func (p *pipeline) fail(f file, err error) {
	p.sum.Failed++
	line, reason := explain(err)
	failure := Failure{Name: f.shown, Line: line, Kind: KindFailed, Reason: reason}
	if len(p.sum.Failures) < maxFailures {
		p.sum.Failures = append(p.sum.Failures, failure)
	}
	p.report.write(failure)
}

// explain splits the line off the error of a parser.
func explain(err error) (line int, reason string) {
	var pe *kb.ParseError
	if !errors.As(err, &pe) {
		return 0, err.Error()
	}
	short := *pe
	short.Line = 0
	return pe.Line, short.Error()
}
