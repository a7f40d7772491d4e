package ident

import (
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// tool notes the number of a compiler or another tool: LNK2001, fatal error
// C1083, ASP 0113, ORA-12154.
func (f *finder) tool(i int) bool {
	s, from, to := f.word(i), int(f.w[i].from), int(f.w[i].to)
	letters := letterPrefix(s)
	digits := s[len(letters):]
	up := strings.ToUpper(letters)
	switch {
	case digits == "" && (up == "ORA" || up == "TNS") && f.gap(i) == "-":
		return f.behind(i, up+"-", 5, 5)
	case digits == "" && up == "ASP" && (f.gap(i) == " " || f.gap(i) == ": "):
		return strings.HasPrefix(f.word(i+1), "0") && f.behind(i, "ASP ", 4, 4)
	case allDigits(digits) && letters != "" && len(letters) <= maxToolPrefix && f.diagnosed(i, digits):
		f.add(kb.IdentTool, up+digits, from, to)
		return true
	case !allDigits(digits) || letters != up:
		return false
	case (up == "NET" || up == "SYS") && len(digits) == 4:
		return f.netMessage(digits, from, to)
	case up == "LNK" && len(digits) == 4, toolPrefixes[up] && f.heads(i, digits):
		f.add(kb.IdentTool, s, from, to)
		return true
	case up == "ASP" && len(digits) == 4 && digits[0] == '0':
		f.add(kb.IdentTool, "ASP "+digits, from, to)
		return true
	}
	return false
}

// netMessage notes a number in the form in which the command net writes it:
// NET2245, SYS0053.
func (f *finder) netMessage(digits string, from, to int) bool {
	n, _ := strconv.Atoi(digits)
	if _, ok := known().win32[n]; !ok {
		return false
	}
	f.add(kb.IdentWin32, strconv.Itoa(n), from, to)
	return true
}

// maxToolPrefix is how many letters stand before the number of a diagnostic at most.
const maxToolPrefix = 4

// toolPrefixes are the letters before the number of a diagnostic that tell what it
// is at the beginning of a line.
var toolPrefixes = words("C F L U A D P R K M H I RC CVT BK CS BC VC MIDL MSB PRJ CMD RW NMAKE SDU TB")

// diagnosed reports whether the word before a number of four or five digits says
// that it is a diagnostic.
func (f *finder) diagnosed(i int, digits string) bool {
	if len(digits) != 4 && len(digits) != 5 || i == 0 || !joined(f.gap(i-1), " :\n") {
		return false
	}
	switch lower(f.word(i - 1)) {
	case "error", "warning", "errors", "warnings", "message", "fatal":
		return true
	}
	return false
}

// heads reports whether a number of four digits begins a line and a colon follows:
// "C4133: ...".
func (f *finder) heads(i int, digits string) bool {
	return len(digits) == 4 && f.byteAt(int(f.w[i].to)) == ':' && f.beginsLine(int(f.w[i].from))
}

// behind notes a prefix and the number of min to max digits in the next word.
func (f *finder) behind(i int, prefix string, min, max int) bool {
	n := f.word(i + 1)
	if !allDigits(n) || len(n) < min || len(n) > max {
		return false
	}
	f.add(kb.IdentTool, prefix+n, int(f.w[i].from), int(f.w[i+1].to))
	return true
}

// letterPrefix returns the letters with which s begins.
func letterPrefix(s string) string {
	i := 0
	for i < len(s) && classOf(s[i]) == hasLetter {
		i++
	}
	return s[:i]
}
