package observe

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/products.tsv
var productData string

// named is a name that texts use and what it stands for.
type named struct{ name, means string }

// productNames returns the names of products in their order.
var productNames = sync.OnceValue(func() []named { return namesOf(productData) })

// namesOf reads a table of two columns.
func namesOf(data string) []named {
	var out []named
	for line := range strings.Lines(data) {
		name, means, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if ok && name[0] != '#' {
			out = append(out, named{name, means})
		}
	}
	return out
}

// maxProduct is how many bytes of a text are looked through for a product.
const maxProduct = 8 << 10

// Product returns the product that a text names, in normal form ("iis",
// "windows nt"), and its version ("5.0", empty when the text gives none or
// several). Both are empty when it names none that is known. Servers come before the
// systems that they run on.
func Product(text string) (product, version string) {
	text = text[:min(len(text), maxProduct)]
	lower := asciiLower(text)
	for _, p := range productNames() {
		if at := wordsAt(lower, p.name, 0); at >= 0 && (p.name != "nt" || text[at] == 'N' && text[at+1] == 'T') && (p.name != "exchange" || text[at] == 'E') {
			return p.means, versionIn(lower, p, at+len(p.name))
		}
	}
	return "", ""
}

// asciiLower returns s with its ASCII letters in lower case and every other
// byte as it is.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// versionIn returns the version of a product: what stands behind its name, at
// another place that names it if need be.
func versionIn(s string, p named, at int) string {
	for at >= 0 {
		if v := versionAt(s[at:]); v != "" {
			return v
		}
		next := wordsAt(s, p.name, at)
		if next < 0 {
			return ""
		}
		at = next + len(p.name)
	}
	return ""
}

// between are what may stand between the name of a product and its version.
var between = [...]string{" ", "-", "/", "(", "version", "ver.", "v", "server", "service", "services", "workstation", "ready", "embedded", "build", ":"}

// versionAt returns the version with which s begins, with a minor number: "4" is
// "4.0". It is empty when a service pack, a year or a list of several follows.
func versionAt(s string) string {
	for trimmed := true; trimmed; {
		trimmed = false
		for _, w := range between {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, trimmed = rest, true
			}
		}
	}
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' && n > 0) {
		n++
	}
	v := strings.TrimRight(s[:n], ".")
	rest := s[n:]
	switch {
	case v == "", len(rest) > 1 && rest[0] == '/' && rest[1] >= '0' && rest[1] <= '9', strings.HasPrefix(rest, ", ") && digitRun(rest[2:]) == 1:
		return ""
	case strings.Contains(v, "."):
		return v
	case len(v) == 1:
		return v + ".0"
	}
	return ""
}

// wordsAt returns where a name stands in s as words of its own, from an offset
// on, -1 when it does not. A digit may follow the name (IIS4).
func wordsAt(s, name string, from int) int {
	for {
		i := strings.Index(s[from:], name)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(name)
		if (i == 0 || !alnum(s[i-1])) && (end == len(s) || !letter(s[end]) || !letter(name[len(name)-1])) {
			return i
		}
		from = i + 1
	}
}

// letter and alnum tell ASCII letters and digits.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func alnum(c byte) bool  { return letter(c) || c >= '0' && c <= '9' }
