// Package scantest holds what the tests of the readers of reports have in common.
package scantest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan/stream"
)

// update makes golden files anew.
var update = flag.Bool("update", false, "write golden files anew")

// Updating reports whether golden files are to be made anew. A test that imports
// this package has the flag from here.
func Updating() bool { return *update }

// Bytes returns a report of some bytes.
func Bytes(data []byte, limits stream.Limits) *stream.Report {
	return stream.NewReport(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }, limits)
}

// Read returns all findings of a report, and the error that ended it.
func Read(data []byte, format stream.Format) ([]kb.Finding, error) {
	var out []kb.Finding
	err := Bytes(data, stream.Limits{}).Run(format.Name, format.Reader, func(f kb.Finding) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

// Head returns what the beginning of a report shows.
func Head(tb testing.TB, data []byte) stream.Head {
	tb.Helper()
	h, err := Bytes(data, stream.Limits{}).Head()
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

// Sample is a real report of the shared data.
type Sample = kbtest.Scan

// Samples returns the real reports of some formats of INDEX.tsv, all without a
// name. It skips the test when there is no shared data.
func Samples(tb testing.TB, formats ...string) []Sample {
	tb.Helper()
	return kbtest.Scans(tb, formats...)
}

// Of returns the format of a name.
func Of(tb testing.TB, formats []stream.Format, name string) stream.Format {
	tb.Helper()
	for _, f := range formats {
		if f.Name == name {
			return f
		}
	}
	tb.Fatalf("no format %s", name)
	return stream.Format{}
}

// Golden compares findings with a golden file, which -update writes anew.
func Golden(t *testing.T, name string, findings []kb.Finding, err error) {
	t.Helper()
	got := []byte(Dump(findings, err))
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from %s (run with -update to accept):\n%s", name, path, got)
	}
}

// Dump writes findings for people and golden files: one field on a line, without
// the empty ones.
func Dump(findings []kb.Finding, err error) string {
	var b strings.Builder
	for i, f := range findings {
		fmt.Fprintf(&b, "== %d\n", i+1)
		for _, p := range [][2]string{
			{"scanner", f.Scanner}, {"plugin", strings.TrimRight(fmt.Sprintf("%s | %s | %s", f.Plugin.ID, f.Plugin.Name, f.Plugin.Family), " |")},
			{"severity", f.Severity}, {"status", f.Status}, {"names", strings.Join(f.Names, " ")}, {"addresses", strings.Join(f.Addresses, " ")},
			{"port", fmt.Sprintf("%d/%s %s", f.Port, f.Protocol, f.Service)}, {"product", f.Product}, {"version", f.Version}, {"cpe", strings.Join(f.CPE, " ")},
			{"system", f.System}, {"location", f.Location}, {"description", f.Description}, {"solution", f.Solution}, {"warnings", strings.Join(f.Warnings, "; ")},
		} {
			line(&b, p[0], p[1])
		}
		for _, o := range f.Outputs {
			line(&b, "output "+o.ID, o.Text)
		}
		for _, c := range f.Citations {
			line(&b, "cites "+c.Kind, c.Value+" ("+c.Where+")")
		}
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

func line(b *strings.Builder, name, text string) {
	if strings.TrimSpace(text) != "" {
		fmt.Fprintf(b, "%s: %s\n", name, strings.ReplaceAll(text, "\n", "\n    "))
	}
}

// Cut reads a report that ends early, at every byte, and checks that it gives the
// first findings of the whole report, then an error that tells where; never fewer
// than it gave when it ended earlier. Blanks at the end of the report are no part of
// it.
func Cut(t *testing.T, data []byte, format stream.Format) {
	t.Helper()
	data = bytes.TrimSpace(data)
	whole, err := Read(data, format)
	if err != nil {
		t.Fatal(err)
	}
	least := 0
	for i := range data {
		found, err := Read(data[:i], format)
		var at *stream.Error
		if i > 0 && (!errors.As(err, &at) || at.At == "") {
			t.Errorf("%q: error %v, want one with a place", tail(data[:i]), err)
		}
		if len(found) < least || len(found) > len(whole) {
			t.Errorf("%q: %d findings, there were %d, the whole report has %d", tail(data[:i]), len(found), least, len(whole))
		}
		least = max(least, len(found))
	}
}

// tail returns the end of a report, for messages.
func tail(data []byte) []byte { return data[max(0, len(data)-40):] }

// Fuzz checks that a reader neither panics nor hands over what is not UTF-8, that
// it reads the same twice, and that it keeps to the limits.
func Fuzz(f *testing.F, format stream.Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	limits := stream.Limits{Bytes: 1 << 20, Findings: 1000, Value: 64 << 10, Text: 4 << 10, Depth: 50}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := Bytes(data, limits)
		if h, err := r.Head(); err == nil {
			format.Is(h)
		}
		run := func() string {
			var all []kb.Finding
			err := r.Run(format.Name, format.Reader, func(f kb.Finding) error {
				all = append(all, f)
				return nil
			})
			return fmt.Sprintf("%v %v", all, err)
		}
		first := run()
		if again := run(); again != first {
			t.Errorf("read twice:\n%s\n%s", first, again)
		}
		if first != strings.ToValidUTF8(first, "") {
			t.Error("a finding is not UTF-8")
		}
	})
}
