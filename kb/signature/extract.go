package signature

import (
	"sort"

	"kbadvisor/kb"
)

// Extract returns the messages that an article quotes, in the order in which they
// stand in the article. The result depends on the article alone. Spans cover the
// message with its code; in articles that are rendered by another program a span
// is as near as it can be told. Signatures with a code and without a text are
// explained in the package comment.
func Extract(a *kb.Article) []kb.Signature {
	x := &extractor{article: a}
	x.title()
	for i, s := range a.Sections {
		switch s.Kind {
		case kb.Content, kb.Lead:
			x.section(i)
		}
	}
	x.marked()
	return x.finish()
}

// extractor extracts the signatures of one article.
type extractor struct {
	article *kb.Article
	page    page
	hits    []hit               // replies of the section, in order
	taken   []bool              // rows of the section that are part of a signature
	named   map[kb.Protocol]int // scores of the article, nil until asked
	out     []quoted
	at      int    // index of the section
	hint    string // the words that announce the message in hand, in lower case
}

// quoted is a signature before its span is known.
type quoted struct {
	kb.Signature
	section  int
	from, to int // of the section's text
}

// section extracts the signatures of a section.
func (x *extractor) section(i int) {
	s := x.article.Sections[i]
	x.at = i
	if x.article.Format == kb.FormatMarkdown && !isRendered(x.article) {
		x.page.layoutMarkdown(s.Text)
	} else {
		x.page.layout(s.Text)
	}
	x.taken = append(x.taken[:0], make([]bool, len(x.page.rows))...)
	x.replies()
	x.blocks()
	x.restOfReplies()
}

// maxItem is the column behind which the items of a list begin in program text
// only.
const maxItem = 12

// maxHint bounds how much of an announcing sentence is looked at for what it says
// about the message, in bytes.
const maxHint = 160

// blocks goes through the blocks of a section.
func (x *extractor) blocks() {
	p := &x.page
	item := 0 // column of the text of the open item
	for i := 0; i < len(p.blocks); {
		b := p.blocks[i]
		i++
		if b.rule {
			continue
		}
		if b.mark != 0 || b.col < item {
			item = 0
		}
		if b.mark != 0 {
			item = b.col
		}
		if !b.apart && p.text[p.end(b)-1] == ':' && !x.isRecord(b) {
			if l, ok := announces(p.text[b.from:p.end(b)]); ok {
				x.hint = lower(p.text[max(b.from, p.end(b)-maxHint):p.end(b)])
				i = x.announced(i, b, l)
				x.hint = ""
				x.quotes(b)
				x.mentions(b)
				continue
			}
		}
		if b.apart || b.mark == 0 && b.col > 2 {
			if n := x.pattern(i - 1); n > i-1 {
				i = n
				continue
			}
		}
		if !b.apart && (b.mark != 0 && b.col <= maxItem || b.mark == 0 && (b.col <= 2 || b.col == item)) {
			x.quotes(b)
			x.mentions(b)
		}
	}
}

// add adds a signature for the bytes [from, to) of the section's text.
func (x *extractor) add(s kb.Signature, from, to int) {
	s.Section = x.sectionName()
	x.out = append(x.out, quoted{s, x.at, from, to})
}

// sectionName returns the name of the section in hand.
func (x *extractor) sectionName() string {
	s := x.article.Sections[x.at]
	if s.Kind == kb.Lead {
		return "LEAD"
	}
	return s.Name
}

// finish drops what was found twice and finds the spans.
func (x *extractor) finish() []kb.Signature {
	sort.SliceStable(x.out, func(i, j int) bool {
		a, b := x.out[i], x.out[j]
		if a.section != b.section {
			return a.section < b.section
		}
		return a.from < b.from
	})
	out := make([]kb.Signature, 0, len(x.out))
	seen := map[quotedKey]bool{}
	for _, f := range x.out {
		if f.Origin != kb.OriginInline || f.Text != "" {
			seen[keyOf(f)] = true
		}
	}
	var place *placer
	for _, f := range x.out {
		if f.Text == "" && f.Code == "" {
			continue
		}
		if f.Origin == kb.OriginInline && f.Text == "" {
			if seen[keyOf(f)] {
				continue
			}
			seen[keyOf(f)] = true
		}
		if f.Span == (kb.Span{}) {
			if place == nil || place.section != f.section {
				place = newPlacer(x.article, f.section)
			}
			f.Span = place.span(f.from, f.to)
		}
		out = append(out, f.Signature)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// quotedKey tells codes apart.
type quotedKey struct {
	kind     kb.SignatureKind
	protocol kb.Protocol
	code     string
	source   string
}

func keyOf(f quoted) quotedKey { return quotedKey{f.Kind, f.Protocol, f.Code, f.Source} }

// isRecord reports whether a block is set apart and begins a record of an event
// log.
func (x *extractor) isRecord(b block) bool {
	return b.col > 2 && fieldOf(x.page.row(b.first))&starting != 0
}
