package main

import (
	"fmt"
	"strings"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much of an answer people get to see.
const (
	maxQuote   = 240 // bytes of one quote
	labelWidth = 10  // columns of the labels before what is said
)

// answer prints an answer for people: what it is, the verdict, then the best
// article with what was seen beside what it says, and the names of the others.
func (c console) answer(m v1.Match, article func(kb.ID) *kb.Article) error {
	var b strings.Builder
	b.WriteString(cleanLine(m.Observation.Say()) + "\n")
	for _, f := range m.Observation.Facts {
		fmt.Fprintf(&b, "  %s\n", cleanLine(f))
	}
	b.WriteString("\n" + c.bold(cleanLine(m.Say())) + "\n")
	for i, r := range m.Results {
		switch {
		case i == 0 || r.Tied && m.Results[0].Tied:
			b.WriteByte('\n')
			c.result(&b, r, v1.NewAdvice(article(kb.ID(r.ID))))
			continue
		case i == 1 || m.Results[i-1].Tied:
			b.WriteString("\nLess likely:\n")
		}
		fmt.Fprintf(&b, "  %s  %s: %s\n", c.bold(cleanLine(r.ID)), cleanLine(r.Title), v1.Sure(r.Confidence))
	}
	if len(m.Results) > 0 && len(m.CitedAbsent) > 0 {
		fmt.Fprintf(&b, "\nIt also names %s, not in this knowledge base.\n", cleanLine(m.Absent()))
	}
	_, err := c.Write([]byte(b.String()))
	return err
}

// result prints one article of an answer.
func (c console) result(b *strings.Builder, r v1.MatchResult, advice v1.Advice) {
	fmt.Fprintf(b, "%s  %s\n", c.bold(cleanLine(r.ID)), cleanLine(r.Title))
	sure := v1.Sure(r.Confidence)
	if r.Tied {
		sure += ", tied"
	}
	c.labelled(b, "how sure", sure)
	for _, e := range r.Shown() {
		c.labelled(b, "because", e.Say())
		c.labelled(b, "you saw", quote(e.Line()))
		c.labelled(b, "it says", quote(e.Article.Text))
	}
	c.labelled(b, "state", strings.ReplaceAll(cleanLine(r.Disposition), "_", " "))
	c.labelled(b, "cause", advice.Cause)
	c.labelled(b, "to do", advice.Do)
	c.labelled(b, "read", "kbadvisor show "+cleanLine(r.ID))
}

// labelled prints a label and the lines of a text beside it, or nothing when there
// is no text.
func (c console) labelled(b *strings.Builder, label, text string) {
	for p := range strings.Lines(text) {
		for _, line := range report.Wrap(cleanLine(p), c.width(96)-labelWidth-2) {
			fmt.Fprintf(b, "  %s%s\n", c.faint(fmt.Sprintf("%-*s", labelWidth, label)), line)
			label = ""
		}
	}
}

// quote returns a quoted text on one line, cut when it is long.
func quote(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > maxQuote {
		text = strings.ToValidUTF8(text[:maxQuote], "") + " ..."
	}
	return text
}
