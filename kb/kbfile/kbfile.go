// Package kbfile tells the formats of articles apart by their content and reads
// either.
package kbfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
	"kbadvisor/kb/kbtext"
)

// headSize is how much of a file Detect is given to look at.
const headSize = 64 << 10

// Options changes how articles are read. The zero value is good.
type Options struct {
	// MaxArticle is the largest article in bytes, 1 MiB when 0.
	MaxArticle int
	// Headings maps further heading words of Markdown articles to section names.
	Headings map[string]string
}

func (o Options) maxArticle() int {
	if o.MaxArticle <= 0 {
		return kbmark.DefaultMaxArticle
	}
	return o.MaxArticle
}

func (o Options) text() kbtext.Options { return kbtext.Options{MaxArticle: o.maxArticle()} }

func (o Options) mark() kbmark.Options {
	return kbmark.Options{MaxArticle: o.maxArticle(), Headings: o.Headings}
}

// Parse reads one article in either format. Name is the path inside the root of
// the import, with slashes (see kbmark.PathID). A text that is no article gives a
// *kb.ParseError of kind kb.ErrNotArticle.
func Parse(src []byte, name string, opt Options) (*kb.Article, error) {
	if len(src) > opt.maxArticle() {
		return nil, tooLarge(opt.maxArticle())
	}
	switch Detect(src[:min(len(src), headSize)], name) {
	case kb.FormatText:
		return kbtext.Parse(src, name, opt.text())
	case kb.FormatMarkdown:
		return kbmark.Parse(src, name, opt.mark())
	}
	return nil, notArticle(src)
}

// Read yields the articles of a file: one of Markdown, one or more of KB text. An
// error belongs to one article and the next one follows, unless r itself fails.
// At most about one article is held in memory.
func Read(r io.Reader, name string, opt Options) iter.Seq2[*kb.Article, error] {
	return func(yield func(*kb.Article, error) bool) {
		br := bufio.NewReaderSize(r, headSize)
		head, err := br.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(nil, fmt.Errorf("read %s: %w", name, err))
			return
		}
		switch Detect(head, name) {
		case kb.FormatText:
			readText(br, name, opt, yield)
		case kb.FormatMarkdown:
			yield(readMark(br, name, opt))
		default:
			yield(nil, notArticle(head))
		}
	}
}

// readText yields the articles of a stream of KB text.
func readText(r io.Reader, name string, opt Options, yield func(*kb.Article, error) bool) {
	for src, err := range kbtext.Split(r, opt.text()) {
		var a *kb.Article
		if err == nil {
			a, err = kbtext.Parse(src, name, opt.text())
		}
		if !yield(a, err) {
			return
		}
	}
}

// readMark reads the one article of a Markdown file.
func readMark(r io.Reader, name string, opt Options) (*kb.Article, error) {
	limit := opt.maxArticle()
	src, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(src) > limit {
		return nil, tooLarge(limit)
	}
	return kbmark.Parse(src, name, opt.mark())
}

func tooLarge(limit int) error {
	return &kb.ParseError{Kind: kb.ErrTooLarge, Want: fmt.Sprintf("at most %d bytes", limit), Got: "more"}
}

// notArticle says what the text is instead, as far as that is clear.
func notArticle(head []byte) error {
	got := "text of another kind"
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		got = "an empty file"
	case isBinary(head):
		got = "binary data"
	}
	return &kb.ParseError{Kind: kb.ErrNotArticle, Want: "KB text or Markdown", Got: got}
}
