package signature

import "strings"

// hole is a stretch of a template's text that a variable stands for: a
// placeholder, or a short quotation that is a sample.
type hole struct {
	start, end  int
	kind        TokenKind
	least, most uint8
	sample      bool
}

// maxHole is the longest placeholder in bytes.
const maxHole = 60

// appendHoles appends the holes of the text in order.
func appendHoles(dst []hole, text string) []hole {
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c|0x20 >= 'a' && c|0x20 <= 'z' && !startsBare(c) && i > 0 {
			i++
			continue
		}
		h, ok := holeAt(text, i)
		if !ok {
			i++
			continue
		}
		if !h.sample {
			h = glue(text, h)
		}
		if n := len(dst); n > 0 && dst[n-1].end >= h.start && !h.sample && !dst[n-1].sample {
			dst[n-1].end = h.end // two that touch are one
		} else if n > 0 && h.start < dst[n-1].end {
			// within a quotation that is a hole already
		} else {
			dst = append(dst, h)
		}
		i = max(h.end, i+1)
	}
	return dst
}

// startsBare reports whether a bare placeholder can begin with c.
func startsBare(c byte) bool {
	switch c | 0x20 {
	case 'x', 'n', 'y', 'f', 's', 'u', 'c', 'd', 'm', 'i', 'p', 'h', 'l':
		return true
	}
	return false
}

// holeAt returns the hole that begins at i.
func holeAt(text string, i int) (hole, bool) {
	switch c := text[i]; c {
	case '<':
		return bracketHole(text, i, '>')
	case '[':
		return bracketHole(text, i, ']')
	case '{':
		return bracketHole(text, i, '}')
	case '%':
		return percentHole(text, i)
	case '.', '#', '?', '_':
		return runHole(text, i)
	case '\'', '"', '`':
		return quoteHole(text, i)
	}
	if i > 0 && wordByte(text[i-1]) {
		return hole{}, false
	}
	return bareHole(text, i)
}

// wordByte reports whether c is a letter, a figure or an underscore.
func wordByte(c byte) bool { return tokenClass[c] == classLetter || tokenClass[c] == classDigit }

// bracketHole returns the placeholder between brackets that begins at i.
func bracketHole(text string, i int, closing byte) (hole, bool) {
	n := strings.IndexByte(text[i+1:min(len(text), i+maxHole)], closing)
	if n < 1 {
		return hole{}, false
	}
	name := text[i+1 : i+1+n]
	if !isHoleName(name, closing) {
		return hole{}, false
	}
	kind, most := holeKind(name)
	return hole{start: i, end: i + n + 2, kind: kind, least: 1, most: most}, true
}

// isHoleName reports whether what stands in brackets names a placeholder and is
// not what the machine itself put into brackets.
func isHoleName(name string, closing byte) bool {
	if strings.ContainsAny(name, "<[{\"") || strings.TrimSpace(name) == "" || !strings.ContainsAny(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz#?") {
		return false
	}
	if closing == '>' {
		return !strings.HasPrefix(name, "0x") && !strings.HasPrefix(name, " ")
	}
	if len(strings.Fields(name)) > 3 || strings.ContainsAny(name, "+=:.()") {
		return false
	}
	return name == strings.ToLower(name) || closing == '}' && !isHexDigits(strings.ReplaceAll(name, "-", ""))
}

// percentHole returns the placeholder %1, %s or %NAME% that begins at i.
func percentHole(text string, i int) (hole, bool) {
	j := i + 1
	for j < len(text) && wordByte(text[j]) && j-i < maxHole {
		j++
	}
	name := text[i+1 : j]
	switch {
	case name == "":
		return hole{}, false
	case j < len(text) && text[j] == '%' && !isDigits(name):
		return hole{start: i, end: j + 1, kind: TokPath, least: 1, most: 6}, true
	case isDigits(name) && len(name) <= 2, name == "s", name == "d", name == "x", name == "lx", name == "ld", name == "u":
		for j < len(text) && text[j] == '%' {
			j++
		}
		return hole{start: i, end: j, kind: TokAny, least: 1, most: 8}, true
	}
	return hole{}, false
}

// runHole returns the placeholder that is a run of one character: ..., ####,
// ????, ____. Only the points may stand for nothing.
func runHole(text string, i int) (hole, bool) {
	c, j := text[i], i+1
	if c == '_' && i > 0 && wordByte(text[i-1]) {
		return hole{}, false
	}
	for j < len(text) && text[j] == c {
		j++
	}
	if j-i < 3 && !(c == '#' && j-i == 2) {
		return hole{}, false
	}
	if c == '.' {
		return hole{start: i, end: j, kind: TokAny, least: 0, most: 16}, true
	}
	return hole{start: i, end: j, kind: TokAny, least: 1, most: 4}, true
}

// quoteHole returns the short quotation that begins at i.
func quoteHole(text string, i int) (hole, bool) {
	c := text[i]
	if i > 0 && (wordByte(text[i-1]) || text[i-1] >= 0x80) {
		return hole{}, false
	}
	if c == '`' {
		c = '\''
	}
	n := strings.IndexByte(text[i+1:min(len(text), i+1+maxHole)], c)
	if n < 1 {
		return hole{}, false
	}
	end := i + n + 2
	if end < len(text) && wordByte(text[end]) || i == 0 && end == len(text) || strings.Count(text[i+1:end-1], " ") > 1 {
		return hole{}, false
	}
	return hole{start: i, end: end, kind: TokQuoted, least: 1, most: 8, sample: true}, true
}
