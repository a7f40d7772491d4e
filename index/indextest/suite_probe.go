package indextest

import (
	"slices"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// clues are the terms of a text with weight 1.
func clues(text string) []index.Clue {
	var out []index.Clue
	for t := range analyze.Terms(text) {
		out = append(out, index.Clue{Term: t.Term, Weight: 1})
	}
	return out
}

func runProbe(t *testing.T, h Harness) {
	e := h.open(t, Documents(t))
	probe := func(p index.Probe) index.Candidates {
		t.Helper()
		c, err := e.Probe(t.Context(), p)
		if err != nil {
			t.Fatalf("probe: %v", err)
		}
		return c
	}
	c := probe(index.Probe{Clues: clues("zeppelin gateway xylophone"), Limit: 2})
	if len(c.List) != 2 || c.List[0].ID != "Q910010" || c.List[0].Score <= c.List[1].Score {
		t.Errorf("got %v, want two articles, Q910010 first", c.List)
	}
	if r := c.Rarity; len(r) != 3 || r[0] <= r[1] || r[1] <= 0 || r[2] != 0 {
		t.Errorf("got rarities %v, want a rare, a common and an unknown term", r)
	}
	same(t, "fingerprint of the candidates", c.Fingerprint, stats(t, e).Fingerprint)

	light := clues("zeppelin gateway")
	light[0].Weight = 0
	if l := probe(index.Probe{Clues: light, Limit: 9}).List; len(l) != 3 || l[0].Score >= c.List[0].Score {
		t.Errorf("got %v for a term without weight, want three articles of lower score", l)
	}
	also := []kb.ID{"Q910001", "Q910010", "Q999999"}
	l := probe(index.Probe{Clues: clues("zeppelin"), Limit: 5, Also: also}).List
	if len(l) != 2 || l[0].ID != "Q910010" || l[1].ID != "Q910001" || l[1].Score != 0 {
		t.Errorf("got %v, want the match and then the other stored article with score 0", l)
	}
	least := probe(index.Probe{Clues: clues("zeppelin gateway"), Limit: 9, Least: 0.9})
	if len(least.List) == 0 || least.List[0].ID != "Q910010" || slices.ContainsFunc(least.List[1:], func(c index.Candidate) bool { return c.Score > 0 }) {
		t.Errorf("got %v, want the rare clue alone to count", least.List)
	}
	if len(least.Rarity) != 2 || least.Rarity[1] <= 0 {
		t.Errorf("got rarities %v, want both", least.Rarity)
	}
	if l := probe(index.Probe{Limit: 5}).List; len(l) != 0 {
		t.Errorf("got %v for no clues, want nothing", l)
	}
}

func runBodies(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs)
	bodies, err := e.Bodies(t.Context(), []kb.ID{docs[3].Article.ID, "Q999999", docs[0].Article.ID})
	if err != nil || len(bodies) != 3 || bodies[1] != (index.Body{}) {
		t.Fatalf("got %d bodies, %v; want three with nothing in the middle", len(bodies), err)
	}
	for i, d := range map[int]index.Document{0: docs[3], 2: docs[0]} {
		a, b := d.Article, bodies[i]
		if b.Text == "" || string(a.Source[b.At:b.At+len(b.Text)]) != b.Text {
			t.Errorf("%s: the body is not what stands in the source", a.ID)
		}
		for _, s := range a.Content() {
			if s.Span.Start < b.At || s.Span.End > b.At+len(b.Text) {
				t.Errorf("%s: the body lacks section %s", a.ID, s.Name)
			}
		}
	}
}
