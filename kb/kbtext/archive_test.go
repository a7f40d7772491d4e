package kbtext

import (
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// checkCover fails when the sections do not cover the source in order.
func checkCover(t *testing.T, a *kb.Article) {
	t.Helper()
	at := 0
	for i, s := range a.Sections {
		if s.Span.Start != at || s.Span.End < s.Span.Start {
			t.Errorf("%s: section %d spans %v, want a start at %d", a.ID, i, s.Span, at)
		}
		if s.TextAt < s.Span.Start || s.TextAt > s.Span.End {
			t.Errorf("%s: section %d has text at %d outside %v", a.ID, i, s.TextAt, s.Span)
		}
		at = s.Span.End
	}
	if at != len(a.Source) {
		t.Errorf("%s: sections end at %d of %d", a.ID, at, len(a.Source))
	}
}

// shares are the parts of all STATUS sections that have each status, in
// thousandths, as measured over the whole archive, of which we have four fifths.
var shares = map[kb.StatusKind]float64{
	kb.FixedIn: 447.9, kb.HotfixAvailable: 21.7, kb.ConfirmedSecurity: 1.8, kb.ConfirmedUnderResearch: 164.0,
	kb.ByDesign: 92.3, kb.NotABug: 0.3, kb.Confirmed: 230.4, kb.UnderResearch: 28.8, kb.KnownIssue: 2.0,
	kb.UnderConsideration: 0.9, kb.FixPlanned: 0.2, kb.NoFix: 0.3, kb.NotSupported: 0.6, kb.DocError: 0.3,
	kb.FeatureAdded: 1.9, kb.ThirdParty: 3.4, kb.WorkaroundOnly: 0.3, kb.Empty: 2.1, kb.Unclassified: 0.8,
}

func TestStatusDistribution(t *testing.T) {
	counts, sources := map[kb.StatusKind]int{}, map[kb.StatusSource]int{}
	total := 0
	for name, src := range kbtest.Archive(t) {
		a, err := Parse(src, name, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a.Status == nil {
			continue
		}
		sources[a.Status.Source]++
		if a.Status.Source == kb.FromStatusSection {
			total++
			counts[a.Status.Kind]++
		}
	}
	for kind, want := range shares {
		got := 1000 * float64(counts[kind]) / float64(total)
		if off := max(got-want, want-got); off > 1+want/50 && off > 2.5 {
			t.Errorf("%s: %.1f of a thousand, want about %.1f", kind, got, want)
		}
	}
	for kind, n := range counts {
		if _, ok := shares[kind]; !ok {
			t.Errorf("%d STATUS sections are %s", n, kind)
		}
	}
	if n := sources[kb.FromPhrase]; n < 1200 || n > 1900 {
		t.Errorf("%d articles have a status from a phrase, want about 1400", n)
	}
	if sources[kb.FromFooter] == 0 || sources[kb.FromTitle] == 0 {
		t.Errorf("sources %v", sources)
	}
}
