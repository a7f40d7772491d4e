package ident

import (
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// symbol notes a symbolic name: ERROR_ACCESS_DENIED, WSAEADDRINUSE,
// E_ACCESSDENIED, IRQL_NOT_LESS_OR_EQUAL.
func (f *finder) symbol(i int) {
	w := f.w[i]
	s := f.word(i)
	if w.kind&hasUnder == 0 && (len(s) < 8 || !strings.EqualFold(s[:3], "wsa")) || len(s) > maxLowered {
		return
	}
	n, ok := known().names[strings.ToUpper(s)]
	if !ok || n.kind == kb.IdentStop && !stopName(s) {
		return
	}
	if n.kind == kb.IdentResult {
		f.result(hexOf(n.id[2:]), int(w.from), int(w.to))
		return
	}
	f.add(n.kind, n.id, int(w.from), int(w.to))
}

// stopName reports whether the name of a STOP code is in upper case and long
// enough to mean nothing else.
func stopName(s string) bool {
	return strings.Count(s, "_") >= 2 && s == strings.ToUpper(s)
}

// result notes an HRESULT or NTSTATUS value, and the Win32 number that it wraps.
func (f *finder) result(v uint32, from, to int) {
	f.add(kb.IdentResult, hexID(v), from, to)
	if n, ok := wrapped(v); ok {
		f.add(kb.IdentWin32, strconv.Itoa(n), from, to)
	}
}
