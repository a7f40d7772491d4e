package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/kbtest"
)

// TestLinkKeepsEveryWord links the real reports of nmap and Nessus and looks for
// every word of every output of a script or plugin in what comes out, as often as
// it went in.
func TestLinkKeepsEveryWord(t *testing.T) {
	dir := t.TempDir()
	var errs bytes.Buffer
	if got := run(t.Context(), []string{"import", "--data", filepath.Join(dir, "data"), "testdata/kb"}, nil, io.Discard, &errs); got != exitDone {
		t.Fatalf("exit code %d: %s", got, errs.String())
	}
	for _, s := range kbtest.Scans(t, "nmap-xml", "nessus-v2-xml") {
		in := rawOutputs(t, s.Data)
		if len(in) == 0 {
			continue
		}
		path := filepath.Join(dir, "report.xml")
		if err := os.WriteFile(path, s.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		out := wordsOf(linkedOutputs(t, dir, path))
		for word, n := range wordsOf(in) {
			if out[word] < n {
				t.Errorf("%s: %q stands %d times in its outputs, and %d times in what comes out", s.Path, word, n, out[word])
			}
		}
	}
}

// rawOutputs returns the outputs of scripts and plugins in a report, as far as it is
// XML.
func rawOutputs(t *testing.T, report []byte) []string {
	t.Helper()
	var out []string
	dec := xml.NewDecoder(bytes.NewReader(report))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // the samples are ASCII
	for {
		tok, err := dec.Token()
		if err != nil {
			return out
		}
		e, ok := tok.(xml.StartElement)
		switch {
		case ok && e.Name.Local == "script":
			for _, a := range e.Attr {
				if a.Name.Local == "output" {
					out = append(out, a.Value)
				}
			}
		case ok && e.Name.Local == "plugin_output":
			var text string
			if err := dec.DecodeElement(&text, &e); err != nil {
				t.Fatal(err)
			}
			out = append(out, text)
		}
	}
}

// linkedOutputs links a report and returns all outputs of all findings.
func linkedOutputs(t *testing.T, dir, path string) []string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := []string{"link", "--data", filepath.Join(dir, "data"), "--format", "json", "--fail-on", "none", path}
	if got := run(t.Context(), args, nil, &stdout, &stderr); got != exitDone {
		t.Fatalf("exit code %d: %s", got, stderr.String())
	}
	var doc struct{ Findings []v1.Finding }
	if err := json.Unmarshal(stdout.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range doc.Findings {
		for _, o := range f.Outputs {
			out = append(out, o.Text)
		}
	}
	return out
}

// wordsOf counts the words of some texts.
func wordsOf(texts []string) map[string]int {
	n := map[string]int{}
	for _, text := range texts {
		for _, w := range strings.Fields(text) {
			n[w]++
		}
	}
	return n
}
