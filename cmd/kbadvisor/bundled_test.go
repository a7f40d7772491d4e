package main

import (
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// release makes the bundled articles of a release out of names and titles.
func release(articles ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, a := range articles {
		name, title, _ := strings.Cut(a, " ")
		fsys[name+".md"] = &fstest.MapFile{Data: []byte("---\nid: " + name + "\ntitle: " + title + "\n---\n\n## Cause\n\n" + title + ".\n")}
	}
	return fsys
}

// TestBundled follows a data folder through two releases of the program.
func TestBundled(t *testing.T) {
	p := &program{out: newConsole(io.Discard), err: newConsole(io.Discard)}
	flags := dataFlags{dir: t.TempDir()}
	d, err := p.create(t.Context(), flags)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { d.Close() }()
	titles := func(want map[kb.ID]string) {
		t.Helper()
		for id, title := range want {
			doc, err := d.Get(t.Context(), id)
			switch {
			case title == "" && err == nil:
				t.Errorf("%s is still there", id)
			case title != "" && err != nil:
				t.Errorf("%s: %v", id, err)
			case title != "" && doc.Article.Title != title:
				t.Errorf("%s has the title %q, want %q", id, doc.Article.Title, title)
			}
		}
	}

	if err := p.bundled(t.Context(), d, release("stays Old words", "goes It goes", "taken Ours")); err != nil {
		t.Fatal(err)
	}
	titles(map[kb.ID]string{"stays": "Old words", "goes": "It goes", "taken": "Ours"})

	// The user takes one article over; then comes the next release.
	doc, err := d.Get(t.Context(), "taken")
	if err != nil {
		t.Fatal(err)
	}
	doc.Origin = "mine"
	doc.Article.Source = []byte(strings.ReplaceAll(string(doc.Article.Source), "Ours", "Mine"))
	if _, err := d.Put(t.Context(), []index.Document{doc}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if d, err = p.open(t.Context(), flags); err != nil {
		t.Fatal(err)
	}
	if err := p.bundled(t.Context(), d, release("stays New words", "comes It comes", "taken Ours again")); err != nil {
		t.Fatal(err)
	}
	titles(map[kb.ID]string{"stays": "New words", "goes": "", "comes": "It comes", "taken": "Mine"})

	// A release whose articles are broken says so and is not taken for done.
	broken := fstest.MapFS{"cut.txt": &fstest.MapFile{Data: []byte("DOCUMENT:Q900190  12-MAR-2001  [iis]\n")}}
	before := d.settings.Bundled
	if err := p.bundled(t.Context(), d, broken); err == nil || d.settings.Bundled != before {
		t.Errorf("broken bundled articles: got %v, digest changed: %v", err, d.settings.Bundled != before)
	}
}

func TestDigestFS(t *testing.T) {
	digests := map[string]string{}
	for name, fsys := range map[string]fstest.MapFS{
		"nothing": {},
		"one":     {"a": {Data: []byte("x")}},
		"renamed": {"b": {Data: []byte("x")}},
		"changed": {"a": {Data: []byte("y")}},
		"split":   {"a": {Data: []byte("")}, "x": {}},
	} {
		d, err := digestFS(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if other := digests[d]; other != "" {
			t.Errorf("%s and %s have the same digest", name, other)
		}
		digests[d] = name
	}
}
