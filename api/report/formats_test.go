package report_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

type finding = v1.Finding

var update = flag.Bool("update", false, "write golden files anew")

// written returns the document of the sample findings in a format.
func written(t *testing.T, f report.Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, document(t, findings()), report.Options{Version: "1.2.3", Time: made()}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, f := range report.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			got := written(t, f)
			if f.Name == "html" { // style and script are files beside this one
				got = without(without(got, "<style>", "</style>"), "<script>\"use strict\"", "</script>")
				got = without(got, `content="default-src`, `">`)
			}
			path := filepath.Join("testdata", "sample"+f.Ending)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs from %s (run with -update to accept):\n%s", f.Name, path, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
			}
		})
	}
}

// without cuts out what stands between two marks.
func without(text, from, to string) string {
	i := strings.Index(text, from)
	if i < 0 {
		return text
	}
	i += len(from)
	return text[:i] + text[i+strings.Index(text[i:], to):]
}

// TestNothingCommandsTheReader says that no format lets out a character that a
// terminal or a reader would obey.
func TestNothingCommandsTheReader(t *testing.T) {
	for _, f := range report.Formats() {
		got := written(t, f)
		if !utf8.ValidString(got) {
			t.Errorf("%s is not UTF-8", f.Name)
		}
		for i, r := range got {
			if unicode.IsControl(r) && r != '\n' && r != '\t' && (f.Name != "csv" || r != '\r') || r >= 0x202a && r <= 0x202e || r == 0x200b || r == 0x2028 {
				t.Errorf("%s has %U: %.60q", f.Name, r, got[max(0, i-20):])
				break
			}
		}
	}
}

func TestFormatsAreNamed(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range report.Formats() {
		if got, ok := report.FormatNamed(f.Name); !ok || got.Ending != f.Ending || seen[f.Name] || seen[f.Ending] || f.MediaType == "" || f.Write == nil {
			t.Errorf("format %+v is named twice, or not whole", f)
		}
		seen[f.Name], seen[f.Ending] = true, true
	}
	if _, ok := report.FormatNamed("pdf"); ok {
		t.Error("pdf is named")
	}
}

// TestErrorsEndEveryFormat says that neither the findings nor the writer fail
// unnoticed.
func TestErrorsEndEveryFormat(t *testing.T) {
	broken := errors.New("broken")
	for _, f := range report.Formats() {
		d := document(t, findings())
		d.Findings = sequence(findings()[:2], broken)
		if err := f.Write(io.Discard, d, report.Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: findings that fail: %v", f.Name, err)
		}
		if err := f.Write(full{}, document(t, findings()), report.Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: a full disk: %v", f.Name, err)
		}
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestStreamedFormats says that the streamed formats read the findings once, and
// write each before they ask for the next.
func TestStreamedFormats(t *testing.T) {
	for _, f := range report.Formats() {
		if !f.Streamed {
			continue
		}
		all := findings()
		var b bytes.Buffer
		reads := 0
		d := report.Document{Findings: func(yield func(finding, error) bool) {
			reads++
			for _, f := range all {
				if !yield(f, nil) {
					return
				}
			}
		}}
		if err := f.Write(&b, d, report.Options{}); err != nil || reads != 1 {
			t.Errorf("%s: read %d times, %v", f.Name, reads, err)
		}
		var want bytes.Buffer
		if err := f.Write(&want, document(t, all), report.Options{}); err != nil || want.String() != b.String() {
			t.Errorf("%s: a stream is written differently: %v", f.Name, err)
		}
	}
}

func TestNoFindings(t *testing.T) {
	for _, f := range report.Formats() {
		var b bytes.Buffer
		if err := f.Write(&b, document(t, nil), report.Options{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if b.Len() == 0 && f.Name != "jsonl" {
			t.Errorf("%s writes nothing", f.Name)
		}
	}
}
