package kbmark

import (
	"html"
	"path"
	"strings"
	"unicode"
)

// splitTitle returns the article's title and the index of the heading that is
// the title, -1 when the title does not come from a heading and none repeats it.
func splitTitle(fromFront, name string, hs []heading, v *vocabulary) (string, int) {
	title := oneLine(html.UnescapeString(fromFront)) // some sites keep entities in front matter
	at := titleHeading(title, hs, v)
	if title == "" && at >= 0 {
		title = plainInline(hs[at].text)
	}
	if title == "" {
		title = titleOfName(name)
	}
	return title, at
}

// titleHeading returns the index of the first heading when it is the title: it
// repeats the title, or it stands above all the others and names no section.
func titleHeading(title string, hs []heading, v *vocabulary) int {
	if len(hs) == 0 || hs[0].level > 6 || plainInline(hs[0].text) == "" {
		return -1
	}
	if title != "" && sameTitle(title, plainInline(hs[0].text)) {
		return 0
	}
	alone := true
	for _, h := range hs[1:] {
		alone = alone && h.level > hs[0].level
	}
	known := v.classify(hs[0].text).strength >= weak
	switch {
	case known && (len(hs) == 1 || !alone || hs[0].level > 1):
		return -1
	case hs[0].level == 1 && (alone || title == ""):
		return 0
	case title == "" && alone && (len(hs) > 1 || hs[0].level <= 2):
		return 0
	}
	return -1
}

// sameTitle reports whether the titles have the same letters and digits, or one
// the beginning of the other's.
func sameTitle(a, b string) bool {
	la, lb := lettersOf(a), lettersOf(b)
	if len(la) > len(lb) {
		la, lb = lb, la
	}
	return la != "" && strings.HasPrefix(lb, la) && (len(la) == len(lb) || len(la) >= 12)
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// titleOfName makes a title out of the file name.
func titleOfName(name string) string {
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if s := strings.ToLower(stem); s == "readme" || s == "index" || s == "_index" {
		if dir := path.Base(path.Dir(name)); dir != "." && dir != "/" {
			stem = dir
		}
	}
	stem = strings.Join(strings.FieldsFunc(stem, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	if stem == "" || stem == "." {
		return "Untitled"
	}
	return stem
}
