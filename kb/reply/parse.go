package reply

import (
	"strings"

	"kbadvisor/kb"
)

// code is a reply code taken apart. One of the two may be empty.
type code struct {
	main   string // "530", "-ERR", "NO"
	detail string // what refines it: "401.1", "5.7.1", "IN-USE"
}

// maxCode is the length of the longest text that is read as a code, in bytes.
const maxCode = 80

// parse reads a code as it stands in replies.
func parse(p kb.Protocol, text string) (code, bool) {
	if len(text) > maxCode {
		return code{}, false
	}
	text = strings.ToUpper(strings.TrimSpace(text))
	switch p {
	case kb.FTP:
		return digits(text, '6')
	case kb.NNTP:
		return digits(text, '5')
	case kb.SMTP:
		return smtp(text)
	case kb.HTTP:
		return http(text)
	case kb.POP3:
		return words(p, text, map[string]string{"+OK": "+OK", "OK": "+OK", "-ERR": "-ERR", "ERR": "-ERR", "+": "+"})
	case kb.IMAP:
		return words(p, strings.TrimPrefix(text, "* "), map[string]string{"OK": "OK", "NO": "NO", "BAD": "BAD", "BYE": "BYE", "PREAUTH": "PREAUTH", "+": "+"})
	}
	return code{}, false
}

// digits reads three digits, the first one 1 to last, with the hyphen of a reply of
// several lines behind them or not.
func digits(text string, last byte) (code, bool) {
	text = strings.TrimSuffix(text, "-")
	ok := len(text) == 3 && allDigits(text) && text[0] >= '1' && text[0] <= last
	return code{main: text}, ok
}

// smtp reads a reply code, an enhanced status code, or both.
func smtp(text string) (code, bool) {
	if enhanced(text) {
		return code{detail: text}, true
	}
	if len(text) > 4 && (text[3] == ' ' || text[3] == '-') {
		c, ok := digits(text[:3], '5')
		c.detail = strings.TrimSpace(text[4:])
		return c, ok && enhanced(c.detail) && c.detail[0] == c.main[0]
	}
	return digits(text, '5')
}

// enhanced reports whether text is an enhanced status code: class 2, 4 or 5,
// subject and detail of one to three digits (RFC 3463, section 2).
func enhanced(text string) bool {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || parts[0] != "2" && parts[0] != "4" && parts[0] != "5" {
		return false
	}
	return number(parts[1]) && number(parts[2])
}

// http reads a status code, with or without the sub-status of IIS behind a point
// or, as logs have it, a semicolon.
func http(text string) (code, bool) {
	text = strings.TrimSpace(strings.TrimPrefix(text, "HTTP"))
	main, sub, found := strings.Cut(strings.Replace(text, ";", ".", 1), ".")
	c, ok := digits(main, '5')
	if !found || !ok {
		return c, ok && !found && len(text) == 3
	}
	if sub == "0" {
		return c, true
	}
	c.detail = c.main + "." + sub
	return c, number(sub)
}

// words reads the word of a reply and the response code in brackets behind it.
// Either may be missing; without brackets a response code has to be a known one.
func words(p kb.Protocol, text string, mains map[string]string) (code, bool) {
	if m, ok := mains[text]; ok {
		return code{main: m}, true
	}
	head, tail, found := strings.Cut(text, "[")
	if !found {
		_, known := table()[rowKey{p, text}]
		return code{detail: text}, known
	}
	var c code
	if head = strings.TrimSpace(head); head != "" {
		if c.main = mains[head]; c.main == "" {
			return code{}, false
		}
	}
	inside, rest, closed := strings.Cut(tail, "]")
	c.detail, _, _ = strings.Cut(inside, " ")
	return c, closed && rest == "" && atom(c.detail)
}

// atom reports whether text has the form of a response code.
func atom(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '/' && c != '.' {
			return false
		}
	}
	return text != "" && len(text) <= 40
}

// number reports whether text is a number of one to three digits without a
// zero in front.
func number(text string) bool {
	return len(text) <= 3 && allDigits(text) && (text == "0" || text[0] != '0')
}

func allDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}
