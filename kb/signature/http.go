package signature

import (
	"strings"

	"kbadvisor/kb"
)

// httpPhrases are beginnings of the words behind a status code, in lower case.
var httpPhrases = map[string][]string{
	"100": {"continue"}, "101": {"switching"}, "200": {"ok", "success"}, "201": {"created"}, "202": {"accepted"}, "203": {"non-auth"}, "204": {"no content"},
	"205": {"reset"}, "206": {"partial"}, "207": {"multi"}, "300": {"multiple"}, "303": {"see other"}, "305": {"use proxy"}, "307": {"temporary"},
	"301": {"moved"}, "302": {"moved", "object moved", "found", "redirect"}, "304": {"not modified"},
	"400": {"bad request"}, "401": {"unauthorized", "access denied", "access is denied", "logon failed", "you are not authorized", "authorization"},
	"403": {"forbidden", "access", "directory listing"}, "404": {"not found", "object not found", "file not found", "page not found", "web site not found"},
	"405": {"method not", "resource not"}, "406": {"not acceptable", "no acceptable"}, "407": {"proxy"},
	"408": {"request time"}, "409": {"conflict"}, "410": {"gone"}, "411": {"length"}, "412": {"precondition"},
	"413": {"request entity"}, "414": {"request-uri", "request uri", "uri"}, "415": {"unsupported"},
	"423": {"locked"}, "500": {"internal", "server error"}, "501": {"not implemented", "not supported", "method not"},
	"502": {"bad gateway", "gateway", "proxy"}, "503": {"service", "server too busy"}, "504": {"gateway", "proxy"}, "505": {"http version"},
}

// readHTTP reads the status line of an HTTP server, or what a browser makes of it:
// "HTTP/1.1 407 Proxy ...", "HTTP Error 403.12 - ...", "401.2 Unauthorized: ...".
func readHTTP(s string) (reading, bool) {
	code, to := statusCode(s)
	if code == "" {
		return reading{}, false
	}
	r := reading{kind: kb.SigReply, protocol: kb.HTTP, code: code, text: tidy(s[to:])}
	if c, n := statusCode(r.text); c != "" && strings.HasPrefix(c, code) { // "HTTP Error 403 403.4 Forbidden: ..."
		r.code, r.text = c, tidy(r.text[n:])
	}
	return r, true
}

// statusCode returns the status code that s begins with, and where it ends.
func statusCode(s string) (string, int) {
	at := 0
	for at < len(s) && strings.IndexByte("\"'( -", s[at]) >= 0 {
		at++
	}
	start := at
	if hasFold(s[at:], "http/1.") && at+8 < len(s) {
		at += len("http/1.x")
	} else if hasFold(s[at:], "http") {
		at += len("http")
	}
	named := at > start
	for _, w := range []string{" error", "error", " status", " code", " message", ":", " -"} {
		if hasFold(s[at:], w) {
			at += len(w)
		}
	}
	for at < len(s) && strings.IndexByte(" :'-(", s[at]) >= 0 {
		at++
	}
	code, end := dotted(s, at)
	if code == "" || at == start && start > 0 && s[start-1] == '-' && !isUpper(byteAt(s, end+1)) {
		return "", 0
	}
	rest := strings.TrimLeft(s[end:], " -:,.(/\"'")
	switch {
	case named && strings.IndexByte("12345", code[0]) >= 0,
		len(code) > 3 && code[0] >= '4' && at == start && rest != "" && (isLetter(rest[0]) || rest[0] == '<'),
		hasPhrase(rest, code[:3]):
		return code, end
	}
	return "", 0
}

func byteAt(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

// dotted reads three digits, with a dot and one to three more for IIS, that make
// a status code.
func dotted(s string, at int) (string, int) {
	if len(number(s[min(at, len(s)):])) != 3 || s[at] < '1' || s[at] > '5' {
		return "", 0
	}
	end := at + 3
	if end+1 < len(s) && (s[end] == '.' || s[end] == ';') && s[at] >= '4' {
		if d := number(s[end+1:]); len(d) >= 1 && len(d) <= 3 {
			to := end + 1 + len(d)
			if to == len(s) || !isWord(s[to]) && !(s[to] == '.' && isDigit(byteAt(s, to+1))) {
				return s[at:end] + "." + d, to
			}
			return "", 0
		}
	}
	if end < len(s) && isWord(s[end]) {
		return "", 0
	}
	return s[at:end], end
}

// hasPhrase reports whether s begins with words that stand behind the code.
func hasPhrase(s, code string) bool {
	for _, w := range httpPhrases[code] {
		if hasFold(s, w) {
			return true
		}
	}
	return false
}
