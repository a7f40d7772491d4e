package nessus

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// maxCited is how many references of one finding are kept.
const maxCited = 10_000

// cited gathers the references of a finding.
type cited struct {
	all  []kb.Citation
	left int // over the bound
}

// add adds a reference, unless it is empty.
func (c *cited) add(kind, value, where string) {
	c.put(kb.Citation{Kind: kind, Value: strings.TrimSpace(value), Where: where})
}

func (c *cited) put(r kb.Citation) {
	switch {
	case r.Value == "":
	case len(c.all) >= maxCited:
		c.left++
	default:
		c.all = append(c.all, r)
	}
}

// list adds the ids of a field that has many of one kind.
func (c *cited) list(kind, text, where string) {
	for id := range strings.FieldsFuncSeq(text, isBetween) {
		c.add(kind, id, where)
	}
}

// isBetween reports whether a character stands between ids.
func isBetween(r rune) bool { return strings.ContainsRune(",;|\t\r\n ", r) }

// cross adds the references of a field that name their kinds.
func (c *cited) cross(text, where string) {
	for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != ' ' && r != '\t' && isBetween(r) }) {
		c.put(crossReference(one, where))
	}
}

// groups adds the references of "CVE=[CVE-2022-1, CVE-2022-2], CWE=[192]".
func (c *cited) groups(text, where string) {
	for group := range strings.SplitSeq(text, "]") {
		name, values, ok := strings.Cut(group, "=")
		if !ok {
			continue
		}
		if name = strings.Trim(name, ", []"); strings.EqualFold(name, "bugtraq") {
			name = "bid"
		}
		for v := range strings.SplitSeq(strings.Trim(values, "[] "), ",") {
			c.put(crossReference(name+":"+strings.TrimSpace(v), where))
		}
	}
}

// urls adds the URLs of a field with blanks between them, and reports whether it
// has no other words.
func (c *cited) urls(text, where string) bool {
	only := true
	for word := range strings.FieldsSeq(text) {
		if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") {
			c.add("url", strings.TrimSuffix(word, ","), where)
		} else {
			only = false
		}
	}
	return only
}

// fill gives the references to a finding, each once: an element of an item often
// says the same as an xref.
func (c *cited) fill(f *kb.Finding) {
	seen := map[kb.Citation]bool{}
	for _, r := range c.all {
		if key := (kb.Citation{Kind: r.Kind, Value: r.Value}); !seen[key] {
			seen[key] = true
			f.Citations = append(f.Citations, r)
		}
	}
	if c.left > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("references cut: %d of %d kept", maxCited, maxCited+c.left))
	}
}
