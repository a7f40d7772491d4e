package report

import (
	"testing"

	v1 "kbadvisor/api/v1"
)

func TestSeverity(t *testing.T) {
	for _, c := range []struct {
		format, given string
		want          severity
	}{
		{"nmap-xml", "", notGiven}, {"nessus-xml", "0", info}, {"nessus-xml", "4", critical}, {"nessus-csv", "None", info}, {"nessus-nbe", "Security Hole", high},
		{"nessus-nbe", "Security Note", info}, {"openvas-xml", "High", high}, {"openvas-xml", "7.5", high}, {"openvas-xml", "0.0", info}, {"openvas-xml", "Log", info},
		{"qualys-xml", "5", critical}, {"qualys-xml", "1", info}, {"nexpose-xml", "9", critical}, {"nexpose-xml", "3", low}, {"zap-xml", "3", high}, {"zap-xml", "Medium (High)", medium},
		{"sarif", "error", high}, {"sarif", "note", info}, {"nuclei-jsonl", "unknown", notGiven}, {"generic", "CVSS 5.0", medium}, {"generic", "1e400", notGiven}, {"x", "CVSS v3.1 9.8", critical}, {"x", "CVSS:3.1/AV:N/AC:L", notGiven}, {"x", "8.1/10", high}, {"saint-csv", "Area of Concern", medium}, {"sarif", "error, security-severity 8.1", high}, {"webinspect-xml", "4", critical}, {"x", "CVSS 9.8 CRITICAL, CVSS 10", critical}, {"generic", "...", notGiven},
	} {
		if got := severityOf(v1.Finding{Format: c.format, Severity: c.given}); got != c.want {
			t.Errorf("%s %q is %v, want %v", c.format, c.given, got, c.want)
		}
	}
}

func TestSeen(t *testing.T) {
	f := v1.Finding{Plugin: v1.FindingPlugin{Name: "A name"}, Outputs: []v1.FindingOutput{{ID: "a", Text: "one\r\ntwo three four\nfive"}}, References: []v1.FindingCitation{{Value: "x/Q1", Where: "see_also"}}}
	for _, c := range []struct {
		field      string
		start, end int
		text       string
		want       passage
	}{
		{"outputs[0].text", 9, 14, "three", passage{"two ", "three", " four"}},
		{"references[0].value", 2, 4, "Q1", passage{"x/", "Q1", ""}},
		{"plugin.name", 0, 1, "A", passage{"", "A", " name"}},
		{"outputs[0].text", 9, 14, "other", passage{Words: "other"}},
		{"outputs[1].text", 0, 1, "x", passage{Words: "x"}},
		{"outputs[0].text", 9, 99, "x", passage{Words: "x"}},
		{"outputs[-1].text", -5, 2, "x", passage{Words: "x"}},
		{"", 0, 0, "", passage{}},
	} {
		if got := seen(f, v1.FindingQuote{Field: c.field, Start: c.start, End: c.end, Text: c.text}); got != c.want {
			t.Errorf("%s %d-%d: %+v, want %+v", c.field, c.start, c.end, got, c.want)
		}
	}
	for field, want := range map[string]string{"outputs[0].text": "a", "references[0].value": "reference, see also", "plugin.name": "name of the test", "description": "description", "": ""} {
		if got := fieldWords(f, field); got != want {
			t.Errorf("%s is called %q, want %q", field, got, want)
		}
	}
}
