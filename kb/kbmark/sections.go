package kbmark

import "kbadvisor/kb"

// start is where a section begins.
type start struct {
	at     int // index of the heading in the list of headings
	name   string
	mapped bool // the name comes from the vocabulary
	level  int
}

// outline picks, out of an article's headings, those that start a section.
type outline struct {
	words *vocabulary
	stack []start // the open sections, outermost first
	out   []start
}

// sectionStarts returns the headings behind the title that start sections.
func sectionStarts(hs []heading, title int, words *vocabulary) []start {
	o := &outline{words: words}
	for i := title + 1; i < len(hs); i++ {
		o.add(i, hs[i])
	}
	return o.out
}

// add looks at heading number i.
func (o *outline) add(i int, h heading) {
	c := o.words.classify(h.text)
	popped := o.pop(h.level)
	s := start{at: i, name: c.name, mapped: c.name != "", level: h.level}
	if len(o.stack) > 0 {
		parent := o.stack[len(o.stack)-1]
		switch {
		case c.strength >= weak && apart(parent, c):
		case !popped:
			return // a part of the open section
		case parent.mapped:
			s.name, s.mapped = parent.name, true // back in the section around
		case c.strength == partial:
		default:
			s.name, s.mapped = "", false
		}
	}
	if s.name == "" {
		if s.name = plainInline(h.text); s.name == "" {
			return
		}
	}
	o.stack = append(o.stack, s)
	o.out = append(o.out, s)
}

// pop closes the sections that a heading of the level ends and reports whether
// there were any.
func (o *outline) pop(level int) bool {
	n := len(o.stack)
	for len(o.stack) > 0 && o.stack[len(o.stack)-1].level >= level {
		o.stack = o.stack[:len(o.stack)-1]
	}
	return len(o.stack) < n
}

// apart reports whether a heading of the class, nested below the section, is a
// section of its own and no part of it.
func apart(parent start, c class) bool {
	if !parent.mapped {
		return c.strength == strong
	}
	if c.name == parent.name || c.strength != strong {
		return false
	}
	answer := parent.name == kb.Resolution || parent.name == kb.Workaround
	switch c.name {
	case kb.MoreInformation, kb.Summary:
		return parent.name == kb.Summary || parent.name == kb.AppliesToName
	case kb.Diagnosis:
		return !answer
	case kb.StatusName:
		return !answer && parent.name != kb.Diagnosis
	}
	return true
}
