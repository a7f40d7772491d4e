package observe

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
)

//go:embed data/foreign.tsv
var foreignData string

// foreignNames returns the names of foreign products.
var foreignNames = sync.OnceValue(func() []named { return namesOf(foreignData) })

// lastYear is the last year that articles of the archive can speak of.
const lastYear = 2003

// latest are the last versions, by major number, of products that articles of the
// archive can speak of.
var latest = map[string]int{"iis": 6, "exchange": 6, "windows nt": 5, "sql server": 8, "internet explorer": 6, "outlook": 11, "outlook express": 6}

// Foreign reports whether a product in normal form, with its version, is of
// another vendor or came after 2003, so that the archive's articles cannot
// explain it. It is a hint: another knowledge base may well speak of it.
func Foreign(product, version string) bool {
	if product == "" {
		return false
	}
	if last, ok := latest[product]; ok {
		major, _, _ := strings.Cut(version, ".")
		n, err := strconv.Atoi(major)
		return err == nil && n > last
	}
	if slices.ContainsFunc(productNames(), func(p named) bool { return p.means == product }) {
		return false
	}
	return slices.ContainsFunc(foreignNames(), func(p named) bool { return wordsAt(product, p.name, 0) >= 0 })
}

// Stranger is a stretch of a text that names what the archive's articles cannot
// speak of.
type Stranger struct {
	Name  string // in lower case, or a CVE number or bulletin
	Later bool   // it came later; else it is of another vendor
	Span  kb.Span
}

// maxStrangers is how many bytes of a text are looked through for strangers.
const maxStrangers = 64 << 10

// Strangers returns the names in a text of products of other vendors, of what
// came after 2003, and the CVE numbers and bulletins of later years, in order
// and without overlap. Like Foreign it is a hint.
func Strangers(text string) []Stranger {
	text = text[:min(len(text), maxStrangers)]
	lower := asciiLower(text)
	var out []Stranger
	for _, f := range foreignNames() {
		if at := wordsAt(lower, f.name, 0); at >= 0 {
			out = append(out, Stranger{f.name, f.means == "later", kb.Span{Start: at, End: at + len(f.name)}})
		}
	}
	for _, id := range ident.Find(text) {
		if y := yearOf(id); y > lastYear {
			out = append(out, Stranger{id.ID, true, id.Span})
		}
	}
	slices.SortFunc(out, func(a, b Stranger) int { return a.Span.Start - b.Span.Start })
	end := 0
	return slices.DeleteFunc(out, func(s Stranger) bool {
		if s.Span.Start < end {
			return true
		}
		end = s.Span.End
		return false
	})
}

// yearOf returns the year of a CVE number or a bulletin, 0 for others.
func yearOf(id kb.Identifier) int {
	switch {
	case id.Kind == kb.IdentCVE && len(id.ID) > 8:
		y, _ := strconv.Atoi(id.ID[4:8])
		return y
	case id.Kind == kb.IdentBulletin:
		y, _ := strconv.Atoi(id.ID[2:4])
		if y > 90 {
			return 1900 + y
		}
		return 2000 + y
	}
	return 0
}
