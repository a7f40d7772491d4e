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
	return logged(l, method, get("cs-uri-stem"), get("sc-status"), get("sc-substatus"), get("c-ip"), get("x-session"), get("s-ip"), w.account(values))
}

// logged returns the items of a command and its reply in a log.
func logged(l *line, method, stem, status, sub, peer, session, host field, account string) []item {
	verb, conn := method.text, session.text
	if strings.HasPrefix(verb, "[") { // [211]USER
		if i := strings.IndexByte(verb, ']'); i > 0 {
			conn, verb = verb[1:i], verb[i+1:]
		}
	}
	if conn == "" {
		conn = peer.text
	}
	to := method.to
	if stem.text != "" {
		to = stem.to
	}
	it := item{kind: kCommand, span: l.span(method.from, to), text: l.text[method.from:to], verb: strings.ToUpper(verb), arg: stem.text, conn: conn, peer: peer.text, host: host.text, account: account, mark: logMark, sure: true}
	switch verb {
	case "ControlChannelOpened":
		it.kind = kConnect
		return []item{it}
	case "ControlChannelClosed":
		it.kind = kClosed
		return []item{it}
	case "DataChannelOpened", "DataChannelClosed":
		it.kind = kNote
		return []item{it}
	}
	renamed := map[string]string{"SENT": "RETR", "CREATED": "STOR"} // IIS 5.0 and before
	if v, ok := renamed[it.verb]; ok {
		it.verb = v
	}
	out := []item{it}
	if code := status.text; len(code) == 3 {
		if sub.text != "" && sub.text != "0" && verbs[it.verb].speaks == pHTTP {
			code += "." + sub.text
		}
		out = append(out, item{kind: kReply, span: l.span(status.from, status.to), code: code, conn: conn, sure: true})
	}
	return out
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
	peer := field{}
	if a := firstAddress(s[:i]); a.IsValid() {
		peer.text = a.String()
	}
	return logged(l, field{s[i : i+m[5]], i, i + m[5]}, stem, at(5), field{}, peer, field{}, field{}, "")
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
