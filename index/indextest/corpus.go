package indextest

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbtext"
)

// files holds the articles of the suite and of the relevance test. A .txt file
// is a stream of articles in the KB text format, a .md file is one article.
//
//go:embed testdata
var files embed.FS

// Documents returns the articles of the suite: seventeen short ones in both
// formats. Their origin is "suite".
func Documents(tb testing.TB) []index.Document {
	tb.Helper()
	return load(tb, "testdata/suite")
}

// load parses all articles of a folder.
func load(tb testing.TB, dir string) []index.Document {
	tb.Helper()
	var docs []index.Document
	err := fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "searches.txt" {
			return err
		}
		src, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		for _, part := range split(tb, name, src) {
			docs = append(docs, Parse(tb, path.Base(name), part))
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return docs
}

// split cuts a stream of KB text into its articles.
func split(tb testing.TB, name string, src []byte) [][]byte {
	tb.Helper()
	if path.Ext(name) != ".txt" {
		return [][]byte{src}
	}
	var out [][]byte
	for part, err := range kbtext.Split(bytes.NewReader(src), kbtext.Options{}) {
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		out = append(out, part)
	}
	return out
}

// Parse makes a document of an article's source.
func Parse(tb testing.TB, name string, src []byte) index.Document {
	tb.Helper()
	a, err := kbfile.Parse(src, name, kbfile.Options{})
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return index.Document{Article: a, Name: name, Origin: "suite"}
}

// Text makes a document in the KB text format with a title and one section.
func Text(tb testing.TB, id, title, symptoms string) index.Document {
	tb.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "DOCUMENT:%s  05-MAY-1999  [test]\nTITLE   :%s\nPRODUCT :Test Server\n", id, title)
	fmt.Fprintf(&b, "PROD/VER:winnt:4.0\nOPER/SYS:\nKEYWORDS:kbtest\n\n%s\n", strings.Repeat("=", 70))
	fmt.Fprintf(&b, "SYMPTOMS\n========\n\n%s\n", symptoms)
	return Parse(tb, id+".TXT", []byte(b.String()))
}
