package main

import (
	"fmt"
	"strings"

	"kbadvisor/api/report"
	"kbadvisor/index"
)

// page prints one page of hits for people.
func (c console) page(p index.Page) error {
	var b strings.Builder
	for i, h := range p.Hits {
		c.hit(&b, i+1, h)
	}
	for _, f := range p.Facets {
		c.facet(&b, f)
	}
	if n := len(p.Hits); n > 0 {
		b.WriteString(c.faint(total(n, p.Total)) + "\n")
	}
	if p.Next != "" {
		b.WriteString(c.faint("next page: --page "+cleanLine(p.Next)) + "\n")
	}
	if p.DidYouMean != "" && len(p.Hits) > 0 {
		b.WriteString("did you mean " + c.bold(cleanLine(p.DidYouMean)) + "\n")
	}
	_, err := c.Write([]byte(b.String()))
	return err
}

func total(shown int, t index.Total) string {
	switch {
	case !t.Exact:
		return fmt.Sprintf("%d of at least %d articles", shown, t.Value)
	case t.Value == 1:
		return "1 article"
	}
	return fmt.Sprintf("%d of %d articles", shown, t.Value)
}

// hit prints an article: rank, id and title, what it is about, the best passage.
func (c console) hit(b *strings.Builder, rank int, h index.Hit) {
	fmt.Fprintf(b, "%3d  %s  %s\n", rank, c.bold(cleanLine(string(h.ID))), cleanLine(h.Title))
	var about []string
	for _, s := range []string{h.Product, h.Category, string(h.Date), string(h.Status)} {
		if s != "" {
			about = append(about, cleanLine(s))
		}
	}
	if len(about) > 0 {
		fmt.Fprintf(b, "     %s\n", c.faint(strings.Join(about, " | ")))
	}
	if best, ok := passage(h.Highlights); ok {
		for _, line := range report.Wrap(c.marked(best), c.width(96)-5) {
			fmt.Fprintf(b, "     %s\n", line)
		}
	}
	b.WriteByte('\n')
}

// passage returns the passage to show: the first one that is not the title,
// which stands above it already.
func passage(all []index.Highlight) (index.Highlight, bool) {
	for _, h := range all {
		if h.Section != "TITLE" {
			return h, true
		}
	}
	return index.Highlight{}, false
}

// marked returns a passage with the words that matched in colour.
func (c console) marked(h index.Highlight) string {
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		if m.Start < at || m.End > len(h.Text) || m.Start > m.End {
			continue
		}
		b.WriteString(clean(h.Text[at:m.Start]))
		for i, w := range strings.Split(h.Text[m.Start:m.End], " ") {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(c.mark(clean(w)))
		}
		at = m.End
	}
	return b.String() + clean(h.Text[at:])
}

func (c console) facet(b *strings.Builder, f index.Facet) {
	if len(f.Values) == 0 {
		return
	}
	fmt.Fprintf(b, "%s\n", c.bold(string(f.Field)))
	for i, v := range f.Values {
		if i == maxFacetLines {
			fmt.Fprintf(b, "        ... and %d more\n", len(f.Values)-i)
			break
		}
		fmt.Fprintf(b, "%7d  %s\n", v.Count, cleanLine(v.Value))
	}
	b.WriteByte('\n')
}

// maxFacetLines is how many values of a facet people get to see; programs get all.
const maxFacetLines = 10
