package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	v1 "kbadvisor/api/v1"
)

// How much of a report stands in Markdown, which people paste into tickets.
const (
	mdTests  = 50  // of one article or state
	mdOpen   = 200 // tests whose findings are open
	mdAbsent = 100
	mdQuote  = 300 // bytes
)

// Markdown writes a summary in GitHub's dialect: counts, the articles with what
// they explain, and the tests that are open.
func Markdown(w io.Writer, d Document, _ Options) error {
	g, err := newDigest(d)
	if err != nil {
		return err
	}
	m := &markdown{bufio.NewWriter(w)}
	m.head(d.Summary)
	m.explained(d.Summary, g)
	m.absent(d.Summary, g)
	m.open(g)
	if g.over > 0 {
		m.printf("%s of further tests are not listed here.\n\n", plural(g.over, "finding", "findings"))
	}
	return m.out.Flush()
}

// markdown writes Markdown. Its arguments are escaped already.
type markdown struct{ out *bufio.Writer }

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(m.out, format, args...) }

// table writes the head of a table.
func (m *markdown) table(columns ...string) {
	m.row(columns...)
	m.printf("|%s\n", strings.Repeat(" --- |", len(columns)))
}

func (m *markdown) row(cells ...string) {
	m.printf("| %s |\n", strings.Join(cells, " | "))
}

// head says what was read and counts it.
func (m *markdown) head(s v1.LinkSummary) {
	m.printf("# %s on %s\n\n", plural(s.Findings, "finding", "findings"), plural(s.HostCount, "host", "hosts"))
	m.table("Report", "Format", "Findings", "Trouble")
	for _, r := range s.Reports {
		m.row(md(r.Name), md(r.Format), number(r.Findings), md(trouble(r)))
	}
	m.printf("\n")
	if s.Findings == 0 {
		return
	}
	m.table("Verdict", "Findings", "Meaning")
	for _, c := range classes() {
		if n := classCount(s, c.Key); n > 0 {
			m.row(c.Name, number(n), c.Says)
		}
	}
	m.printf("\n")
	if len(s.Dispositions) == 0 {
		return
	}
	m.table("State of the problem", "Findings")
	for _, b := range states(s) {
		m.row(md(b.Label), number(b.Count))
	}
	m.printf("\n")
}

// explained writes the articles with the findings that they explain.
func (m *markdown) explained(s v1.LinkSummary, g *digest) {
	if len(s.Articles) > 0 {
		m.printf("## Explained\n\n")
	}
	for _, a := range s.Articles {
		label, _ := stateWords(a.Disposition)
		m.printf("### %s: %s\n\n%s, %s\n\n", md(a.ID), md(a.Title), plural(a.Findings, "finding", "findings"), md(label))
		m.paragraphs("Cause", a.Cause)
		m.paragraphs("What to do", a.Do)
		m.tests(g.byArticle[a.ID], mdTests, true)
		m.evidence(g.byArticle[a.ID])
	}
}

// paragraphs writes a text of an article as a quotation.
func (m *markdown) paragraphs(label, text string) {
	if text == "" {
		return
	}
	m.printf("**%s**\n\n", label)
	for i, p := range strings.Split(text, "\n") {
		if i > 0 {
			m.printf(">\n")
		}
		m.printf("> %s\n", md(p))
	}
	m.printf("\n")
}

// tests writes a table of tests; sure says whether their answers have a
// confidence.
func (m *markdown) tests(groups []*group, most int, sure bool) {
	columns := []string{"Test", "Severity", "Findings", "Where"}
	if sure {
		columns = append(columns, "How sure", "As well as")
	}
	m.table(columns...)
	for _, g := range groups[:min(len(groups), most)] {
		name := md(g.Title)
		if g.ID != "" && g.ID != g.Title {
			name = md(g.ID) + " " + name
		}
		row := []string{name, md(g.Severity), number(g.Count), md(places(g, maxPlaces))}
		if sure {
			row = append(row, v1.Sure(g.Sample.Result.Confidence), md(strings.Join(g.Sample.Others, ", ")))
		}
		m.row(row...)
	}
	m.printf("\n")
	if n := len(groups) - most; n > 0 {
		m.printf("and %s\n\n", plural(n, "more test", "more tests"))
	}
}

// evidence writes what was seen beside what an article says.
func (m *markdown) evidence(groups []*group) {
	m.table("The scanner saw", "The article says", "So")
	for _, g := range groups[:min(len(groups), mdTests)] {
		for _, e := range g.Sample.Evidence {
			m.row(marked(e.Seen), marked(e.Says), e.Why)
		}
	}
	m.printf("\n")
}

// absent writes the articles that are named and not here.
func (m *markdown) absent(s v1.LinkSummary, g *digest) {
	ids := absent(s)
	if len(ids) == 0 {
		return
	}
	m.printf("## Named, but not in this knowledge base\n\n")
	m.table("Article", "Findings", "Named by", "Where")
	for _, id := range ids[:min(len(ids), mdAbsent)] {
		var names, where []string
		for _, t := range g.byAbsent[id][:min(len(g.byAbsent[id]), textTests)] {
			names, where = append(names, t.Title), append(where, places(t, textPlaces))
		}
		m.row(md(id), number(s.CitedAbsent[id]), md(strings.Join(names, "; ")), md(strings.Join(where, "; ")))
	}
	m.printf("\n")
	if n := len(ids) - mdAbsent; n > 0 {
		m.printf("and %s\n\n", plural(n, "more article", "more articles"))
	}
}

// open writes the tests whose findings nothing explains.
func (m *markdown) open(g *digest) {
	if len(g.open) > 0 {
		m.printf("## Open: nothing here explains them\n\n")
		m.tests(g.open, mdOpen, false)
	}
}
