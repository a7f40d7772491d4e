package fill

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestReferences(t *testing.T) {
	var f kb.Finding
	References(&f, "reference", `- https://a.example/x_(y)z.
https://b.example/1, (https://b.example/2), https://c.example/a_(b).

CVE-2021-44228
can-1999-0001
CWE: 79
MS17-010
Q143474
KB4012598 and more
OSVDB-397
Bugtraq 1234
see [CVE-2000-0001, CVE-2000-0002] at https://d.example/
* The book "Q1 1999"
`)
	want := []kb.Citation{
		{Kind: "url", Value: "https://a.example/x_(y)z"}, {Kind: "url", Value: "https://b.example/1"}, {Kind: "url", Value: "https://b.example/2"},
		{Kind: "url", Value: "https://c.example/a_(b)"},
		{Kind: "cve", Value: "CVE-2021-44228"}, {Kind: "cve", Value: "can-1999-0001"}, {Kind: "cwe", Value: "CWE: 79"}, {Kind: "ms", Value: "MS17-010"},
		{Kind: "kb", Value: "Q143474"}, {Kind: "kb", Value: "KB4012598 and more"}, {Kind: "osvdb", Value: "OSVDB-397"}, {Kind: "bid", Value: "Bugtraq 1234"},
		{Kind: "url", Value: "https://d.example/"}, {Kind: "cve", Value: "CVE-2000-0001"}, {Kind: "cve", Value: "CVE-2000-0002"},
		{Kind: "xref", Value: `The book "Q1 1999"`},
	}
	for i := range want {
		want[i].Where = "reference"
	}
	if diff := cmp.Diff(want, f.Citations); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReferenceKind(t *testing.T) {
	for s, want := range map[string]string{" https://a.example": "url", "GHSA-aaaa-bbbb-cccc": "ghsa", "MS1-1": "xref", "Q12": "xref", "": "xref"} {
		if got := ReferenceKind(s); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}
