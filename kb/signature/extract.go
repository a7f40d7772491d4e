package signature

import "kbadvisor/kb"

// Extract returns the messages that an article quotes, in the order in which they
// stand in the article. The result depends on the article alone. Spans cover the
// message with its code. Signatures with a code and without a text are
// explained in the package comment.
func Extract(a *kb.Article) []kb.Signature {
	x := &extractor{article: a, rendered: isRendered(a)}
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
	article  *kb.Article
	rendered bool // laid out as KB text although it is Markdown
	page     page
	hits     []hit               // replies of the section, in order
	taken    []bool              // rows of the section that are part of a signature
	named    map[kb.Protocol]int // scores of the article, nil until asked
	out      []quoted
	at       int    // index of the section
	hint     string // the words that announce the message in hand, in lower case
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
	if x.article.Format == kb.FormatMarkdown && !x.rendered {
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
		if b.col < item { // what goes on with an outer item
			item = b.col
		}
		if b.mark != 0 {
			item = b.col
		}
		if x.mayAnnounce(i - 1) {
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
	s.Section, s.Text = x.sectionName(), collapse(s.Text)
	x.out = append(x.out, quoted{s, x.at, from, to})
}

// sectionName returns the name of the section in hand.
func (x *extractor) sectionName() string {
	s := x.article.Sections[x.at]
	switch {
	case s.Kind == kb.Lead:
		return "LEAD"
	case s.Name != "":
		return s.Name
	}
	return "HEADER"
}

// mayAnnounce reports whether a block can end in an announcing sentence: it is prose
// and ends in a colon, or in a full stop before something that is set apart.
func (x *extractor) mayAnnounce(i int) bool {
	p, b := &x.page, x.page.blocks[i]
	if b.apart || x.isRecord(b) {
		return false
	}
	switch p.text[p.end(b)-1] {
	case ':':
		return true
	case '.':
		if i+1 == len(p.blocks) || b.col > 2 && b.mark == 0 {
			return false
		}
		next := p.blocks[i+1]
		return next.apart || next.mark == 0 && !next.rule && next.col >= b.col+3 && !p.marked
	}
	return false
}

// isRecord reports whether a block is set apart and begins a record of an event
// log.
func (x *extractor) isRecord(b block) bool {
	return b.col > 2 && fieldOf(x.page.row(b.first))&starting != 0
}
