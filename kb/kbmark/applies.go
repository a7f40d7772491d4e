package kbmark

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// maxApplies bounds the entries and maxApplyName the bytes of one that are taken
// from the text of an article.
const (
	maxApplies   = 100
	maxApplyName = 200
)

// fillApplies takes the list of an APPLIES TO section for the products, when its
// heading says that it names products or versions.
func (p *reader) fillApplies() {
	for _, s := range p.art.Named(kb.AppliesToName) {
		if p.words.classify(s.Heading).strength != strong {
			continue
		}
		for l := range strings.SplitSeq(s.Text, "\n") {
			p.addApplies(l)
		}
	}
}

var versionRE = regexp.MustCompile(`\b\d+\.\d+(?:\.(?:\d+|x))*(?:-[a-z]+\d+)?\b`)

// addApplies adds the entry that a line of a list makes.
func (p *reader) addApplies(l string) {
	indent, rest := indentOf([]byte(l))
	if len(rest) == 0 || len(p.art.AppliesTo) >= maxApplies {
		return
	}
	n, ok := listItem(rest)
	if !ok || n > len(rest) {
		return
	}
	name := strings.TrimRight(plainInline(string(rest[n:])), " .,;:")
	if name == "" || len(name) > maxApplyName {
		return
	}
	p.art.AppliesTo = append(p.art.AppliesTo, kb.Applies{Name: name, Depth: min(indent/2, 3)})
	for _, v := range versionRE.FindAllString(name, 8) {
		p.addVersion(kb.Version{Number: v})
	}
}

// addVersion adds the version unless it is there.
func (p *reader) addVersion(v kb.Version) {
	for _, have := range p.art.Versions {
		if have == v {
			return
		}
	}
	if len(p.art.Versions) < maxApplies {
		p.art.Versions = append(p.art.Versions, v)
	}
}
