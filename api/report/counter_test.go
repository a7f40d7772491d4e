package report_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

func TestCounter(t *testing.T) {
	var c report.Counter
	c.Begin("a.xml", "nessus-xml")
	for _, f := range findings()[:4] {
		c.Add(f)
	}
	c.Broke(errors.New("line 7: the report ends early"))
	c.Begin("b.xml", "nmap-xml")
	for _, f := range findings()[5:] {
		c.Add(f)
	}
	c.Begin("c.txt", "")
	c.Broke(errors.New("no known report"))
	want := v1.LinkSummary{
		Reports: []v1.LinkedReport{
			{Name: "a.xml", Format: "nessus-xml", Findings: 4, Error: "line 7: the report ends early"}, {Name: "b.xml", Format: "nmap-xml", Findings: 3}, {Name: "c.txt", Error: "no known report"},
		},
		Findings: 7, Verdicts: map[string]int{"explained": 2, "ambiguous": 1, "cited_absent": 1, "unexplained": 3},
		Reasons: map[string]int{"no_candidate": 1, "below_threshold": 1, "healthy": 1}, Dispositions: map[string]int{"informational": 2, "by_design": 1},
		Hosts: []v1.LinkedHost{
			{Host: "ws2.example", Findings: 2, Explained: 2}, {Host: "ws3.example", Findings: 2, Unexplained: 1}, {Host: "192.0.2.3", Findings: 1}, {Host: "ws1.example", Findings: 1, Explained: 1},
		},
		HostCount: 4,
		Articles: []v1.LinkedArticle{
			{ID: "Q187498", Title: "How to Disable PCT 1.0, SSL 2.0, or SSL 3.0 on IIS", Disposition: "informational", Findings: 2},
			{ID: "Q100001", Title: "FTP: 530 User Cannot Log In", Disposition: "by_design", Findings: 1},
		},
		CitedAbsent: map[string]int{"Q245030": 1, "Q216482": 1},
	}
	if d := cmp.Diff(want, c.Summary()); d != "" {
		t.Errorf("summary (-want +got):\n%s", d)
	}
}

func TestCounterOfNothing(t *testing.T) {
	var c report.Counter
	got := c.Summary()
	if got.Reports == nil || got.Hosts == nil || got.Articles == nil || got.Verdicts == nil || got.CitedAbsent == nil {
		t.Errorf("null in %+v", got)
	}
}

// TestCounterIsBounded says that very many hosts are counted, and few are named.
func TestCounterIsBounded(t *testing.T) {
	var c report.Counter
	c.Begin("a", "b")
	const hosts = 150_000
	for i := range 2 * hosts {
		c.Add(v1.Finding{Host: fmt.Sprintf("h%d", i%hosts), Verdict: "unexplained", Reason: "no_candidate"})
	}
	c.Add(v1.Finding{Host: "h7", Verdict: "unexplained", Reason: "no_candidate"})
	s := c.Summary()
	if s.HostCount != hosts || len(s.Hosts) != 1000 || s.Findings != 2*hosts+1 {
		t.Errorf("%d hosts, %d of them named, %d findings", s.HostCount, len(s.Hosts), s.Findings)
	}
	if want := (v1.LinkedHost{Host: "h7", Findings: 3, Unexplained: 3}); s.Hosts[0] != want {
		t.Errorf("first host %+v, want %+v", s.Hosts[0], want)
	}
}

func TestAtLeast(t *testing.T) {
	results := func(confidences ...float64) []v1.FindingResult {
		out := []v1.FindingResult{}
		for _, c := range confidences {
			out = append(out, v1.FindingResult{ID: "Q1", Confidence: c})
		}
		return out
	}
	tied := results(0.5, 0.45, 0.2)
	tied[0].Tied, tied[1].Tied = true, true
	for _, c := range []struct {
		name    string
		in      v1.Finding
		atLeast float64
		want    v1.Finding
	}{
		{"no bound", v1.Finding{Verdict: "explained", Results: results(0.1)}, 0, v1.Finding{Verdict: "explained", Results: results(0.1)}},
		{"sure enough", v1.Finding{Verdict: "explained", Results: results(0.5)}, 0.5, v1.Finding{Verdict: "explained", Results: results(0.5)}},
		{"the second is not", v1.Finding{Verdict: "explained", Results: results(0.9, 0.4)}, 0.5, v1.Finding{Verdict: "explained", Results: results(0.9)}},
		{"none is", v1.Finding{Verdict: "ambiguous", Results: results(0.4, 0.4), CitedAbsent: []string{"Q2"}}, 0.5, v1.Finding{Verdict: "unexplained", Reason: "below_threshold", Results: results(), CitedAbsent: []string{"Q2"}}},
		{"a tie stays whole", v1.Finding{Verdict: "ambiguous", Results: tied}, 0.5, v1.Finding{Verdict: "ambiguous", Results: tied[:2]}},
		{"nothing to leave out", v1.Finding{Verdict: "unexplained", Reason: "healthy", Results: results()}, 0.5, v1.Finding{Verdict: "unexplained", Reason: "healthy", Results: results()}},
	} {
		if d := cmp.Diff(c.want, report.AtLeast(c.in, c.atLeast)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}
