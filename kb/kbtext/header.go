package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// The labels of the header, in their order.
var headerLabels = [...]string{"DOCUMENT", "TITLE", "PRODUCT", "PROD/VER", "OPER/SYS", "KEYWORDS"}

// header is what the labelled lines at the top say.
type header struct {
	id       kb.ID
	date     kb.Date
	category string
	values   [len(headerLabels)]string
	at       [len(headerLabels)]int // index of the line of each label, -1 when missing
	end      int                    // index of the first line after the labelled ones
}

// The places of the labels in headerLabels.
const (
	labelDocument = iota
	labelTitle
	labelProduct
	labelVersions
	labelSystems
	labelKeywords
)

// readHeader reads the labelled lines at the top of a page.
func readHeader(p *page) (*header, error) {
	h := &header{at: [...]int{-1, -1, -1, -1, -1, -1}}
	h.collect(p, p.skipBlank(0, p.lines()))
	if err := h.readDocument(p); err != nil {
		return nil, err
	}
	if h.values[labelTitle] == "" {
		return nil, p.malformed(h.at[labelDocument]+1, "a TITLE line")
	}
	if p.skipBlank(h.end, p.lines()) == p.lines() {
		want := "the article's text"
		if missing := h.missing(); missing != "" {
			want = "a " + missing + " line"
		}
		return nil, p.malformed(h.end, want)
	}
	for i, at := range h.at {
		if at < 0 {
			p.warn(kb.WarnBadField, h.at[labelDocument], "no "+headerLabels[i]+" line")
		}
	}
	return h, nil
}

// maxValue is the length of a value in bytes after which nothing is added to it.
const maxValue = 4096

// collect reads labelled lines from the line with the index i to the first blank
// line or rule. A line without a label continues the field before it.
func (h *header) collect(p *page, i int) {
	label := -1
	for ; i < p.lines() && !p.blank(i) && !p.isRule(i, '=', 10) && !p.isRule(i, '-', 10); i++ {
		line := p.line(i)
		n, value := headerField(line)
		switch {
		case n >= 0 && h.at[n] < 0:
			label, h.at[n], h.values[n] = n, i, value
		case n >= 0:
			p.warn(kb.WarnBadField, i, "second "+headerLabels[n]+" line")
		case label >= 0 && len(h.values[label]) < maxValue:
			h.values[label] = strings.TrimSpace(h.values[label] + " " + strings.TrimSpace(line))
			p.warn(kb.WarnBadField, i, headerLabels[label]+" goes on")
		}
	}
	h.end = i
}

// headerField returns the place of a line's label and its value, or -1.
func headerField(line string) (int, string) {
	line = strings.TrimLeft(line, " \t\uFEFF")
	for i, label := range headerLabels {
		if rest, ok := strings.CutPrefix(line, label); ok {
			if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t"), ":"); ok {
				return i, strings.TrimSpace(rest)
			}
		}
	}
	return -1, ""
}

// missing returns the first label that has no line.
func (h *header) missing() string {
	for i, at := range h.at {
		if at < 0 {
			return headerLabels[i]
		}
	}
	return ""
}

// readDocument reads the id, the date and the category.
func (h *header) readDocument(p *page) error {
	at := h.at[labelDocument]
	fields := strings.Fields(h.values[labelDocument])
	if len(fields) == 0 {
		return p.malformed(at, "an article id after DOCUMENT:")
	}
	id, err := kb.ParseID(fields[0])
	if err != nil || !id.Archive() {
		return p.malformed(at, "an article id such as Q239041 after DOCUMENT:")
	}
	h.id = id
	var dated, tagged bool
	for _, f := range fields[1:] {
		if n := len(f); n > 2 && f[0] == '[' && f[n-1] == ']' {
			h.category, tagged = f[1:n-1], true
		} else if d, ok := readDate(f); ok {
			h.date, dated = d, true
		}
	}
	if !dated {
		p.warn(kb.WarnBadField, at, "no date DD-MON-YYYY")
	}
	if !tagged {
		p.warn(kb.WarnBadField, at, "no [category]")
	}
	return nil
}

// malformed returns the error for a header that is broken at the line with the
// index i.
func (p *page) malformed(i int, want string) error {
	got := "end of the text"
	if p.skipBlank(min(i, p.lines()), p.lines()) < p.lines() {
		got = clip(p.line(i))
	}
	return &kb.ParseError{Kind: kb.ErrMalformed, Line: min(i+1, max(p.lines(), 1)), Want: want, Got: got}
}
