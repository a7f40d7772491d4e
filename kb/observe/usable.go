package observe

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kbadvisor/kb/ident"
)

// looked is how many bytes of a text are looked at to see whether it is one.
const looked = 64 << 10

// unusable reports whether there is nothing to read in text: it is blank,
// binary, or has neither a word nor a code that names something.
func unusable(text string) bool {
	head := text[:min(len(text), looked)]
	if strings.TrimSpace(head) == "" && strings.TrimSpace(text) == "" {
		return true
	}
	if binary(head) {
		return true
	}
	return !wordy(text) && !coded(head) && len(ident.Find(head)) == 0
}

// binary reports whether more than one byte in twenty is none of text: control
// bytes other than those of terminals and telnet, or broken UTF-8 that is no
// Latin text either.
func binary(s string) bool {
	bad := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if s[i] < 0xA0 || i+1 < len(s) && s[i+1] >= 0x80 {
				bad++
			}
		case r == 0, r < ' ' && !strings.ContainsRune("\t\r\n\f\v\a\b\x1b", r), r == 0x7f:
			bad++
		}
		i += n
	}
	return bad*20 > len(s)
}

// wordy reports whether s has a word: two letters in a row.
func wordy(s string) bool {
	letters := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			letters = 0
			continue
		}
		if letters++; letters >= 2 {
			return true
		}
	}
	return false
}

// coded reports whether s is the code of a reply and nothing else.
func coded(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 3 && s[0] >= '1' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9'
}
