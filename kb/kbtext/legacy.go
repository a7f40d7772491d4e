package kbtext

import "strings"

// legacy is the table that old articles have above the list of products: a row
// of versions, a row of platforms, a row of categories. Columns are parted by
// bars. Every row may be missing.
type legacy struct {
	versions, platforms string
	end                 int // first line after the table
}

// readLegacy reads the table at the beginning of the lines [from, to).
func (p *page) readLegacy(from, to int) legacy {
	l := legacy{end: from}
	for stage := 0; stage < 3; {
		i := p.skipBlank(l.end, to)
		if i == to {
			return l
		}
		row := strings.TrimSpace(p.line(i))
		switch {
		case stage == 0 && versionRow(row):
			l.versions, stage = row, 1
		case stage <= 1 && platformRow(row):
			l.platforms, stage = row, 2
		case categoryRow(row):
			stage = 3
		default:
			return l
		}
		l.end = i + 1
	}
	return l
}

// versionRow reports whether a row holds versions, or entries as the header has
// them.
func versionRow(row string) bool {
	if platform, rest, ok := strings.Cut(row, ":"); ok {
		_, known := platformNames[foldPlatform(platform)]
		return known && rest != ""
	}
	for _, f := range strings.Fields(row) {
		if f != "|" && !versionToken(f) {
			return false
		}
	}
	return row != ""
}

// versionToken reports whether a word is a version number such as 3.10, 2.5x,
// '96-'97 or 1.01/2.0.
func versionToken(f string) bool {
	c := strings.TrimLeft(f, "'")
	return c != "" && c[0] >= '0' && c[0] <= '9' && len(f) <= 16 && strings.IndexByte(f, ')') < 0 && !strings.HasSuffix(f, ".")
}

// platformRow reports whether a row holds names of platforms.
func platformRow(row string) bool {
	if row != strings.ToUpper(row) {
		return false
	}
	for name := range strings.SplitSeq(row, "|") {
		if _, ok := platformNames[foldPlatform(name)]; !ok {
			return false
		}
	}
	return true
}

// categoryRow reports whether a row holds categories. They are lower-case words
// that begin with kb, with few exceptions.
func categoryRow(row string) bool {
	words := strings.Fields(row)
	for _, w := range words {
		if w = strings.ToLower(w); !strings.HasPrefix(w, "kb") && w != "docerr" && w != "unconfirmed" {
			return false
		}
	}
	return len(words) > 0
}
