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

// signature reads a message. The text is collapsed.
func (x *extractor) signature(text string, origin kb.Origin) kb.Signature {
	text = unquote(text)
	if x.page.marked {
		text = strings.Trim(text, "*_`")
	}
	if r, ok := parseReply(text); ok {
		if s := x.replySignature(r, origin); s.Code != "" {
			return s
		}
	}
	r := hinted(read(text), x.hint)
	if strings.IndexByte(r.text, '\n') >= 0 {
		r.text = collapse(r.text)
	}
	return kb.Signature{Kind: r.kind, Origin: origin, Protocol: r.protocol, Code: r.code, Source: r.source, Text: unquote(r.text)}
}

// replySignature returns the signature of a reply that stands alone, one without a
// code when it is none.
func (x *extractor) replySignature(r said, origin kb.Origin) kb.Signature {
	p := x.protocol(r)
	if p == "" {
		return kb.Signature{}
	}
	s := session{protocol: p}
	return kb.Signature{Kind: kb.SigReply, Origin: origin, Protocol: p, Code: r.code, Phase: s.next(r), Text: r.text}
}

// hinted adds what the announcing words say about a message that does not say it:
// that it is a STOP, or which event it describes.
func hinted(r reading, hint string) reading {
	if hint == "" || r.kind != kb.SigText && r.kind != kb.SigResult {
		return r
	}
	if strings.Contains(hint, "stop") {
		if v, n := readHex(r.text); r.code == "" && (n > 2 && hasFold(r.text, "0x") || n == 8) {
			r.code, r.text = hexCode(v), tidy(r.text[n:])
		}
		if r.code != "" {
			r.kind = kb.SigStop
		}
		return r
	}
	for _, w := range []string{"event id ", "event "} {
		if i := strings.LastIndex(hint, w); i >= 0 {
			if code := eventNumber(hint[i+len(w):]); code != "" && r.kind == kb.SigText {
				r.kind, r.code = kb.SigEvent, code
			}
			return r
		}
	}
	return r
}

// protocol returns the protocol of a reply, empty when it is none.
func (x *extractor) protocol(r said) kb.Protocol {
	if x.named == nil {
		x.named = scores(x.article)
	}
	return protocolOf(r, x.named)
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

// isMessage reports whether something set apart is a message, not a path, a
// registry key, an address, a citation or a line of a program. The text is
// collapsed, raw is as it stands.
func isMessage(text, raw string) bool {
	if len(text) < 3 {
		return false
	}
	for _, w := range []string{"hkey_", `\system`, `\software`, "http://", "ftp://", "https://", "<html", "#include", "file://", "rem ", "://", "select ", "insert into "} {
		if hasFold(text, w) {
			return false
		}
	}
	if text[0] == 'Q' && len(number(text[1:])) >= 5 {
		return false
	}
	if strings.HasSuffix(text, ";") && strings.ContainsAny(text, "=()") || strings.Count(raw, ";\n") > 1 || text[0] == '{' && strings.HasSuffix(text, "}") {
		return false
	}
	if isCode(text) {
		return false
	}
	letters := 0
	for i := 0; i < len(text) && letters < 3; i++ {
		if isLetter(text[i]) {
			letters++
		}
	}
	return letters >= 3 || isDigit(text[0])
}

// codeWords begin a line of a program or of a configuration file, in lower case.
var codeWords = []string{
	"private sub", "public sub", "sub ", "private function", "public function", "dim ", "const ", "int main", "void ", "#define", "import ",
	"<%", "<!", "<script", "struct ", "typedef ", "net use ", "device=", "create table", "create procedure", "if (",
	"$ ", "# ", "### ", "sudo ", "oc ", "kubectl ", "git ", "curl ", "systemctl ", "docker ", "npm ", "ls -", "cd ", "php ", "bin/",
	"//", "/*", "enum {", "framept", "declare ", "begin tran",
}

// isCode reports whether a text begins as a program does.
func isCode(text string) bool {
	return hasAnyPrefix(lower(text[:min(len(text), 24)]), codeWords)
}
