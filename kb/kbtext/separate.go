package kbtext

import "strings"

// separate puts a semicolon before every platform that has lost the one that
// should part it from the versions before it.
func separate(value string) string {
	var b strings.Builder
	from := 0
	for i := 1; i < len(value); i++ {
		if value[i] != ':' {
			continue
		}
		if at := platformStart(value, from, i); at > from {
			b.WriteString(strings.TrimRight(value[from:at], ", "))
			b.WriteByte(';')
			from = at
		}
	}
	b.WriteString(value[from:])
	return b.String()
}

// platformStart returns the offset at which the platform begins that ends with
// the colon at an offset, or from when an entry begins there already.
func platformStart(value string, from, colon int) int {
	at := colon
	for at > from && platformByte(value[at-1]) {
		at--
	}
	if word := strings.ToLower(value[at:colon]); word == "nt" || word == "dos" {
		before := strings.TrimRight(value[from:at], " ")
		for _, first := range []string{"WINDOWS", "Windows", "windows", "MS-", "ms-"} {
			if strings.HasSuffix(before, first) {
				at = from + len(before) - len(first)
			}
		}
	}
	before := strings.TrimRight(value[from:at], " ")
	if at == colon || before == "" || before[len(before)-1] == ';' || before[len(before)-1] == '|' || len(before) == at-from && before[len(before)-1] != ',' {
		return from
	}
	return at
}

// platformByte reports whether c may occur in the name of a platform.
func platformByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '/' || c == '\\'
}
