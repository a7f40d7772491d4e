package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// appliesSentence heads the list of products.
const appliesSentence = "The information in this article applies to:"

// minDash is the least number of dashes in the rules of the list of products.
const minDash = 20

// applies is the list of products that an article applies to, and the lines
// [from, to) it stands on, its rules included. from is -1 when there is none.
type applies struct {
	from, to int
	entries  []kb.Applies
}

// readApplies finds the list of products in the lines [from, to).
func (p *page) readApplies(from, to int) applies {
	for i := from + 1; i < to; i++ {
		if s := p.line(i); len(s) > 0 && s[0] == 'T' && strings.HasPrefix(s, appliesSentence) && p.isRule(i-1, '-', minDash) {
			return p.appliesList(i, to)
		}
	}
	return applies{from: -1}
}

// appliesList reads the list below the sentence on the line with the index at.
func (p *page) appliesList(at, to int) applies {
	a := applies{from: at - 1}
	for i := at + 1; i < to; i++ {
		s := p.line(i)
		if p.isRule(i, '-', minDash) {
			a.to = i + 1
			return a
		}
		if _, ok := p.headingAt(i, to); ok {
			a.to = i
			return a
		}
		if p.blank(i) {
			continue
		}
		e, bulleted := appliesEntry(s)
		if !bulleted || e.Name == "" {
			p.warn(kb.WarnBadField, i, "odd entry of the list of products: "+clip(s))
		}
		a.entries = append(a.entries, e)
	}
	a.to = to
	return a
}

// appliesEntry reads an entry: a bullet in column 1, 4, 7, ... and a name. The
// name is empty when only what is below it is named. A line without a bullet,
// such as "as they apply to:", is an entry by its indent.
func appliesEntry(line string) (e kb.Applies, bulleted bool) {
	s := strings.TrimLeft(line, " ")
	e.Depth = (len(line) - len(s) + 1) / 3
	rest, bulleted := strings.CutPrefix(s, "-")
	if bulleted && rest != "" && rest[0] != ' ' {
		rest, bulleted = s, false
	} else if !bulleted {
		rest = s
	}
	e.Name = strings.TrimSpace(rest)
	return e, bulleted
}
