package signature

import (
	"strings"

	"kbadvisor/kb"
)

// titleLabels stand before a message in a title, in lower case.
var titleLabels = []string{
	"err msg:", "err. msg:", "errmsg:", "error msg:", "error message:", "error messages:", "err msgs:", "errs msg:", "err msg.:", "err message:",
	"error:", "errors:", "message:", "messages:", "warning:", "stop:", "err:", "stop error:", "error msgs:",
}

// title adds the messages that the title names.
func (x *extractor) title() {
	t := x.article.Title
	l := lower(t)
	for _, w := range titleLabels {
		i := strings.Index(l, w)
		if i < 0 || i > 0 && isWord(l[i-1]) {
			continue
		}
		from := i + len(w)
		for from < len(t) && t[from] == ' ' {
			from++
		}
		if t[min(from, len(t)-1)] == '"' {
			break
		}
		if len(t)-from >= 4 {
			x.addTitle(from, len(t))
			return
		}
	}
	x.titleQuotes(t, l)
}

// titleQuotes adds the quotations of a title that speaks of messages.
func (x *extractor) titleQuotes(t, l string) {
	if !containsAny(l, []string{"err", "msg", "message", "warning", "prompt", "appear", "receive", "event", "stop", "fault", "fail", "display", "report", "return", "result"}) {
		return
	}
	for at := 0; at < len(t); {
		from, to, next := quotation(t, at)
		if next == 0 {
			return
		}
		at = next
		behind := strings.TrimLeft(l[to:], "\" ")
		if to-from >= 6 && (wordy(t[from:to]) || symbolic(t[from:to])) && !hasAnyPrefix(behind, otherBehind) {
			x.addTitle(from, to)
		}
	}
}

// addTitle adds the bytes [from, to) of the title.
func (x *extractor) addTitle(from, to int) {
	s := x.signature(collapse(x.article.Title[from:to]), kb.OriginTitle)
	s.Section = "TITLE"
	section, at := x.titlePlace(x.article.Title[from:to])
	x.out = append(x.out, quoted{s, section, at, at + to - from})
}

// titlePlace finds a part of the title in the header.
func (x *extractor) titlePlace(part string) (section, at int) {
	for i, s := range x.article.Sections {
		if s.Kind != kb.Header {
			continue
		}
		if at := strings.Index(s.Text, part); at >= 0 {
			return i, at
		}
	}
	return 0, 0
}

// symbolic reports whether a word is the name of an error: MAPI_E_NOT_FOUND.
func symbolic(s string) bool {
	return strings.IndexByte(s, '_') > 0 && s == strings.ToUpper(s)
}
