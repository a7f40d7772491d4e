package signature

import (
	"strconv"
	"strings"
)

// hexCode returns a number in the normal form of STOP codes and results,
// 0x0000000A.
func hexCode(v uint64) string {
	s := strings.ToUpper(strconv.FormatUint(v&0xFFFFFFFF, 16))
	return "0x" + strings.Repeat("0", 8-len(s)) + s
}

// hexDigits returns how many hexadecimal digits s begins with.
func hexDigits(s string) int {
	n := 0
	for n < len(s) && isHex(s[n]) {
		n++
	}
	return n
}

// readHex reads a hexadecimal number with or without 0x and with or without a
// final h at the start of s. It returns the number's width in s, 0 when there
// is none of at most 8 digits.
func readHex(s string) (uint64, int) {
	at := 0
	if hasFold(s, "0x") {
		at = 2
	}
	n := hexDigits(s[at:])
	end := at + n
	if n == 0 || n > 8 || end < len(s) && isWord(s[end]) && s[end]|0x20 != 'h' && s[end]|0x20 != 'l' {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[at:end], 16, 64)
	if err != nil {
		return 0, 0
	}
	return v, end
}

// failure reports whether a number is a failed HRESULT or an NTSTATUS: the top
// bits say error, and the bits that are reserved are mostly clear.
func failure(v uint64) bool {
	top := v >> 28
	return top == 0x8 || top == 0xC || top == 0xE || v>>16 == 0x4000
}

// result finds the first HRESULT or NTSTATUS in s, in hexadecimal or as a negative
// decimal number.
func result(s string) (code string, from, to int) {
	for at := 0; at < len(s); at++ {
		c := s[at]
		if at > 0 && isWord(s[at-1]) {
			continue
		}
		switch {
		case c == '0' && hasFold(s[at:], "0x"):
			if v, n := readHex(s[at:]); n == 10 && failure(v) {
				return hexCode(v), at, at + n
			}
		case c == '8' || c|0x20 == 'c':
			if n := hexDigits(s[at:]); n == 8 && resultContext(s, at, at+n) {
				if v, w := readHex(s[at:]); w == 8 && failure(v) {
					return hexCode(v), at, at + n
				}
			}
		case c == '-' && strings.HasPrefix(s[at:], "-214"):
			d := number(s[at+1:])
			if v, err := strconv.ParseInt(d, 10, 64); err == nil && len(d) == 10 && v <= 1<<31 {
				return hexCode(uint64(-v)), at, at + 1 + len(d)
			}
		}
	}
	return "", 0, 0
}

// resultContext reports whether eight hexadecimal digits without 0x are a
// result, not an address: they stand in brackets or quotes, or behind a word
// that says so.
func resultContext(s string, from, to int) bool {
	if !strings.ContainsAny(s[from:to], "0") {
		return false
	}
	if from > 0 && to < len(s) && strings.IndexByte("('\"[", s[from-1]) >= 0 && strings.IndexByte(")'\"]", s[to]) >= 0 {
		return true
	}
	before := lower(s[max(0, from-16):from])
	return containsAny(before, []string{"error", "hresult", "hr=", "hr =", "code", "status", "result"}) && !strings.Contains(before, "address")
}
