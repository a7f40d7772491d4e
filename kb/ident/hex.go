package ident

import (
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// hex notes a value in hexadecimal, with 0x or without.
func (f *finder) hex(i int) {
	if int(f.w[i].from) < f.skip {
		return
	}
	s := f.word(i)
	digits := s
	prefixed := len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x'
	if prefixed {
		digits = s[2:]
	} else if len(s) == 9 && s[8]|0x20 == 'h' {
		digits = s[:8]
	}
	if !allHex(digits) || len(digits) > 8 {
		return
	}
	if !prefixed && len(digits) != 8 {
		f.shortStop(i, digits)
		return
	}
	f.hexValue(i, digits, prefixed)
}

// hexValue notes the value of the word i.
func (f *finder) hexValue(i int, digits string, prefixed bool) {
	v := hexOf(digits)
	from, to := int(f.w[i].from), int(f.w[i].to)
	ctx, _ := f.before(i)
	switch {
	case ctx == aStop:
		f.stop(v, from, to)
	case !prefixed && !f.bare(i, digits, ctx), f.isAddress(i):
	case ctx == anError && v >= 0xFFFF0000:
		f.add(kb.IdentError, strconv.Itoa(int(int32(v))), from, to)
	case len(digits) == 8 && plausible(v), len(digits) == 8 && v>>28 == 0xC && prefixed:
		f.result(v, from, to)
	case ctx == anError || ctx == systemError || ctx == programError:
		f.smallHex(v, from, to)
	}
}

// lastFacility is the last facility of common values: eight decimal digits behind a
// word like "value" may be anything else.
const lastFacility = 0x13

// bare reports whether eight digits without 0x are a value: they have a letter
// and look like one, or the words before them say so. Groups of a GUID are none.
func (f *finder) bare(i int, digits string, ctx context) bool {
	to := int(f.w[i].to)
	if f.byteAt(to) == '-' || f.byteAt(int(f.w[i].from)-1) == '-' || f.fraction(i) {
		return false
	}
	if ctx != noContext {
		return !allDigits(digits) || ctx != aValue || hexOf(digits)>>16&0xFFF <= lastFacility
	}
	if allDigits(digits) {
		return (f.byteAt(to) == ':' || strings.HasPrefix(f.s[to:], " = ")) && hexOf(digits)>>16&0xFFF <= lastFacility
	}
	return digits[1] == '0' && (digits[0] == '8' || digits[0]|0x20 == 'c')
}

// smallHex notes a small error number in hexadecimal: 0x906, 0x5.
func (f *finder) smallHex(v uint32, from, to int) {
	if v == 0 {
		return
	}
	f.add(kb.IdentError, "0x"+strings.ToUpper(strconv.FormatUint(uint64(v), 16)), from, to)
	if _, ok := known().win32[int(v)]; ok {
		f.add(kb.IdentWin32, strconv.Itoa(int(v)), from, to)
	}
}

// isAddress reports whether the words before the value i make it an address in
// memory.
func (f *finder) isAddress(i int) bool {
	switch lower(f.word(i - 1)) {
	case "address", "addr", "at", "eip", "ip", "memory", "base":
		return joined(f.gap(i-1), " :=\"'`(")
	}
	return false
}

// stopNumber notes a STOP code without 0x: STOP 0000001E, STOP c000021a,
// BugcheckCode 10.
func (f *finder) stopNumber(i int) bool {
	ctx, at := f.before(i)
	if ctx != aStop {
		return false
	}
	s := f.word(i)
	from, to := int(f.w[i].from), int(f.w[i].to)
	switch w := lower(f.word(at)); {
	case len(s) == 8, (len(s) <= 3) && lower(f.word(i-1)) == "stop" && at == i-1 && strings.ToUpper(f.word(at)) == f.word(at):
		f.stop(hexOf(s), from, to)
	case w == "bugcheckcode" && len(s) <= 4:
		n, _ := strconv.Atoi(s)
		f.stop(uint32(n), from, to)
	}
	return true
}

// shortStop notes the code of "Stop 0A" and "STOP 1E".
func (f *finder) shortStop(i int, digits string) {
	if len(digits) <= 3 && isDigit(digits[0]) && strings.EqualFold(f.word(i-1), "stop") && f.gap(i-1) == " " {
		f.stop(hexOf(digits), int(f.w[i].from), int(f.w[i].to))
	}
}

// maxParameters is the length of the list of parameters behind a STOP code.
const maxParameters = 120

// stop notes a STOP code and passes over the parameters behind it, which are
// addresses and the like.
func (f *finder) stop(v uint32, from, to int) {
	if v == 0 {
		return
	}
	f.add(kb.IdentStop, hexID(v), from, to)
	rest := f.s[to:min(len(f.s), to+maxParameters)]
	open := strings.IndexByte(rest, '(')
	if open < 0 || strings.ContainsAny(strings.Trim(rest[:open], " \t\r\n,:"), "\n") || open > 60 {
		return
	}
	if end := strings.IndexByte(rest[open:], ')'); end >= 0 {
		f.skip = to + open + end
	}
}
