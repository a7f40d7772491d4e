package ident

import (
	"strings"

	"kbadvisor/kb"
)

// hyphens are the characters that join the parts of a bulletin or CVE number.
var hyphens = [...]string{"-", "_", "\u2010", "\u2011", "\u2012", "\u2013"}

// hyphenAt returns the length of the hyphen at an offset, 0 when there is none.
func hyphenAt(s string, at int) int {
	for _, h := range hyphens {
		if strings.HasPrefix(s[at:], h) {
			return len(h)
		}
	}
	return 0
}

// bulletin notes MS02-018, also MS02_018 and ms02_018_name.
func (f *finder) bulletin(i int) bool {
	from := int(f.w[i].from)
	s := f.s[from:]
	if len(s) < 8 || s[0]|0x20 != 'm' || s[1]|0x20 != 's' || digitsFrom(s, 2) != 2 {
		return false
	}
	h := hyphenAt(s, 4)
	if h == 0 || digitsFrom(s, 4+h) != 3 {
		return false
	}
	end := 4 + h + 3
	if end < len(s) && classOf(s[end])&hasLetter != 0 {
		return false
	}
	f.add(kb.IdentBulletin, "MS"+s[2:4]+"-"+s[4+h:end], from, from+end)
	return true
}

// cve notes CVE-2002-0073, also CAN-2002-0073, CVE 2002-0073 and
// CVE_2002_0073.
func (f *finder) cve(i int) bool {
	from := int(f.w[i].from)
	s := f.s[from:]
	if len(s) < 13 || !strings.EqualFold(s[:3], "cve") && !strings.EqualFold(s[:3], "can") {
		return false
	}
	at := 3 + hyphenAt(s, 3)
	if at == 3 && s[1]|0x20 == 'v' {
		for at < 5 && (s[at] == ' ' || s[at] == ':') {
			at++
		}
	}
	return f.cveNumber(s, from, at)
}

// cveNumber notes the year and number that stand at an offset of s.
func (f *finder) cveNumber(s string, from, at int) bool {
	if at == 3 || at > 6 || digitsFrom(s, at) != 4 || s[at] != '1' && s[at] != '2' {
		return false
	}
	h := hyphenAt(s, at+4)
	n := digitsFrom(s, at+4+h)
	if h == 0 || n < 4 || n > 7 {
		return false
	}
	end := at + 4 + h + n
	f.add(kb.IdentCVE, "CVE-"+s[at:at+4]+"-"+s[at+4+h:end], from, from+end)
	return true
}
