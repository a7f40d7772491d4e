package scan_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kbadvisor/kb/scan"
	"kbadvisor/kb/scan/stream"
)

// ports is a report of n open ports.
func ports(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"host":"a.example","ip":"192.0.2.1","port":%d,"protocol":"tcp","timestamp":"2026-01-01T00:00:00Z"}`+"\n", i+1)
	}
	return b.String()
}

// zipped returns a zip file with members, which are not compressed.
func zipped(t *testing.T, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, m := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d.json", i)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDone says that the share of a file that was read grows from nothing to about
// all, also for the members of a zip file.
func TestDone(t *testing.T) {
	one := ports(20_000)
	for name, file := range map[string][]byte{"plain": []byte(one), "zip": zipped(t, one, one, one)} {
		t.Run(name, func(t *testing.T) {
			reports, err := scan.Open("a", bytes.NewReader(file), int64(len(file)), scan.Options{})
			if err != nil {
				t.Fatal(err)
			}
			last := reports[0].Done()
			if last > 0.5 {
				t.Fatalf("%.2f is read before the first finding", last)
			}
			for i, r := range reports {
				for _, err := range r.Findings(t.Context()) {
					if err != nil {
						t.Fatal(err)
					}
				}
				if r.Done() <= last {
					t.Errorf("report %d ends with %.2f, the one before it with %.2f", i, r.Done(), last)
				}
				last = r.Done()
			}
			if last < 0.9 {
				t.Errorf("%.2f is read at the end", last)
			}
		})
	}
}

// TestOpenZip says that members that are no reports are told, and keep nobody from
// the others.
func TestOpenZip(t *testing.T) {
	file := zipped(t, ports(1), "no report", ports(2))
	reports, err := scan.Open("a.zip", bytes.NewReader(file), int64(len(file)), scan.Options{})
	if !errors.Is(err, scan.ErrUnknown) || !strings.Contains(err.Error(), "a.zip/1.json") {
		t.Errorf("error %v, want one that names the member", err)
	}
	if e, ok := errors.AsType[*scan.FileError](err); !ok || e.Name != "a.zip/1.json" {
		t.Errorf("error %v does not tell the member", err)
	}
	if len(reports) != 2 || reports[0].Name != "a.zip/0.json" || reports[1].Name != "a.zip/2.json" {
		t.Errorf("reports %v", reports)
	}
	if _, err := scan.Open("a.zip", bytes.NewReader(zipped(t)), int64(len(zipped(t))), scan.Options{}); !errors.Is(err, scan.ErrUnknown) {
		t.Errorf("an empty zip file: %v", err)
	}
}

// TestTotal says that the reports of a file can be bounded together: a small file may
// have very many that are very large.
func TestTotal(t *testing.T) {
	one := ports(1000)
	file := zipped(t, one, one, one)
	reports, err := scan.Open("a.zip", bytes.NewReader(file), int64(len(file)), scan.Options{Total: int64(len(one))*2 + 1000})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range reports {
		var last error
		for _, err := range r.Findings(t.Context()) {
			last = err
		}
		if errors.Is(last, stream.ErrLimit) != (i == 2) {
			t.Errorf("report %d ends with %v", i, last)
		}
	}
}
