package nmap

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// probed matches an answer in a fingerprint: the probe, and what came back.
var probed = regexp.MustCompile(`%r\(([^,()]+),[0-9A-Fa-f]+,"((?:[^"\\]|\\.)*)"\)`)

// answered adds a fingerprint to a finding, and what is in it as text.
func answered(f *kb.Finding, print string) {
	fill.Say(f, "servicefp", print)
	f.Outputs = append(f.Outputs, replies(print)...)
}

// maxReplies is how many different answers of one service are given.
const maxReplies = 100

// replies returns what a service answered, as its fingerprint has it: each answer
// once, with the probes that got it.
func replies(print string) []kb.Output {
	var all []kb.Output
	at := map[string]int{}
	for _, m := range probed.FindAllStringSubmatch(print, -1) {
		i, ok := at[m[2]]
		switch {
		case ok && len(all[i].ID) < 200:
			all[i].ID += ", " + m[1]
		case !ok && m[2] != "" && len(all) < maxReplies:
			at[m[2]] = len(all)
			all = append(all, kb.Output{ID: "reply to " + m[1], Text: escaped.ReplaceAllStringFunc(m[2], character)})
		}
	}
	return all
}

// escaped matches what fingerprints write for characters that are no letters.
var escaped = regexp.MustCompile(`\\(?:x[0-9A-Fa-f]{2}|.)`)

// character returns what an escape stands for. Bytes that are no ASCII, and control
// characters, stay.
func character(s string) string {
	if s[1] == 'x' && len(s) < 4 {
		return s // digits are missing
	}
	switch s[1] {
	case 'r':
		return "\r"
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case '0':
		return `\x00`
	case 'x':
		const digits = "0123456789abcdef"
		low := strings.ToLower(s)
		b := strings.IndexByte(digits, low[2])<<4 | strings.IndexByte(digits, low[3])
		if b < ' ' || b > '~' {
			return s
		}
		return string(rune(b))
	}
	return s[1:]
}
