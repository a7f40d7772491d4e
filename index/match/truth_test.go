package match

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan"
)

// truth is what one finding of a real report cites, read by hand.
type truth struct {
	sample, plugin, name string
	cited                []kb.ID // articles
	absent               []kb.ID // articles and bulletins that the whole archive lacks
}

// truths reads truth.tsv.
func truths(tb testing.TB) []truth {
	tb.Helper()
	f, err := os.Open(filepath.Join(kbtest.Shared(tb), "data", "scans", "truth.tsv"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.LazyQuotes = '\t', true
	rows, err := in.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out []truth
	for _, r := range rows[1:] {
		out = append(out, truth{r[0], r[1], r[2], idList(r[3]), append(idList(r[5]), idList(r[8])...)})
	}
	return out
}

func idList(s string) []kb.ID {
	var out []kb.ID
	for _, id := range strings.Split(s, ",") {
		if id != "" {
			out = append(out, kb.ID(id))
		}
	}
	return out
}

// TestTruth holds the findings that cite something to what they cite: an article
// that is here explains it, and one that is not is named.
func TestTruth(t *testing.T) {
	lib := archive(t)
	reports := map[string]kbtest.Scan{}
	for _, s := range kbtest.Scans(t) {
		reports[s.Path] = s
	}
	linked := map[string][]kb.Linked{}
	for _, row := range truths(t) {
		if linked[row.sample] == nil {
			linked[row.sample] = linkScan(t, lib.matcher, reports[row.sample])
		}
		n := 0
		for _, l := range linked[row.sample] {
			if row.is(l.Finding) {
				n++
				row.check(t, lib.catalog, l.Answer)
			}
		}
		if n == 0 {
			t.Errorf("%s: no finding %s %s", row.sample, row.plugin, row.name)
		}
	}
}

// is reports whether a finding is the one of the row. A row without a plugin is of
// any finding that names what it cites.
func (r truth) is(f kb.Finding) bool {
	if r.plugin != "" || r.name != "" {
		return strings.EqualFold(f.Plugin.ID, r.plugin) || r.name != "" && f.Plugin.Name == r.name
	}
	obs, _ := compose(&f)
	return slices.ContainsFunc(obs.Identifiers, func(i kb.Identifier) bool { return slices.Contains(r.cited, kb.ID(i.ID)) })
}

func (r truth) check(t *testing.T, cat *Catalog, a kb.Answer) {
	t.Helper()
	here := false
	for _, id := range append(slices.Clone(r.cited), r.absent...) {
		if _, ok := cat.number(id); !ok {
			if !slices.Contains(a.CitedAbsent, id) {
				t.Errorf("%s %s: %v are absent, want %s among them", r.sample, r.plugin, a.CitedAbsent, id)
			}
			continue
		}
		here = true
		if a.Verdict != kb.Explained || !slices.ContainsFunc(a.Matches, func(m kb.Match) bool { return m.ID == id }) {
			t.Errorf("%s %s: %s %v, want %s", r.sample, r.plugin, a.Verdict, first(a), id)
		}
	}
	if !here && a.Verdict != kb.CitedAbsent {
		t.Errorf("%s %s: %s %v, want cited_absent", r.sample, r.plugin, a.Verdict, first(a))
	}
}

// linkScan links all findings of a real report.
func linkScan(t *testing.T, m *Matcher, s kbtest.Scan) []kb.Linked {
	t.Helper()
	reports, err := scan.Open(s.Path, bytes.NewReader(s.Data), int64(len(s.Data)), scan.Options{})
	if err != nil {
		t.Error(err)
		return nil
	}
	var out []kb.Linked
	for l, err := range m.Link(t.Context(), reports[0].Findings(t.Context())) {
		if err != nil {
			t.Errorf("%s: %v", s.Path, err)
			break
		}
		out = append(out, l)
	}
	return out
}
