package transcript

import "strings"

// imapLine reads l.text[from:] when it is a response or a command of IMAP.
func imapLine(l *line, from int) []item {
	s := l.text[from:]
	if len(s) < 4 {
		return nil
	}
	word, rest, ok := strings.Cut(s, " ")
	if !ok || word != "*" && word != "+" && !tag(word) {
		return nil
	}
	if imapCommand(s) {
		it := command(l, from, len(l.text))
		return []item{it}
	}
	code, text, _ := strings.Cut(rest, " ")
	switch {
	case code == "OK" || code == "NO" || code == "BAD" || word == "*" && (code == "BYE" || code == "PREAUTH"):
		it := reply(l, from, code, len(s)-len(text), false)
		it.mark, it.sure = word, false
		return []item{it}
	case word == "*" && untagged(code, text):
		it := note(l, kMore, from)
		it.mark = "*"
		return []item{it}
	}
	return nil
}

// untagged reports whether the words behind a star are data that IMAP sends.
func untagged(code, text string) bool {
	switch code {
	case "CAPABILITY", "LIST", "LSUB", "FLAGS", "STATUS", "SEARCH", "NAMESPACE", "ACL", "QUOTA":
		return true
	}
	return code != "" && strings.Trim(code, "0123456789") == "" &&
		(strings.HasPrefix(text, "EXISTS") || strings.HasPrefix(text, "RECENT") || strings.HasPrefix(text, "FETCH") || strings.HasPrefix(text, "EXPUNGE"))
}
