package match

import (
	"bytes"
	"runtime"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan"
	"kbadvisor/kb/scan/scantest"
)

// generated returns findings of a generated report, so many of them different.
func generated(tb testing.TB, findings, distinct int) []kb.Finding {
	tb.Helper()
	var report bytes.Buffer
	if err := kbtest.NessusReport(&report, int64(findings)*8<<10, distinct); err != nil {
		tb.Fatal(err)
	}
	reports, err := scan.Open("generated", bytes.NewReader(report.Bytes()), int64(report.Len()), scan.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	var out []kb.Finding
	for f, err := range reports[0].Findings(tb.Context()) {
		if err != nil {
			tb.Fatal(err)
		}
		if out = append(out, f); len(out) == findings {
			return out
		}
	}
	tb.Fatalf("%d findings, want %d", len(out), findings)
	return nil
}

// BenchmarkLink links 1,000 findings, 500 of them different, with the whole archive,
// on two processors.
func BenchmarkLink(b *testing.B) {
	m := archive(b).matcher
	findings := generated(b, 1000, 500)
	real := realFindings(b, 500)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	for _, c := range []struct {
		name string
		in   []kb.Finding
	}{{"generated", findings}, {"real", append(append([]kb.Finding{}, real...), real...)}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range m.Link(b.Context(), each(c.in, nil)) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != len(c.in) {
					b.Fatalf("%d findings came back, want %d", n, len(c.in))
				}
			}
			b.ReportMetric(float64(len(c.in))*float64(b.N)/b.Elapsed().Seconds(), "findings/s")
		})
	}
}

// realFindings returns different findings of the real reports of network
// scanners.
func realFindings(b *testing.B, n int) []kb.Finding {
	b.Helper()
	var out []kb.Finding
	seen := map[linkKey]bool{}
	for _, s := range scantest.Samples(b, "nessus-v2-xml", "nmap-xml", "openvas-xml", "nexpose-xml", "qualys-xml") {
		reports, err := scan.Open(s.Path, bytes.NewReader(s.Data), int64(len(s.Data)), scan.Options{})
		if err != nil {
			continue // of those that are no report
		}
		for f, err := range reports[0].Findings(b.Context()) {
			if k := keyOf(&f); err == nil && !seen[k] {
				seen[k] = true
				out = append(out, f)
			}
		}
	}
	if len(out) < n {
		b.Fatalf("%d findings, want %d", len(out), n)
	}
	every := len(out) / n // from all reports alike
	picked := make([]kb.Finding, 0, n)
	for i := range n {
		picked = append(picked, out[i*every])
	}
	return picked
}
