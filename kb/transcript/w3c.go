package transcript

import (
	"regexp"
	"strings"
)

// w3c reads extended logs of IIS: a directive names the fields, and each line
// has a command with the code of its reply.
type w3c struct {
	fields []string
}

// read reads a line of such a log. It returns nil for lines of anything else.
func (w *w3c) read(l *line) []item {
	if strings.HasPrefix(l.text, "#") {
		return w.directive(l)
	}
	if w.fields == nil || l.text == "" || !alnum(l.text[0]) {
		return nil
	}
	return w.record(l)
}

// directive reads a line that begins with #.
func (w *w3c) directive(l *line) []item {
	name, value, ok := strings.Cut(l.text[1:], ":")
	switch name {
	case "Fields":
		w.fields = strings.Fields(value)
	case "Software", "Version", "Date", "Start-Date", "End-Date", "Remark":
	default:
		ok = false
	}
	if !ok {
		return nil
	}
	return []item{note(l, kNote, 0)}
}

// field is the value of a field and where it stands in the line.
type field struct {
	text     string
	from, to int
}

// record reads a line with values.
func (w *w3c) record(l *line) []item {
	values := columns(l.text)
	if len(values) < 3 || len(values) > len(w.fields)+2 {
		return nil
	}
	get := func(name string) (f field) {
		for i, n := range w.fields {
			if n == name && i < len(values) && values[i].text != "-" {
				return values[i]
			}
		}
		return field{}
	}
	method := get("cs-method")
	if method.text == "" {
		return nil
	}
	stem := get("cs-uri-stem")
	if q := get("cs-uri-query"); stem.text == "" { // of a mail server
		stem = field{strings.TrimPrefix(q.text, "+"), q.from, q.to}
	}
	return entry{
		method: method, stem: stem, status: get("sc-status"), sub: get("sc-substatus"),
		peer: get("c-ip").text, host: get("s-ip").text, session: get("x-session").text, account: w.account(values),
	}.items(l)
}

// entry is what a line of such a log says. The first four are stretches of the
// line.
type entry struct {
	method, stem, status, sub    field
	peer, host, session, account string
}

// items returns the command and the reply that the entry of a line stands for.
func (e entry) items(l *line) []item {
	verb, conn := e.method.text, e.session
	if strings.HasPrefix(verb, "[") { // [211]USER
		if i := strings.IndexByte(verb, ']'); i > 0 {
			conn, verb = verb[1:i], verb[i+1:]
		}
	}
	if conn == "" {
		conn = e.peer
	}
	to := max(e.method.to, e.stem.to)
	it := item{
		kind: channel(verb), span: l.span(e.method.from, to), text: l.text[e.method.from:to], verb: sentBy(verb), arg: e.stem.text,
		conn: conn, peer: e.peer, host: e.host, account: e.account, mark: logMark, sure: true,
	}
	if it.kind != kCommand || len(e.status.text) != 3 {
		return []item{it}
	}
	code := e.status.text
	if e.sub.text != "" && e.sub.text != "0" && verbs[it.verb].speaks == pHTTP {
		code += "." + e.sub.text
	}
	return []item{it, {kind: kReply, span: l.span(e.status.from, e.status.to), code: code, conn: conn, sure: true}}
}

// channel returns what a method of the log is: IIS 7 and later also tells of
// connections.
func channel(method string) kind {
	switch method {
	case "ControlChannelOpened":
		return kConnect
	case "ControlChannelClosed":
		return kClosed
	case "DataChannelOpened", "DataChannelClosed":
		return kNote
	}
	return kCommand
}

// sentBy returns the command that a method of the log stands for: IIS 5.0 and
// before has words of its own for transfers.
func sentBy(method string) string {
	switch name := strings.ToUpper(method); name {
	case "SENT":
		return "RETR"
	case "CREATED":
		return "STOR"
	case "APPENDED":
		return "APPE"
	default:
		return name
	}
}

// columns cuts a line at its blanks.
func columns(s string) []field {
	var out []field
	for i := 0; i < len(s) && len(out) < 64; {
		if s[i] == ' ' || s[i] == '\t' {
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != '\t' {
			j++
		}
		out = append(out, field{s[i:j], i, j})
		i = j
	}
	return out
}

// shortLine matches the end of a line of the FTP log of IIS 5.0 and before, as
// people paste it without its header: [211]USER maria 331.
var shortLine = regexp.MustCompile(`\[(\d+)\]([A-Za-z]+) (\S+)(?: (.*?))?(?: - )? ?\b([1-6]\d\d)(?: .*)?$`)

// shortLog reads a line of such a log when no header has told its fields.
func shortLog(l *line) []item {
	s := l.text
	i := strings.IndexByte(s[:min(len(s), 256)], '[')
	if i < 0 || i+2 >= len(s) || !digit(s[i+1]) {
		return nil
	}
	m := shortLine.FindStringSubmatchIndex(s[i:])
	if m == nil || m[0] != 0 || !loggedVerb(s[i+m[4]:i+m[5]]) {
		return nil
	}
	at := func(n int) field { return field{s[i+m[2*n] : i+m[2*n+1]], i + m[2*n], i + m[2*n+1]} }
	stem := at(3)
	if stem.text == "-" {
		stem = field{}
	}
	e := entry{method: field{s[i : i+m[5]], i, i + m[5]}, stem: stem, status: at(5)}
	if a := firstAddress(s[:i]); a.IsValid() {
		e.peer = a.String()
	}
	return e.items(l)
}

// account returns who is logged in by a line, - for nobody, empty when the log
// does not tell.
func (w *w3c) account(values []field) string {
	for i, n := range w.fields {
		if n == "cs-username" && i < len(values) {
			return values[i].text
		}
	}
	return ""
}

// loggedVerb reports whether a log of IIS may have a method.
func loggedVerb(method string) bool {
	switch name := strings.ToUpper(method); name {
	case "SENT", "CREATED", "APPENDED", "CLOSED":
		return true
	default:
		return verbs[name].speaks != 0
	}
}
