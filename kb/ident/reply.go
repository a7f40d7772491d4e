package ident

import (
	"strings"

	"kbadvisor/kb"
)

// replyFillers are the words that may stand between a protocol and a code.
var replyFillers = words("error errors code codes status reply response server returned returns answer answered message result the a with")

// reply notes the code of a reply behind the name of its protocol: HTTP 401.2,
// HTTP/1.1 404, FTP error 425. Codes that report success are no errors and are
// not noted.
func (f *finder) reply(i int) {
	j := i
	if v := f.word(i + 1); f.gap(i) == "/" && (v == "1" || v == "0" || v == "2" || v == "3") {
		j = i + 1
		if f.gap(j) == "." {
			j++
		}
	}
	for range 4 {
		if j+1 >= len(f.w) || !joined(f.gap(j), " :-=('\"") {
			return
		}
		j++
		if f.w[j].kind == isDigits {
			f.replyCode(protocolName(f.word(i)), j)
			return
		}
		if !replyFillers[lower(f.word(j))] {
			return
		}
	}
}

// protocolName returns the normal form of the name of a protocol.
func protocolName(s string) kb.Protocol {
	switch p := strings.ToLower(s); p {
	case "https":
		return kb.HTTP
	case "imap4":
		return kb.IMAP
	default:
		return kb.Protocol(p)
	}
}

// replyCode notes the code i of a protocol, with the sub-status of HTTP.
func (f *finder) replyCode(p kb.Protocol, i int) {
	s, from, to := f.word(i), int(f.w[i].from), int(f.w[i].to)
	if len(s) != 3 || s[0] != '4' && s[0] != '5' {
		return
	}
	if sub := f.subStatus(i); p == kb.HTTP && sub != "" {
		s, to = s+sub, to+len(sub)
	} else if f.fraction(i) {
		return
	}
	f.add(kb.IdentReply, string(p)+"/"+s, from, to)
}

// subStatus returns the point and the sub-status behind the code i of HTTP.
func (f *finder) subStatus(i int) string {
	to := int(f.w[i].to)
	n := digitsFrom(f.s, min(to+1, len(f.s)))
	if f.byteAt(to) != '.' || n == 0 || n > 3 || f.byteAt(to+1+n) == '.' && isDigit(f.byteAt(to+2+n)) {
		return ""
	}
	return f.s[to : to+1+n]
}

// replyNumber notes a code of HTTP that its form gives away: a sub-status
// of IIS (403.4) or the standard words behind it (404 Not Found).
func (f *finder) replyNumber(i int) bool {
	s := f.word(i)
	if len(s) != 3 || s[0] != '4' && s[0] != '5' {
		return false
	}
	if c := f.byteAt(int(f.w[i].from) - 1); c == '.' || c == '$' || c == '/' || c == '-' {
		return false
	}
	if f.withSub(i, s) || f.hasReason(i, s) {
		f.replyCode(kb.HTTP, i)
		return true
	}
	if p := f.spokenOf(i); p != "" {
		f.replyCode(p, i)
	}
	return false
}

// withSub reports whether the number i is a status with sub-status of IIS and
// no quantity.
func (f *finder) withSub(i int, s string) bool {
	sub := f.subStatus(i)
	if sub == "" || len(sub) > 4 || sub[1] == '0' && len(sub) > 2 {
		return false
	}
	switch s {
	case "401", "403", "404", "500", "502":
	default:
		return false
	}
	if len(sub) == 4 && sub != ".100" {
		return false
	}
	at := int(f.w[i].to) + len(sub)
	switch lower(f.word(i + 2)) {
	case "mb", "kb", "gb", "percent", "ms", "seconds", "mhz", "bytes":
		return false
	}
	return f.byteAt(at) != '%' && classOf(f.byteAt(at)) == 0
}

// reasons are the standard words behind the codes of HTTP, without blanks and
// hyphens, in lower case.
var reasons = map[string]string{
	"400": "badrequest", "401": "unauthorized", "403": "forbidden", "404": "notfound",
	"405": "methodnotallowed", "406": "notacceptable", "407": "proxyauthenticationrequired",
	"408": "requesttimeout", "409": "conflict", "410": "gone", "411": "lengthrequired",
	"412": "preconditionfailed", "413": "requestentitytoolarge", "414": "requesturitoolong",
	"415": "unsupportedmediatype", "500": "internalservererror", "501": "notimplemented",
	"502": "badgateway", "503": "serviceunavailable", "504": "gatewaytimeout",
	"505": "httpversionnotsupported",
}

// hasReason reports whether the standard words stand behind the code i.
func (f *finder) hasReason(i int, s string) bool {
	want := reasons[s]
	for j := i + 1; want != "" && j < len(f.w) && j <= i+6; j++ {
		if !joined(f.gap(j-1), " -:") {
			return false
		}
		w := lower(f.word(j))
		if !strings.HasPrefix(want, w) || w == "" {
			return false
		}
		want = want[len(w):]
		if want == "" {
			return s != "410" && s != "409"
		}
	}
	return false
}
