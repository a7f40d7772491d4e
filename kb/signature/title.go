package signature

import (
	"bytes"
	"strings"

	"kbadvisor/kb"
)

// titleLabels stand before a message in a title, in lower case.
var titleLabels = []string{
	"err msg:", "err. msg:", "err. msg.:", "err msg.:", "errmsg:", "err mssg:", "error msg:", "error msg.:", "error message:", "error messages:",
	"err msgs:", "err message:", "error msgs:", "error:", "err:", "message:", "messages:", "warning:", "stop:", "stop error:", "stop msg:", "stop message:",
}

// title adds the messages that the title names.
func (x *extractor) title() {
	t := x.article.Title
	l := lower(t)
	if from := afterLabel(l); from > 0 {
		for from < len(t) && t[from] == ' ' {
			from++
		}
		if from < len(t) && t[from] != '"' && len(t)-from >= 4 {
			x.addTitle(from, len(t), l[:from])
			return
		}
	}
	if i := strings.Index(l, "event id "); i >= 0 {
		d := len(number(l[i+9:]))
		if rest := l[i+9+d:]; d > 0 && strings.HasPrefix(rest, ": ") {
			x.addTitle(i, len(t), "")
			return
		}
	}
	x.titleQuotes(t, l)
	x.titleCodes(t)
}

// afterLabel returns the offset behind the first label of a title, 0 when it has
// none that stands before a message.
func afterLabel(l string) int {
	if !strings.Contains(l, ":") {
		return 0
	}
	best := 0
	for _, w := range titleLabels {
		i := strings.Index(l, w)
		if i < 0 || i > 0 && isWord(l[i-1]) || hasAnySuffix(l[:i], "doc ", "documentation ", "help ", "manual ", "book ", "tutorial ") {
			continue
		}
		if to := i + len(w); best == 0 || to < best {
			best = to
		}
	}
	return best
}

// titleCodes adds the codes that the title names beside what was found in it.
func (x *extractor) titleCodes(t string) {
	n := len(x.out)
	for at := 0; at < len(t); at++ {
		if !isDigit(t[at]) || at > 0 && (isWord(t[at-1]) || strings.IndexByte(".,-", t[at-1]) >= 0) {
			continue
		}
		s, to := x.mention(t, at)
		if s.Code == "" || x.quotesCode(n, s) {
			continue
		}
		s.Origin, s.Section = kb.OriginTitle, "TITLE"
		x.addPlaced(s, t[at:to])
	}
}

// quotesCode reports whether one of the first n signatures has the code.
func (x *extractor) quotesCode(n int, s kb.Signature) bool {
	for _, f := range x.out[:n] {
		if f.Code == s.Code && f.Kind == s.Kind {
			return true
		}
	}
	return false
}

// addTitle adds the bytes [from, to) of the title. Before is what stands before
// them, in lower case.
func (x *extractor) addTitle(from, to int, before string) {
	x.hint = before
	s := x.signature(collapse(x.article.Title[from:to]), kb.OriginTitle)
	x.hint = ""
	s.Section = "TITLE"
	x.addPlaced(s, x.article.Title[from:to])
}

// addPlaced adds a signature that quotes a part of the title.
func (x *extractor) addPlaced(s kb.Signature, part string) {
	section := 0
	for i, sec := range x.article.Sections {
		if sec.Kind != kb.Header {
			continue
		}
		section = i
		if at := bytes.Index(x.article.Source[sec.Span.Start:sec.Span.End], []byte(part)); at >= 0 {
			s.Span = kb.Span{Start: sec.Span.Start + at, End: sec.Span.Start + at + len(part)}
			break
		}
		if at := strings.Index(sec.Text, part); at >= 0 {
			s.Span = x.article.Locator(sec).Span(at, at+len(part))
			break
		}
		s.Span = titleLine(x.article.Source, sec.Span)
	}
	x.out = append(x.out, quoted{s, section, len(x.out), len(x.out)})
}

// titleLine returns the line of a header that holds the title in a spelling of its
// own, the whole header when no line says that it is the title.
func titleLine(src []byte, header kb.Span) kb.Span {
	for from := header.Start; from < header.End; {
		to := header.End
		if i := bytes.IndexByte(src[from:to], '\n'); i >= 0 {
			to = from + i
		}
		if hasFold(string(src[from:min(to, from+5)]), "title") {
			return kb.Span{Start: from, End: to}
		}
		from = to + 1
	}
	return header
}

// symbolic reports whether a word is the name of an error: MAPI_E_NOT_FOUND.
func symbolic(s string) bool {
	return strings.IndexByte(s, '_') > 0 && s == strings.ToUpper(s)
}
