package ident

import (
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// errorNumber notes a decimal number that the words around it make an error
// number: of the system (Win32) when it is one of the known ones, else of some
// program.
func (f *finder) errorNumber(i int) {
	s := f.word(i)
	if len(s) > 6 || f.fraction(i) {
		return
	}
	n, _ := strconv.Atoi(s)
	ctx, _ := f.before(i)
	from, to := int(f.w[i].from), int(f.w[i].to)
	_, isKnown := known().win32[n]
	minus := from > 0 && f.s[from-1] == '-' && (from < 2 || classOf(f.s[from-2]) == 0)
	switch {
	case n == 0 || ctx == aStop || ctx == replyError:
	case minus:
		if (ctx == anError || ctx == programError) && n < 20000 {
			f.add(kb.IdentError, "-"+strconv.Itoa(n), from-1, to)
		}
	case ctx == systemError, ctx == anError && isKnown, ctx == aValue && isKnown && n >= 1000 && f.codeWord(i):
		f.add(kb.IdentWin32, strconv.Itoa(n), from, to)
	case ctx == anError, ctx == programError:
		f.add(kb.IdentError, strconv.Itoa(n), from, to)
		if isWinsock(n) {
			f.add(kb.IdentWin32, strconv.Itoa(n), from, to)
		}
	case isWinsock(n) && f.nearSocket(i):
		f.add(kb.IdentWin32, strconv.Itoa(n), from, to)
	}
}

// fraction reports whether the number i is part of a version, an address, a
// time or a date rather than a number of its own.
func (f *finder) fraction(i int) bool {
	from, to := int(f.w[i].from), int(f.w[i].to)
	if c := f.byteAt(from - 1); (c == '.' || c == ',' || c == '/' || c == ':') && isDigit(f.byteAt(from-2)) {
		return true
	}
	c := f.byteAt(to)
	return (c == '.' || c == '/' || c == ':' || c == ',') && isDigit(f.byteAt(to+1)) || c == '%'
}

// codeWord reports whether the word before the number i is "code".
func (f *finder) codeWord(i int) bool {
	return strings.EqualFold(f.word(i-1), "code")
}

// isDigit reports whether c is a decimal digit.
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWinsock reports whether n is a Winsock error number.
func isWinsock(n int) bool {
	_, ok := known().win32[n]
	return ok && n >= 10004 && n <= 11031
}

// socketReach is how far around a number words about sockets are looked for.
const socketReach = 160

// nearSocket reports whether the words around the number i are about sockets
// and the number is no port.
func (f *finder) nearSocket(i int) bool {
	from, to := int(f.w[i].from), int(f.w[i].to)
	if c := f.byteAt(from - 1); c == ':' || c == '.' || c == '-' || f.byteAt(to) == '/' {
		return false
	}
	switch lower(f.word(i - 1)) {
	case "port", "ports", "tcp", "udp":
		return false
	}
	around := strings.ToLower(f.s[max(0, from-socketReach):min(len(f.s), to+socketReach)])
	for _, w := range [...]string{"socket", "winsock", "wsa", "bind", "connect", "in use"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// longNumber notes an HRESULT or NTSTATUS value in decimal: 2147942405 or
// -2147024891. It reports whether the number i is too long to be anything else.
func (f *finder) longNumber(i int) bool {
	s := f.word(i)
	from, to := int(f.w[i].from), int(f.w[i].to)
	if len(s) == 8 && (s[0] == '8') {
		f.hexValue(i, s, false)
		return true
	}
	if len(s) != 9 && len(s) != 10 {
		return false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || f.fraction(i) {
		return true
	}
	minus := from > 0 && f.s[from-1] == '-' && (from < 2 || classOf(f.s[from-2]) == 0)
	if minus {
		n, from = -n, from-1
	}
	if n >= -(1<<31) && n < 0 || n >= 1<<31 && n < 1<<32 {
		f.severe(uint32(n), i, from, to, minus)
	}
	return true
}

// severe notes a value whose sign bit is set.
func (f *finder) severe(v uint32, i, from, to int, minus bool) {
	_, isKnown := known().result[v]
	_, wraps := wrapped(v)
	ctx, _ := f.before(i)
	switch {
	case v >= 0xFFFF0000:
		if ctx == anError || ctx == programError {
			f.add(kb.IdentError, strconv.Itoa(int(int32(v))), from, to)
		}
	case !plausible(v):
	case isKnown || wraps || minus || ctx != noContext:
		f.result(v, from, to)
	}
}

// plausible reports whether a value looks like an HRESULT (8...) or an NTSTATUS
// (C...): its facility is below 0x200.
func plausible(v uint32) bool {
	top := v >> 28
	return (top == 8 || top == 0xC) && v>>16&0xFFF < 0x200
}
