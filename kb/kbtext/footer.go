package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// The labels of the footer. Each is padded to 18 columns before its colon.
const (
	footKeywords  = "Keywords"
	footVersion   = "Version"
	footIssueType = "Issue type"
	footSolution  = "Solution Type"
)

var footerLabels = [...]string{footKeywords, "Component", "Technology", footVersion, "Platform", "Hardware", footIssueType, footSolution}

// legalStart is how the legal text begins.
const legalStart = "THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS"

// minRule is the least number of characters of the rules that part an article.
const minRule = 40

// footer is the labelled lines at the end and the legal text.
type footer struct {
	from, legal int // lines at which the footer and the legal text begin
	fields      map[string]string
	found       bool // there are fields
}

// readFooter finds the legal text and the footer of a page behind the line with
// the index from.
func (p *page) readFooter(from int) footer {
	f := footer{legal: p.findLegal(from)}
	end := p.trimBlank(from, f.legal)
	i := end
	for i > from && !p.isRule(i-1, '=', minRule) {
		label, value, ok := footerField(p.line(i - 1))
		if !ok && !p.blank(i-1) {
			break
		}
		if ok {
			f.set(label, value)
		}
		i--
	}
	f.from = f.legal
	if ruled := i > from && p.isRule(i-1, '=', minRule); ruled {
		f.from = i - 1
	} else if f.fields[footKeywords] != "" || f.fields[footVersion] != "" {
		f.from = p.skipBlank(i, end)
	} else {
		f.fields = nil
	}
	f.found = len(f.fields) > 0
	return f
}

// set keeps the value of a label. Lines are read from the end, so that the first
// one of the same label wins.
func (f *footer) set(label, value string) {
	if f.fields == nil {
		f.fields = make(map[string]string, len(footerLabels))
	}
	f.fields[label] = value
}

// findLegal returns the line at which the legal text begins, its rule included,
// or the number of lines.
func (p *page) findLegal(from int) int {
	for i := p.lines() - 1; i >= from; i-- {
		if s := p.line(i); len(s) >= len(legalStart) && s[:len(legalStart)] == legalStart {
			if end := p.trimBlank(from, i); end > from && p.isRule(end-1, '=', minRule) {
				return end - 1
			}
			return i
		}
	}
	return p.trailingRule(from)
}

// trailingRule returns the line of a rule at the very end, which stands where
// the legal text was taken away, or the number of lines.
func (p *page) trailingRule(from int) int {
	if end := p.trimBlank(from, p.lines()); end > from+1 && p.isRule(end-1, '=', minRule) {
		return end - 1
	}
	return p.lines()
}

// footerField reads a line of the footer: a known label, padded with blanks, a
// colon and a value.
func footerField(line string) (label, value string, ok bool) {
	for _, label := range footerLabels {
		if len(line) > len(label) && line[:len(label)] == label {
			rest := strings.TrimLeft(line[len(label):], " \t")
			if value, ok := strings.CutPrefix(rest, ":"); ok {
				return label, strings.TrimSpace(value), true
			}
		}
	}
	return "", "", false
}

// warnEnds records what is missing at the end of the page.
func (p *page) warnEnds(f footer) {
	last := p.lines() - 1
	if !f.found {
		p.warn(kb.WarnNoFooter, -1, "no Keywords line at the end")
	}
	legal := f.legal < p.lines() && p.hasLegal(f.legal)
	if !legal {
		p.warn(kb.WarnNoLegal, -1, "")
	}
	if !f.found && !legal {
		p.warn(kb.WarnTruncated, last, "the text ends before the footer")
	}
}

// hasLegal reports whether the legal text itself follows the line with the
// index i.
func (p *page) hasLegal(i int) bool {
	return strings.Contains(p.text[p.marks[i].text:], legalStart)
}
