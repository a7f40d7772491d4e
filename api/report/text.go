package report

import (
	"fmt"
	"io"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much of a report stands on a terminal.
const (
	textWidth   = 96
	textTests   = 5  // of one article
	textOpen    = 15 // tests whose findings are open
	textAbsent  = 20 // articles that are not here
	textPlaces  = 4
	textQuote   = 240 // bytes
	textReports = 20
)

// Text writes a summary for a terminal: counts, then what the articles explain,
// what is named and not here, and what is open.
func Text(w io.Writer, d Document, o Options) error {
	g, err := newDigest(d)
	if err != nil {
		return err
	}
	p := newPrinter(w, o)
	p.head(d.Summary)
	p.counts(d.Summary)
	p.explained(d.Summary, g)
	p.absent(d.Summary, g)
	p.open(g)
	if g.over > 0 {
		p.line(0, "%s of further tests not listed here; --format json has all.", plural(g.over, "finding", "findings"))
	}
	return p.out.Flush()
}

// head says what was read.
func (p *printer) head(s v1.LinkSummary) {
	p.line(0, "%s", p.bold(fmt.Sprintf("%s in %s, on %s", plural(s.Findings, "finding", "findings"), plural(len(s.Reports), "report", "reports"), plural(s.HostCount, "host", "hosts"))))
	for i, r := range s.Reports {
		if i >= textReports && r.Error == "" {
			continue
		}
		p.line(2, "%s: %s%s", oneLine(r.Name, maxTitle), plural(r.Findings, "finding", "findings"), inBrackets(r.Format))
		if r.Error != "" {
			p.line(4, "%s", p.warn(oneLine(trouble(r), 4*textQuote)))
		}
	}
	if len(s.Reports) > textReports {
		p.line(2, "%s in all", plural(len(s.Reports), "report", "reports"))
	}
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + oneLine(text, maxTitle) + ")"
}

// counts draws how many findings there are of each class and each state.
func (p *printer) counts(s v1.LinkSummary) {
	if s.Findings == 0 {
		return
	}
	p.title("Verdicts")
	for _, c := range classes() {
		if n := classCount(s, c.Key); n > 0 {
			p.bar(c.Name, n, s.Findings, c.Says)
		}
	}
	if len(s.Dispositions) == 0 {
		return
	}
	p.title("State of the problems that are explained")
	total := 0
	for _, n := range s.Dispositions {
		total += n
	}
	for _, b := range states(s) {
		p.bar(b.Label, b.Count, total, "")
	}
}

// explained writes the articles with the findings that they explain.
func (p *printer) explained(s v1.LinkSummary, g *digest) {
	if len(s.Articles) == 0 {
		return
	}
	p.title("Explained")
	for i, a := range s.Articles {
		if i > 0 {
			p.line(0, "")
		}
		p.line(0, "%s  %s", p.bold(oneLine(a.ID, maxTitle)), oneLine(a.Title, textQuote))
		label, _ := stateWords(a.Disposition)
		p.labelled(2, "explains", plural(a.Findings, "finding", "findings")+", "+strings.ToLower(label[:1])+label[1:])
		p.labelled(2, "cause", a.Cause)
		p.labelled(2, "to do", a.Do)
		p.tests(g.byArticle[a.ID])
		p.labelled(2, "read", "kbadvisor show "+oneLine(a.ID, maxTitle))
	}
}

// tests writes the tests whose findings one article explains.
func (p *printer) tests(groups []*group) {
	for i, g := range groups {
		if i == textTests {
			p.line(2, "and %s", plural(len(groups)-i, "more test", "more tests"))
			return
		}
		p.line(2, "%s", p.test(g))
		p.labelled(4, "on", places(g, textPlaces))
		sure := v1.Sure(g.Sample.Result.Confidence)
		if len(g.Sample.Others) > 0 {
			sure += ", as well as " + oneLine(strings.Join(g.Sample.Others, ", "), textQuote)
		}
		p.labelled(4, "how sure", sure)
		for _, e := range g.Sample.Evidence {
			p.labelled(4, "because", e.Why)
			p.quote(4, "it saw", e.Seen)
			p.quote(4, "it says", e.Says)
		}
	}
}

// test names a test with the number of its findings.
func (p *printer) test(g *group) string {
	name := p.bold(g.Title)
	if g.ID != "" && g.ID != g.Title {
		name = g.ID + "  " + name
	}
	name += ": " + plural(g.Count, "finding", "findings")
	if g.Severity != "" {
		name += ", " + g.Severity
	}
	return name
}

// places lists where the findings of a group are, the first ones.
func places(g *group, most int) string {
	list := strings.Join(g.Places[:min(len(g.Places), most)], ", ")
	if len(g.Places) > most {
		list += " and others"
	}
	return list
}

// absent writes the articles that are named and not here.
func (p *printer) absent(s v1.LinkSummary, g *digest) {
	ids := absent(s)
	if len(ids) == 0 {
		return
	}
	p.title("Named, but not in this knowledge base")
	for i, id := range ids {
		if i == textAbsent {
			p.line(2, "and %s", plural(len(ids)-i, "more article", "more articles"))
			return
		}
		p.line(2, "%s: %s", p.bold(oneLine(id, maxTitle)), plural(s.CitedAbsent[id], "finding", "findings"))
		for _, t := range g.byAbsent[id][:min(len(g.byAbsent[id]), textTests)] {
			p.line(4, "%s", p.test(t))
			p.labelled(6, "on", places(t, textPlaces))
		}
	}
}

// open writes the tests whose findings nothing explains, the worst first.
func (p *printer) open(g *digest) {
	if len(g.open) == 0 {
		return
	}
	p.title("Open: nothing here explains them")
	for i, t := range g.open {
		if i == textOpen {
			rest := 0
			for _, t := range g.open[i:] {
				rest += t.Count
			}
			p.line(2, "and %s of %s: --format json, csv or html lists them", plural(rest, "finding", "findings"), plural(len(g.open)-i, "more test", "more tests"))
			return
		}
		p.line(2, "%s", p.test(t))
		p.labelled(4, "on", places(t, textPlaces))
		if t.Reason != string(kb.NoCandidate) {
			p.labelled(4, "why", reasonWords(t.Reason))
		}
	}
}
