package kbfile

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

const text = "DOCUMENT:Q100001  01-FEB-2000  [iis]\nTITLE   :A title\nPRODUCT :Server\nPROD/VER:winnt:5.0\nOPER/SYS:\nKEYWORDS:kbone\n\nSYMPTOMS\n========\n\nIt stops.\n"

func TestDetect(t *testing.T) {
	tests := []struct {
		what, head, name string
		want             kb.Format
	}{
		{"KB text", text, "x", kb.FormatText},
		{"KB text, misleading name", text, "x.md", kb.FormatText},
		{"headings", "Intro.\n\n## Issue\n\nText.\n\n## Cause\n\nText.\n", "x.txt", kb.FormatMarkdown},
		{"front matter", "---\ntitle: A b\n---\nThe text, with, some, commas.\n", "x", kb.FormatMarkdown},
		{"TOML front matter", "+++\ntitle = \"A\"\n+++\n\nText.\n", "x", kb.FormatMarkdown},
		{"plain text", "Just words.\n\nMore words.\n", "x.txt", ""},
		{"plain text named .md", "Just words.\n\nMore words.\n", "x.md", kb.FormatMarkdown},
		{"code in Markdown", "# How\n\n```\na;\nb;\nc;\nd;\n```\n", "x.md", kb.FormatMarkdown},
		{"empty", " \n", "x.md", ""},
		{"binary", "# A\x00\x01", "x.md", ""},
		{"HTML", "<!DOCTYPE html>\n<h1>A</h1>\n", "x.md", ""},
		{"XML", "<?xml version='1.0'?>\n<a/>", "x", ""},
		{"JSON", "{\"a\": [1]}", "x.md", ""},
		{"YAML documents", "---\na: b\nc: d\n---\na: c\nc: e\n", "x.yaml", ""},
		{"configuration with comments", "# The port to use\nport = 21\n\n# The host\nhost = a\n\n## A part\nuser = b\n", "x", ""},
		{"shell script", "#!/bin/sh\n## Usage\n\necho a\n", "x", ""},
		{"Go", "package a\n\nimport \"fmt\"\n\nfunc b() {\n\tfmt.Println()\n}\n", "x.go", ""},
		{"log", "2001-02-03 10:00:00 a\n2001-02-03 10:00:01 b\n", "x.log", ""},
		{"log named .md", "2001-02-03 10:00:00 a\n2001-02-03 10:00:01 b\n", "x.md", ""},
	}
	for _, tt := range tests {
		if got := Detect([]byte(tt.head), tt.name); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, got, tt.want)
		}
	}
}

// collect returns the ids of the articles and the kinds of the errors.
func collect(r io.Reader, name string, opt Options) []string {
	var out []string
	for a, err := range Read(r, name, opt) {
		switch {
		case err == nil:
			out = append(out, string(a.ID))
		case errors.Is(err, kb.ErrNotArticle):
			out = append(out, "not an article")
		case errors.Is(err, kb.ErrTooLarge):
			out = append(out, "too large")
		default:
			out = append(out, "error")
		}
	}
	return out
}

func TestRead(t *testing.T) {
	big := strings.Replace(text, "It stops.", strings.Repeat("x ", 3000), 1)
	tests := []struct {
		what string
		r    io.Reader
		want []string
	}{
		{"one article", strings.NewReader(text), []string{"Q100001"}},
		{"two articles", strings.NewReader(text + strings.ReplaceAll(text, "100001", "100002")), []string{"Q100001", "Q100002"}},
		{"a large one between", strings.NewReader(text + big + strings.ReplaceAll(text, "100001", "100003")), []string{"Q100001", "too large", "Q100003"}},
		{"Markdown", strings.NewReader("# A title\n\n## Issue\n\nText.\n"), []string{"file-name"}},
		{"large Markdown", strings.NewReader("# A title\n\n## Issue\n\n" + strings.Repeat("x ", 3000)), []string{"too large"}},
		{"nothing", strings.NewReader(""), []string{"not an article"}},
		{"binary", strings.NewReader("\x00\x01\x02"), []string{"not an article"}},
		{"a broken reader", iotest.ErrReader(errors.New("broken")), []string{"error"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, collect(tt.r, "file-name.md", Options{MaxArticle: 4000})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

func TestReadStops(t *testing.T) {
	for range Read(strings.NewReader(text+text), "x", Options{}) {
		break
	}
}

func TestParse(t *testing.T) {
	for _, src := range []string{text, "# A title\n\n## Issue\n\nText.\n"} {
		a, err := Parse([]byte(src), "a.md", Options{})
		if err != nil || len(a.Named(kb.Symptoms)) != 1 {
			t.Errorf("parse %.20q: %v, %v", src, a, err)
		}
	}
	if _, err := Parse([]byte("{}"), "a.md", Options{}); !errors.Is(err, kb.ErrNotArticle) {
		t.Errorf("got %v, want %v", err, kb.ErrNotArticle)
	}
	if _, err := Parse([]byte(text), "a", Options{MaxArticle: 10}); !errors.Is(err, kb.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, kb.ErrTooLarge)
	}
}

// TestMarkdownWithoutName reads the Markdown knowledge bases under names that say
// nothing: nearly all are told by their content.
func TestMarkdownWithoutName(t *testing.T) {
	n, known := 0, 0
	for name, src := range kbtest.Markdown(t) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		n++
		if Detect(src[:min(len(src), headSize)], name) != kb.FormatMarkdown {
			t.Errorf("%s: not told to be Markdown", name)
		}
		if Detect(src[:min(len(src), headSize)], "x.txt") == kb.FormatMarkdown {
			known++
		}
	}
	if known*100 < n*98 {
		t.Errorf("%d of %d told without their names, want 98 %%", known, n)
	}
}

// TestOtherFiles looks at the sources of this package, which are no articles.
func TestOtherFiles(t *testing.T) {
	for _, name := range []string{"kbfile.go", "detect.go", "signs.go", "../../go.mod", "../../go.sum"} {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := Detect(src, "x"); got != "" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte(text), "a")
	f.Add([]byte("---\ntitle: a\n---\n# b\n"), "a.md")
	f.Fuzz(func(t *testing.T, src []byte, name string) {
		a, err := Parse(src, name, Options{})
		if err != nil {
			return
		}
		at := 0
		for _, s := range a.Sections {
			if s.Span.Start != at {
				t.Fatalf("section starts at %d, want %d", s.Span.Start, at)
			}
			at = s.Span.End
		}
		if at != len(src) {
			t.Fatalf("sections end at %d of %d", at, len(src))
		}
	})
}
