package fill

import (
	"regexp"
	"strings"
	"unicode"

	"kbadvisor/kb"
)

// webURL matches a URL in a text.
var webURL = regexp.MustCompile(`(?i)\b(?:https?|ftp)://[^\s<>"\x60]+`)

// References adds what a text refers to that has one reference on each line: the
// URLs in it and the identifiers beside them, or else the whole line, of the kind
// that its beginning tells.
func References(f *kb.Finding, field, text string) {
	for line := range strings.Lines(text) {
		line = strings.Trim(line, " \t\r\n-*")
		urls := webURL.FindAllString(line, -1)
		if urls == nil {
			Cite(f, ReferenceKind(line), line, field)
			continue
		}
		for _, u := range urls {
			Cite(f, "url", sentence(u), field)
		}
		for _, word := range strings.FieldsFunc(webURL.ReplaceAllString(line, " "), isBetween) {
			if kind := ReferenceKind(word); kind != "xref" {
				Cite(f, kind, word, field)
			}
		}
	}
}

// isBetween reports whether a character stands between references.
func isBetween(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()[]", r) }

// sentence returns a URL without the signs behind it that belong to the sentence
// around it.
func sentence(url string) string {
	closed := strings.Count(url, ")") - strings.Count(url, "(") // more often than opened
	for i := len(url); ; i-- {
		switch {
		case i > 0 && strings.IndexByte(".,;:'!", url[i-1]) >= 0:
		case i > 0 && url[i-1] == ')' && closed > 0:
			closed--
		default:
			return url[:i]
		}
	}
}

// referenceKinds are the beginnings by which references are known, a group each.
var referenceKinds = regexp.MustCompile(`(?i)^(?:((?:CVE|CAN)-\d{4}-)|(CWE[-: ]{0,2}\d)|(MS\d\d-\d{3}\b)|((?:KB|Q)\d{5,7}\b)|(OSVDB[-: ]{0,2}\d)|(GHSA-)|((?:BID|BUGTRAQ)[-: ]{0,2}\d)|((?:https?|ftp)://))`)

// ReferenceKind returns the kind of a reference that its beginning tells, such as
// "cve" for "CVE-2021-44228", and "xref" when it tells none.
func ReferenceKind(s string) string {
	m := referenceKinds.FindStringSubmatch(strings.TrimSpace(s))
	for i, kind := range []string{"cve", "cwe", "ms", "kb", "osvdb", "ghsa", "bid", "url"} {
		if m != nil && m[i+1] != "" {
			return kind
		}
	}
	return "xref"
}
