package observe

import (
	_ "embed"
	"strings"
	"sync"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
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
		if at := nameAt(text, lower, p.name); at >= 0 {
			return p.means, versionIn(lower, p, at+len(p.name))
		}
	}
	return "", ""
}

// nameAt returns where a text names a product, -1 when it does not. NT and
// Exchange need their capitals; "Windows NT account" and the like in a message
// tell nothing about the product.
func nameAt(text, lower, name string) int {
	for from := 0; ; {
		at := wordsAt(lower, name, from)
		if at < 0 {
			return -1
		}
		from = at + len(name)
		switch {
		case name == "nt" && text[at:from] != "NT", name == "exchange" && text[at] != 'E', strings.HasPrefix(lower[from:], ".com"):
		case strings.HasSuffix(name, "nt") && contains(firstWord(lower[from:]), inMessages):
		default:
			return at
		}
	}
}

// inMessages are the words behind "Windows NT" in messages of the system.
var inMessages = []string{"account", "authority", "error", "challenge", "domain", "event", "security", "based"}

// firstWord returns the first word of s, empty when it does not begin with a
// blank.
func firstWord(s string) string {
	if s == "" || s[0] != ' ' && s[0] != '-' {
		return ""
	}
	return s[1 : 1+wordLen(s[1:])]
}

// sourceProducts are the products that write events under names that begin so, in
// normal form.
var sourceProducts = [...]named{
	{"msexchange", "exchange"}, {"w3svc", "iis"}, {"msftpsvc", "iis"}, {"iisadmin", "iis"}, {"activeserverpages", "iis"}, {"wam", "iis"}, {"snaserver", "sna server"}, {"sna", "sna server"}, {"msproxy", "proxy server"},
	{"mssqlserver", "sql server"}, {"sqlserveragent", "sql server"}, {"sqlexecutive", "sql server"},
}

// product returns the product that the source of an event tells, else the one
// that the text names. What an event says of other products is left aside.
func (r *reader) product(o kb.Observation) (name, version string) {
	name, version = Product(r.s)
	for _, rec := range r.recs {
		src := ident.SourceName(rec.source)
		for _, p := range sourceProducts {
			if !strings.HasPrefix(src, p.name) {
				continue
			}
			if name == p.means {
				return name, version
			}
			return p.means, ""
		}
	}
	if o.Kind != kb.ObsEvent {
		return name, version
	}
	for _, m := range o.Messages {
		if m.Role == kb.RoleComment {
			if name, version = Product(m.Text); name != "" {
				return name, version
			}
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
