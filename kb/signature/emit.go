package signature

import (
	"strings"

	"kbadvisor/kb"
)

// maxText bounds the text of a signature in bytes. What is longer is a log or a
// listing, and its beginning identifies it.
const maxText = 2000

// emit adds a message that is set apart: as replies when it is a transcript, else
// as one signature.
func (x *extractor) emit(m message, origin kb.Origin) {
	p := &x.page
	if x.emitReplies(m, origin) {
		return
	}
	m = x.statusLine(m)
	x.take(m.rows, m.last)
	text := x.words(m.from, m.to)
	if !isMessage(text, p.text[m.from:m.to]) {
		return
	}
	if m.seen != 0 {
		text = strings.ReplaceAll(p.text[m.from:min(m.to, m.from+maxText)], "\n", "\n ")
	}
	x.emitText(text, m.from, m.to, origin)
	x.embedded(m, origin)
}

// embedded adds the reply that a mail program quotes in a message of its own:
// "Server Response: '550 ...', Port: 25".
func (x *extractor) embedded(m message, origin kb.Origin) {
	s := x.page.text[m.from:min(m.to, m.from+maxText)]
	i := indexFold(s, "response:")
	if i < 0 {
		return
	}
	from := i + len("response:")
	for from < len(s) && strings.IndexByte(" \n'", s[from]) >= 0 {
		from++
	}
	n := strings.IndexByte(s[from:], '\'')
	if n < 0 {
		return
	}
	if r, ok := parseReply(collapse(s[from : from+n])); ok {
		if sig := x.replySignature(r, origin); sig.Code != "" {
			x.add(sig, m.from+from, m.from+from+n)
		}
	}
}

// statusLine returns a message that begins with the status line of HTTP without the
// header lines that follow it.
func (x *extractor) statusLine(m message) message {
	p := &x.page
	if m.last-m.rows < 2 || !hasFold(p.row(m.rows), "http/1.") {
		return m
	}
	name, _, ok := strings.Cut(p.row(m.rows+1), ": ")
	if ok && !strings.Contains(name, " ") {
		m.to, m.last = p.rows[m.rows].to, m.rows+1
	}
	return m
}

// take marks rows as part of a signature.
func (x *extractor) take(from, to int) {
	for i := from; i < to; i++ {
		x.taken[i] = true
	}
}

// emitText adds a message.
func (x *extractor) emitText(text string, from, to int, origin kb.Origin) {
	x.add(x.signature(text, origin), from, to)
}

// words returns the bytes [from, to) of the section as one line: without rules,
// with blanks collapsed.
func (x *extractor) words(from, to int) string {
	s := x.page.text[from:to]
	if x.page.marked {
		s = unmark(s)
	}
	if strings.Contains(s, "---") || strings.Contains(s, "===") {
		lines := strings.Split(s, "\n")
		kept := lines[:0]
		for _, l := range lines {
			if !isRule(strings.TrimSpace(l)) {
				kept = append(kept, l)
			}
		}
		s = strings.Join(kept, "\n")
	}
	if len(s) > maxText {
		s = s[:maxText]
		if i := strings.LastIndexAny(s, " \n"); i > 0 {
			s = s[:i]
		}
	}
	return collapse(s)
}

// unquote strips the pair of quotation marks around a message.
func unquote(s string) string {
	if len(s) > 2 && s[0] == '"' {
		if t := strings.TrimRight(s, ".,"); len(t) > 2 && t[len(t)-1] == '"' && strings.Count(t, `"`)%2 == 0 && strings.IndexByte(t[1:], '"') == len(t)-2 {
			return strings.TrimSpace(t[1 : len(t)-1])
		}
	}
	return strings.TrimSpace(s)
}

// unmark returns lines of Markdown without the marks of quotations.
func unmark(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if t := strings.TrimLeft(l, " \t"); strings.HasPrefix(t, ">") {
			lines[i] = t[1:]
		} else if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}
