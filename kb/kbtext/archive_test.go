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

func TestArchiveCovered(t *testing.T) {
	for name, src := range kbtest.Archive(t) {
		a, err := Parse(src, name, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkCover(t, a)
	}
}
