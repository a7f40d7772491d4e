package signature

import "strings"

// isAmount reports whether s is figures with a unit: 64K, 10MB, 30ms.
func isAmount(s string) bool {
	n := 0
	for n < len(s) && tokenClass[s[n]] == classDigit {
		n++
	}
	if n == 0 || len(s)-n > 2 {
		return false
	}
	switch strings.ToLower(s[n:]) {
	case "k", "kb", "mb", "gb", "ms":
		return true
	}
	return false
}

// isDigits reports whether s is decimal digits.
func isDigits(s string) bool {
	for i := range len(s) {
		if tokenClass[s[i]] != classDigit {
			return false
		}
	}
	return s != ""
}

// isHexDigits reports whether s is hex digits.
func isHexDigits(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; tokenClass[s[i]] != classDigit && (c < 'a' || c > 'f') {
			return false
		}
	}
	return s != ""
}

// isHexToken reports whether s is a hex number by its form: 0x and digits, eight or
// sixteen digits with both figures and letters, or a figure first and h last.
func isHexToken(s string) bool {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		return isHexDigits(s[2:])
	}
	if (len(s) == 8 || len(s) == 16) && isHexDigits(s) {
		return strings.ContainsAny(s, "0123456789")
	}
	n := len(s) - 1
	return n >= 1 && s[n]|0x20 == 'h' && s[0] >= '0' && s[0] <= '9' && isHexDigits(s[:n])
}

// isNumber reports whether s is figures with points or commas between them
// and perhaps a sign.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	for i := range len(s) {
		if tokenClass[s[i]] != classDigit && s[i] != '.' && s[i] != ',' {
			return false
		}
	}
	return s != "" && tokenClass[s[0]] == classDigit
}

// isDate reports whether s is a date in figures, perhaps with a time after T.
func isDate(s string) bool {
	if n := strings.IndexByte(s, 'T'); n == 10 {
		s = s[:n]
	}
	for _, sep := range [...]string{"/", "-", "."} {
		if a, rest, ok := strings.Cut(s, sep); ok {
			b, c, ok := strings.Cut(rest, sep)
			return ok && isDateParts(a, b, c, sep)
		}
	}
	return false
}

// isDateParts reports whether a, b and c are day, month and year in some
// order.
func isDateParts(a, b, c, sep string) bool {
	if !isDigits(a) || !isDigits(b) || !isDigits(c) || len(b) > 2 || b == "0" || a == "0" {
		return false
	}
	if len(a) == 4 {
		return len(c) <= 2 && (a[0] == '1' || a[0] == '2')
	}
	if len(a) > 2 {
		return false
	}
	year4 := len(c) == 4 && (strings.HasPrefix(c, "19") || strings.HasPrefix(c, "20"))
	return year4 || sep == "/" && len(c) <= 2
}

// isTime reports whether s is a time of the day in figures.
func isTime(s string) bool {
	for _, suffix := range [...]string{"am", "AM", "pm", "PM", "a", "p"} {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			s = t
			break
		}
	}
	h, rest, ok := strings.Cut(s, ":")
	if !ok || !isDigits(h) || len(h) > 2 || len(rest) < 2 || !isDigits(rest[:2]) {
		return false
	}
	rest = rest[2:]
	if rest == "" {
		return true
	}
	return rest[0] == ':' && len(rest) >= 3 && isDigits(rest[1:3]) && strings.Trim(rest[3:], "0123456789.,:") == ""
}

// isSegment reports whether s is an address as segment and offset.
func isSegment(s string) bool {
	a, b, ok := strings.Cut(s, ":")
	return ok && len(a) == 4 && (len(b) == 4 || len(b) == 8) && isHexDigits(a) && isHexDigits(b)
}
