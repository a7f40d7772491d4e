package nmap

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// Identifiers in what scripts say. Hyphens may be underscores or missing in names
// of scripts and modules.
var (
	cves      = regexp.MustCompile(`(?i)\b(?:CVE|CAN)-\d{4}-\d{4,}`)
	bulletins = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(MS[019]\d[-_]\d{3})(?:[^0-9]|$)`)
	articles  = regexp.MustCompile(`\bKB ?\d{6,7}\b`)
	numbered  = regexp.MustCompile(`(?i)\b(BID|CWE|OSVDB|EDB)[:-](\d+)\b`)
	idLine    = regexp.MustCompile(`(?m)^[ \t]*IDs:[ \t]+(.+)`)
	typedID   = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*):(\S+)$`)
	link      = regexp.MustCompile(`https?://[^\s<>"'\x60|\\]+`)

	cveInName = regexp.MustCompile(`(?i)cve-?(\d{4})-(\d{4,})`)
	msInName  = regexp.MustCompile(`(?i)(?:^|-)ms(\d{2})-(\d{3})(?:-|$)`)
)

// cite takes the references out of what the script of a finding is called and said.
// Addresses of the target itself are none.
func cite(f *kb.Finding) {
	c := citations{f: f, seen: map[string]bool{}}
	if f.Plugin.ID == openPort {
		return
	}
	if m := cveInName.FindStringSubmatch(f.Plugin.ID); m != nil {
		c.add("cve", "CVE-"+m[1]+"-"+m[2], "id")
	}
	if m := msInName.FindStringSubmatch(f.Plugin.ID); m != nil {
		c.add("ms", "MS"+m[1]+"-"+m[2], "id")
	}
	for _, o := range f.Outputs {
		c.from(o.Text)
		if f.Plugin.ID == "vulscan" {
			c.lists(o.Text)
		}
	}
}

// citations gathers references, each once.
type citations struct {
	f    *kb.Finding
	seen map[string]bool
}

// add adds a reference.
func (c *citations) add(kind, value, where string) {
	key := kind + " " + strings.ToLower(value)
	if !c.seen[key] {
		c.seen[key] = true
		c.f.Citations = append(c.f.Citations, kb.Citation{Kind: kind, Value: value, Where: where})
	}
}

// from takes the references out of a text. Expressions are slow, so each is tried
// only on texts that have a word of it.
func (c *citations) from(text string) {
	lower := strings.ToLower(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) })
	}
	if has("ids:") {
		c.ids(text)
	}
	if has("cve-", "can-") {
		for _, id := range cves.FindAllString(text, -1) {
			c.add("cve", strings.ToUpper(id), "output")
		}
	}
	if has("ms0", "ms1", "ms9") {
		for _, m := range bulletins.FindAllStringSubmatch(text, -1) {
			c.add("ms", strings.ReplaceAll(strings.ToUpper(m[1]), "_", "-"), "output")
		}
	}
	if has("kb") {
		for _, id := range articles.FindAllString(text, -1) {
			c.add("kb", id, "output")
		}
	}
	if has("bid", "cwe", "osvdb", "edb") {
		for _, m := range numbered.FindAllStringSubmatch(text, -1) {
			c.add(strings.ToLower(m[1]), m[2], "output")
		}
	}
	if has("http") {
		c.links(text)
	}
}

// ids takes what the library for vulnerabilities gives as identifiers.
func (c *citations) ids(text string) {
	for _, line := range idLine.FindAllStringSubmatch(text, -1) {
		for _, id := range strings.Fields(line[1]) {
			if m := typedID.FindStringSubmatch(id); m != nil {
				c.add(strings.ToLower(m[1]), m[2], "ids")
			}
		}
	}
}

// listed are the databases of the script vulscan whose numbers are references.
var listed = []struct{ name, kind string }{{"SecurityFocus", "bid"}, {"OSVDB", "osvdb"}, {"Exploit-DB", "edb"}}

// lists takes what vulscan found: numbers in brackets below the name of a database.
func (c *citations) lists(text string) {
	kind := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		number, _, ok := strings.Cut(strings.TrimPrefix(line, "["), "]")
		if ok && strings.HasPrefix(line, "[") {
			if kind != "" && strings.Trim(number, "0123456789") == "" {
				c.add(kind, number, "output")
			}
			continue
		}
		if line != "" {
			kind = ""
		}
		for _, l := range listed {
			if strings.HasPrefix(line, l.name+" - ") {
				kind = l.kind
			}
		}
	}
}

// links takes the addresses of other sites.
func (c *citations) links(text string) {
	for _, l := range link.FindAllString(text, -1) {
		if l = strings.TrimRight(l, ".,;:!?)]}"); !c.own(l) {
			c.add("url", l, "output")
		}
	}
}

// own reports whether a link leads to the target of the scan.
func (c *citations) own(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Hostname() == "" {
		return true
	}
	is := func(s string) bool { return strings.EqualFold(s, u.Hostname()) }
	first := func(all []string) []string { return all[:min(len(all), 20)] }
	return slices.ContainsFunc(first(c.f.Names), is) || slices.ContainsFunc(first(c.f.Addresses), is)
}
