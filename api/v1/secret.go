package v1

import (
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// Mask stands where a password was.
const Mask = "********"

// passLine finds the argument of PASS in a line that shows a command: PASS stands
// first, or behind a prompt, an arrow, a label or a bracket.
var passLine = regexp.MustCompile(`(?im)^(?:[^a-z\n]*|[^\n]*[>\]:|\t][ ]*)(?:AUTHINFO[ \t]+)?PASS[ \t]+([^ \t\r\n]+)`)

// userInfo finds the password in an address.
var userInfo = regexp.MustCompile(`://[^/\s:@]+:([^/\s@]+)@`)

// MaskText returns a text that somebody pasted with the arguments of its PASS
// commands, and passwords in addresses, masked.
func MaskText(text string) string {
	return masked(text, kb.Span{End: len(text)}, secrets(kb.Observation{Text: text}))
}

// secrets returns where passwords stand in an observation, in order and without
// overlap.
func secrets(o kb.Observation) []kb.Span {
	var out []kb.Span
	for _, re := range []*regexp.Regexp{passLine, userInfo} {
		for _, m := range re.FindAllStringSubmatchIndex(o.Text, -1) {
			if isSecret(o.Text[m[2]:m[3]]) {
				out = append(out, kb.Span{Start: m[2], End: m[3]})
			}
		}
	}
	for _, x := range o.Exchanges {
		if secret, _ := secretIn(x); secret != "" && x.Sent.Start >= 0 && x.Sent.End <= len(o.Text) && x.Sent.Len() > 0 {
			if at := strings.LastIndex(o.Text[x.Sent.Start:x.Sent.End], secret); at >= 0 {
				start := x.Sent.Start + at
				out = append(out, kb.Span{Start: start, End: start + len(secret)})
			}
		}
	}
	return merged(out)
}

// secretIn returns the password in the argument of a command and where it begins.
func secretIn(x kb.Exchange) (secret string, at int) {
	switch arg := x.Argument; x.Command {
	case "PASS":
		secret = arg
	case "AUTHINFO":
		if len(arg) > 5 && strings.EqualFold(arg[:5], "PASS ") {
			secret, at = arg[5:], 5
		}
	case "AUTH", "AUTHENTICATE": // the mechanism stays, its first answer goes
		if i := strings.IndexByte(arg, ' '); i >= 0 {
			secret, at = arg[i+1:], i+1
		}
	case "LOGIN": // IMAP: name and password
		if i := strings.IndexByte(arg, ' '); i >= 0 {
			secret, at = arg[i+1:], i+1
		}
	}
	if !isSecret(secret) {
		return "", 0
	}
	return secret, at
}

// isSecret reports whether an argument is a password and not what a program writes
// in its place: a hyphen, stars, a word in brackets.
func isSecret(arg string) bool {
	arg = strings.TrimSpace(arg)
	if strings.Trim(arg, "*-.xX") == "" {
		return false
	}
	first, last := arg[0], arg[len(arg)-1]
	return !(first == '<' && last == '>' || first == '(' && last == ')' || first == '[' && last == ']')
}

// merged returns spans in order, with those that overlap made one.
func merged(in []kb.Span) []kb.Span {
	slices.SortFunc(in, func(a, b kb.Span) int { return a.Start - b.Start })
	var out []kb.Span
	for _, s := range in {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// masked returns the bytes of a span of a text, with what is hidden in it masked.
// A span that is not inside the text is cut to it.
func masked(text string, s kb.Span, hidden []kb.Span) string {
	s.Start, s.End = max(s.Start, 0), min(s.End, len(text))
	var b strings.Builder
	at := s.Start
	for _, h := range hidden {
		if h.End <= at || h.Start >= s.End {
			continue
		}
		b.WriteString(text[at:max(at, h.Start)])
		b.WriteString(Mask)
		at = h.End
	}
	if at < s.End {
		b.WriteString(text[at:s.End])
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}
