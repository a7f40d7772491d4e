package match

import (
	"context"
	"iter"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"kbadvisor/kb"
)

// Findings are linked in batches of so many, or of so many bytes of text.
const (
	batchFindings = 512
	batchBytes    = 4 << 20
)

// Link tells for each finding of a report what the articles say to it, in the
// order of the findings. Findings that say the same are matched once, wherever
// they were found. An error of the findings ends it, after all that came before.
//
// A finding is explained by an article that it cites, that stands behind a bulletin
// or CVE number that it cites, that quotes what went wrong in its outputs, or that
// is about the state of a session in them. Words that both have in common count only
// where both tell of an attack on the same product: scanners speak of many things
// that no article is about, in the same words. A finding that cites articles or
// bulletins of which none is here is CitedAbsent, whatever else is near.
func (m *Matcher) Link(ctx context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) {
		work, cancel := context.WithCancel(ctx)
		defer cancel()
		done := make(chan batch, 1) // one batch is matched while another is written
		go m.linkBatches(work, findings, done)
		for b := range done {
			for _, l := range b.linked {
				if !yield(l, nil) {
					return
				}
			}
			if b.err != nil {
				yield(kb.Linked{}, b.err)
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(kb.Linked{}, err)
		}
	}
}

// batch is a row of findings with what was said to them, and the error that ended
// it.
type batch struct {
	findings []kb.Finding
	keys     []linkKey
	bytes    int
	linked   []kb.Linked
	err      error
}

// linkBatches matches findings batch by batch until they end or the context does.
func (m *Matcher) linkBatches(ctx context.Context, findings iter.Seq2[kb.Finding, error], done chan<- batch) {
	defer close(done)
	memo := newMemo()
	var b batch
	send := func(err error) bool {
		if matchErr := m.linkBatch(ctx, &b, memo); matchErr != nil {
			b.linked, err = nil, matchErr
		}
		b.err = err
		select {
		case done <- b:
		case <-ctx.Done():
			return false
		}
		b = batch{}
		return err == nil
	}
	for f, err := range findings {
		if err != nil {
			send(err)
			return
		}
		b.findings = append(b.findings, f)
		b.bytes += sizeOf(&f)
		if len(b.findings) >= batchFindings || b.bytes >= batchBytes {
			if !send(nil) {
				return
			}
		}
	}
	send(nil)
}

// linkBatch matches what is new in a batch on all processors.
func (m *Matcher) linkBatch(ctx context.Context, b *batch, memo *memo) error {
	if len(b.findings) == 0 {
		return nil
	}
	cat, err := m.Prepare(ctx)
	if err != nil {
		return err
	}
	memo.of(cat)
	b.keys = make([]linkKey, len(b.findings))
	var fresh []int // the first finding of each key that is not known
	first := map[linkKey]bool{}
	for i := range b.findings {
		k := keyOf(&b.findings[i])
		b.keys[i] = k
		if !memo.has(k) && !first[k] {
			first[k] = true
			fresh = append(fresh, i)
		}
	}
	made := make([]linking, len(fresh))
	if err := m.linkAll(ctx, cat, b, fresh, made); err != nil {
		return err
	}
	now := make(map[linkKey]linking, len(fresh))
	for n, i := range fresh {
		now[b.keys[i]] = made[n]
	}
	b.linked = make([]kb.Linked, len(b.findings))
	for i, f := range b.findings {
		l, ok := now[b.keys[i]]
		if !ok {
			l = memo.get(b.keys[i])
		}
		b.linked[i] = kb.Linked{Finding: f, Answer: l.answer, Parts: l.parts}
	}
	for n, i := range fresh {
		memo.put(b.keys[i], made[n])
	}
	return nil
}

// linkAll matches some findings of a batch.
func (m *Matcher) linkAll(ctx context.Context, cat *Catalog, b *batch, which []int, made []linking) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers())
	for n, i := range which {
		g.Go(func() (err error) {
			made[n], err = m.linkOne(ctx, cat, &b.findings[i])
			return err
		})
	}
	return g.Wait()
}

// linkOne matches one finding. What is kept of its observation is the text that
// the evidence stands in.
func (m *Matcher) linkOne(ctx context.Context, cat *Catalog, f *kb.Finding) (l linking, err error) {
	defer func() {
		if v := recover(); v != nil { // one finding must not end its report, or the server around it
			m.log.Error("link: matching panics", "plugin", f.Plugin.ID, "panic", v, "stack", string(debug.Stack()))
			l = linking{answer: kb.Answer{Verdict: kb.Unexplained, Reason: kb.InputUnusable, Fingerprint: cat.Fingerprint}}
		}
	}()
	obs, parts := compose(f)
	a, err := m.link(ctx, cat, f, obs, parts)
	if err != nil {
		return linking{}, err
	}
	a.Observation = kb.Observation{Kind: obs.Kind}
	if len(a.Matches) == 0 {
		return linking{answer: a}, nil
	}
	a.Observation.Text = obs.Text
	return linking{answer: a, parts: parts}, nil
}
