package transcript

import (
	"regexp"
	"strings"
)

// statusLine matches every way in which an HTTP status is written: a status
// line, the error pages of IIS and browsers, a sub-status with its words.
var statusLine = regexp.MustCompile(`(?i)\bHTTP/\d(?:\.\d)?[ \t]+([1-5]\d\d(?:\.\d{1,3})?)\b(?:[ \t]*[-:–][ \t]*|[ \t]+|$)|\bHTTP (?:status |error |response )*(?:code )?:?[ ]?([1-5]\d\d(?:\.\d{1,3})?)\b(?:[ \t]*[-:–][ \t]*|[ \t]+|$|[.,;)])|^(?:error[: ]+)?([1-5]\d\d\.\d{1,3})(?:[ \t]*[-:–][ \t]*|[ \t]+)`)

// headers are names of header fields, in lower case.
var headers = map[string]bool{
	"server": true, "date": true, "content-type": true, "content-length": true, "content-location": true, "connection": true, "www-authenticate": true, "location": true, "set-cookie": true, "cookie": true,
	"host": true, "user-agent": true, "accept": true, "accept-language": true, "accept-encoding": true, "accept-ranges": true, "authorization": true, "proxy-authenticate": true, "proxy-authorization": true, "via": true,
	"etag": true, "last-modified": true, "cache-control": true, "pragma": true, "expires": true, "transfer-encoding": true, "allow": true, "public": true, "dav": true, "x-powered-by": true, "referer": true,
	"content-encoding": true, "vary": true, "age": true, "keep-alive": true, "proxy-connection": true, "if-modified-since": true, "range": true, "content-range": true, "x-aspnet-version": true, "ms-author-via": true,
}

// header reports whether s is a header field of HTTP.
func header(s string) bool {
	name, _, ok := strings.Cut(s[:min(len(s), 64)], ":")
	return ok && headers[strings.ToLower(strings.TrimSpace(name))]
}

// httpLine reads l.text[from:] when it holds a request line or a status of HTTP.
func httpLine(l *line, from int) []item {
	s := l.text[from:]
	if header(s) {
		return []item{note(l, kData, from)}
	}
	if !httpish(s) {
		return nil
	}
	var out []item
	pos := 0
	for _, m := range statusLine.FindAllStringSubmatchIndex(s, 16) {
		out = append(out, before(l, from+pos, from+m[0])...)
		code := s[m[2]+m[4]+m[6]+2 : m[3]+m[5]+m[7]+2]
		end := len(s)
		if next := statusLine.FindStringIndex(s[m[1]:min(len(s), m[1]+400)]); next != nil {
			end = m[1] + next[0]
		}
		if i := strings.IndexByte(s[m[1]:end], ';'); i >= 0 {
			end = m[1] + i
		}
		text := ""
		if m[1] == m[0] || !strings.ContainsRune(".,;)", rune(s[m[1]-1])) {
			text = phrase(code, s[m[1]:end])
		}
		out = append(out, item{kind: kReply, span: l.span(from+m[0], from+m[1]+len(text)), text: text, code: code, conn: l.conn, mark: "HTTP"})
		pos = m[1] + len(text)
	}
	if out == nil {
		return request(l, from)
	}
	return append(out, before(l, from+pos, len(l.text))...)
}

// httpish reports whether s may hold a request line or a status of HTTP.
func httpish(s string) bool {
	if strings.Contains(s, "HTTP") || strings.Contains(s, "http ") || strings.Contains(s, "Http ") {
		return true
	}
	if len(s) > 6 && (s[3] == '.' && digit(s[0]) || s[0]|0x20 == 'e' && strings.EqualFold(s[:5], "error")) {
		return true
	}
	return s[0] >= 'A' && s[0] <= 'Z' && strings.Contains(s, " /")
}

// before returns what stands in l.text[from:to] before or behind a status: a
// request line with an arrow, or words.
func before(l *line, from, to int) []item {
	s := strings.TrimRight(l.text[from:to], " \t;")
	trimmed := strings.TrimLeft(s, " \t;")
	from += len(s) - len(trimmed)
	if trimmed == "" {
		return nil
	}
	if r := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(trimmed, "->"), "=>")); bare(r) == 3 {
		it := command(l, from, from+len(r))
		it.arg = strings.TrimSuffix(strings.TrimSuffix(it.arg, " HTTP/1.0"), " HTTP/1.1")
		return []item{it}
	}
	return []item{{kind: kText, span: l.span(from, from+len(trimmed)), text: trimmed, conn: l.conn}}
}

// request reads a request line.
func request(l *line, from int) []item {
	s := l.text[from:]
	word, arg, _ := strings.Cut(s[:min(len(s), 8192)], " ")
	if verbs[word].speaks&pHTTP == 0 || !target(arg) || len(s) > 8192 {
		return nil
	}
	it := command(l, from, len(l.text))
	it.sure = false
	if i := strings.LastIndex(it.arg, " HTTP/"); i > 0 {
		it.arg, it.sure = it.arg[:i], true
	}
	return []item{it}
}

// phrases are the words of status codes that people go on writing behind.
var phrases = map[string]string{
	"400": "Bad Request", "401": "Unauthorized", "403": "Forbidden", "404": "Not Found", "405": "Method Not Allowed", "407": "Proxy Authentication Required", "408": "Request Timeout", "411": "Length Required",
	"413": "Request Entity Too Large", "414": "Request-URI Too Long", "415": "Unsupported Media Type", "500": "Internal Server Error", "501": "Not Implemented", "502": "Bad Gateway", "503": "Service Unavailable", "504": "Gateway Timeout",
}

// phrase returns what of s, the text behind a code, are the words of the
// status: not what stands far behind them, nor what somebody goes on to say.
func phrase(code, s string) string {
	if i := strings.Index(s, "   "); i > 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, " \t")
	p := phrases[code]
	if code == "501" && strings.HasPrefix(s, "Not Supported ") {
		p = "Not Supported"
	}
	if n := len(p); n > 0 && len(s) > n+1 && strings.EqualFold(s[:n], p) && s[n] == ' ' && s[n+1] >= 'a' && s[n+1] <= 'z' {
		return s[:n]
	}
	return s
}
