package match

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan"
)

// TestScansLinked links all real reports with the archive. What is linked, and what
// is named and absent, stands in a golden file, so that each link can be judged by
// reading and a change of it is seen.
func TestScansLinked(t *testing.T) {
	m := archive(t).matcher
	verdicts, links, total := map[string]int{}, map[string]int{}, 0
	for _, s := range kbtest.Scans(t) {
		reports, err := scan.Open(s.Path, bytes.NewReader(s.Data), int64(len(s.Data)), scan.Options{})
		if len(reports) == 0 && err == nil {
			t.Errorf("%s: neither a report nor an error", s.Path)
		}
		for _, r := range reports {
			for l, err := range m.Link(t.Context(), r.Findings(t.Context())) {
				if err != nil {
					break // kb/scan holds every report to where it ends
				}
				total++
				verdicts[strings.TrimSpace(string(l.Answer.Verdict)+" "+string(l.Answer.Reason))]++
				if line := linkLine(l); line != "" {
					links[s.Path+" | "+line]++
				}
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# What the real reports link to\n\n%d findings\n\n", total)
	writeCounts(&b, verdicts)
	b.WriteByte('\n')
	writeCounts(&b, links)
	golden(t, "scans.golden.md", b.String())
}

// linkLine says what a finding is linked to, or names and lacks; nothing for others.
func linkLine(l kb.Linked) string {
	var parts []string
	for _, x := range l.Answer.Matches {
		parts = append(parts, fmt.Sprintf("%s %.2f", x.ID, x.Confidence))
	}
	if len(l.Answer.CitedAbsent) > 0 {
		parts = append(parts, fmt.Sprint("absent ", l.Answer.CitedAbsent))
	}
	if parts == nil {
		return ""
	}
	return l.Finding.Plugin.ID + " | " + strings.Join(parts, "; ")
}

// writeCounts writes counts by name.
func writeCounts(b *strings.Builder, counts map[string]int) {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(b, "- %d x %s\n", counts[name], name)
	}
}
