package scantest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// Truth is a finding of a real report, and what it is known to cite.
type Truth struct {
	Sample   string   // as Sample.Path
	ID, Name string   // of the plugin
	Cites    []string // "Q245030", "MS01-059", "CVE-2001-0876"
}

// Truths returns the judged findings of the real reports in some folders. It skips
// the test when there is no shared data.
func Truths(tb testing.TB, folders ...string) []Truth {
	tb.Helper()
	f, err := os.Open(filepath.Join(kbtest.Shared(tb), "data", "scans", "truth.tsv"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, -1
	rows, err := in.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out []Truth
	for _, row := range rows[1:] {
		if folder, _, _ := strings.Cut(row[0], "/"); !slices.Contains(folders, folder) {
			continue
		}
		t := Truth{Sample: row[0], ID: row[1], Name: row[2]}
		for _, column := range []int{3, 6, 9} { // cited numbers of articles, bulletins, CVE
			for _, id := range strings.Split(row[min(column, len(row)-1)], ",") {
				if len(id) > 4 { // the last one may be cut off
					t.Cites = append(t.Cites, id)
				}
			}
		}
		out = append(out, t)
	}
	if len(out) == 0 {
		tb.Fatalf("no truth of %v", folders)
	}
	return out
}

// Missing returns what the findings of a plugin do not say of what they are known to
// cite. A number of an article is looked for without its Q, and as it stands in old
// addresses (Q223/7/99).
func (t Truth) Missing(findings []kb.Finding) []string {
	found := false
	missing := slices.Clone(t.Cites)
	for _, f := range findings {
		if !strings.EqualFold(f.Plugin.ID, t.ID) && !strings.EqualFold(f.Plugin.Name, t.Name) {
			continue
		}
		found = true
		text := strings.ToUpper(Dump([]kb.Finding{f}, nil))
		missing = slices.DeleteFunc(missing, func(id string) bool {
			id = strings.TrimPrefix(strings.ToUpper(id), "Q")
			return strings.Contains(text, id) || len(id) == 6 && strings.Contains(text, "Q"+id[:3]+"/"+id[3:4]+"/"+id[4:])
		})
	}
	if !found {
		return []string{"the finding"}
	}
	return missing
}
