package report

import (
	"fmt"
	"html/template"
	"strings"

	v1 "kbadvisor/api/v1"
)

// How much of a summary stands at the top of a page.
const (
	pageHosts  = 10
	pageAbsent = 500
	pageTitle  = 300 // bytes of a title
)

// headView is the page down to its first finding.
type headView struct {
	Policy, Title, Lead, Date string
	Style                     template.CSS
	Charts                    bool
	chartsView
	Broken     []fieldView // names of reports, with what went wrong
	BrokenSays string
	Jump       []jump
	Articles   []articleView
	Absent     []countView
	AbsentMore string
	Over       string
	Severities []countView
	AllHosts   []string

	script string
}

type jump struct{ ID, Label string }

type articleView struct {
	Anchor, ID, Title, Short, Count string
	Label, Tone                     string
	Cause, Do                       []string
}

func newHead(d Document, o Options) (*headView, error) {
	css, err := style()
	if err != nil {
		return nil, err
	}
	script, err := asset("page.js")
	if err != nil {
		return nil, err
	}
	s := d.Summary
	v := &headView{
		Policy: policy(css, script), Style: template.CSS(css), script: script,
		Title: headline(s), Lead: lead(s), Charts: s.Findings > 0, chartsView: newCharts(s),
	}
	if !o.Time.IsZero() {
		v.Date = o.Time.Format("2006-01-02")
	}
	for _, r := range s.Reports {
		if r.Error != "" {
			v.Broken = append(v.Broken, fieldView{oneLine(r.Name, pageTitle), oneLine(trouble(r), 4*pageTitle)})
		}
	}
	v.BrokenSays = plural(len(v.Broken), "file was not read, or not to its end", "files were not read, or not to their ends")
	for _, a := range s.Articles {
		v.Articles = append(v.Articles, newArticleView(a))
	}
	for _, h := range s.Hosts {
		v.AllHosts = append(v.AllHosts, h.Host)
	}
	v.absent(s)
	v.over(s)
	tests, err := v.severities(d)
	v.jumps(s, tests)
	return v, err
}

// headline is the one sentence that everybody reads.
func headline(s v1.LinkSummary) string {
	n := classCount(s, "explained") + classCount(s, "ambiguous")
	switch {
	case s.Findings == 0:
		return "No findings"
	case s.Findings == 1 && n == 0:
		return "The one finding is not explained"
	case n == 0:
		return fmt.Sprintf("None of %s findings is explained", number(s.Findings))
	case s.Findings == 1:
		return "The one finding is explained"
	case n == s.Findings:
		return fmt.Sprintf("All %s findings are explained", number(n))
	case n == 1:
		return fmt.Sprintf("1 of %s findings is explained", number(s.Findings))
	}
	return fmt.Sprintf("%s of %s findings are explained", number(n), number(s.Findings))
}

// lead says what was read and what it came to.
func lead(s v1.LinkSummary) string {
	var names []string
	for _, r := range s.Reports[:min(len(s.Reports), 3)] {
		names = append(names, oneLine(base(r.Name), pageTitle))
	}
	from := strings.Join(names, ", ")
	if n := len(s.Reports) - len(names); n > 0 {
		from += fmt.Sprintf(" and %s more", number(n))
	}
	parts := []string{}
	if n := len(s.Articles); n > 0 {
		parts = append(parts, plural(n, "article explains", "articles explain")+" what was found")
	}
	if n := len(s.CitedAbsent); n > 0 {
		parts = append(parts, plural(n, "article is", "articles are")+" named that this knowledge base does not have")
	}
	if n := classCount(s, "unexplained"); n > 0 {
		parts = append(parts, plural(n, "finding stays", "findings stay")+" open")
	}
	text := "From " + from
	if s.HostCount > 0 {
		text += ", on " + plural(s.HostCount, "host", "hosts")
	}
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, "; ")
	}
	return text + "."
}

// base returns the last part of the name of a file: a page that is mailed need not
// say at its top where its maker keeps reports.
func base(name string) string {
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

func newArticleView(a v1.LinkedArticle) articleView {
	v := articleView{
		Anchor: anchorOf(a.ID), ID: a.ID, Title: oneLine(a.Title, pageTitle), Short: oneLine(a.Title, 50),
		Count: "Explains " + plural(a.Findings, "finding", "findings"), Cause: lines(a.Cause), Do: lines(a.Do),
	}
	v.Label, v.Tone = stateWords(a.Disposition)
	return v
}

// anchorOf names the place of an article on the page.
func anchorOf(id string) string { return "article-" + id }

// lines returns the lines of a text that are not empty.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// absent lists the articles that are named and not here.
func (v *headView) absent(s v1.LinkSummary) {
	ids := absent(s)
	for _, id := range ids[:min(len(ids), pageAbsent)] {
		v.Absent = append(v.Absent, countView{ID: id, Count: plural(s.CitedAbsent[id], "finding", "findings")})
	}
	if n := len(ids) - pageAbsent; n > 0 {
		v.AbsentMore = fmt.Sprintf("and %s", plural(n, "more article", "more articles"))
	}
}

// over says how many findings are too many for a page.
func (v *headView) over(s v1.LinkSummary) {
	if n := s.Findings - maxOnPage; n > 0 {
		v.Over = fmt.Sprintf("This page has the first %s of %s findings, explained ones before open ones. The other %s are in the CSV and JSON forms of this report.", number(maxOnPage), number(s.Findings), number(n))
	}
}

// jumps names the parts of the page.
func (v *headView) jumps(s v1.LinkSummary, tests bool) {
	if len(s.Articles) > 0 {
		v.Jump = append(v.Jump, jump{"articles", "What explains them"})
	}
	if len(s.CitedAbsent) > 0 {
		v.Jump = append(v.Jump, jump{"absent", "Named, not here"})
	}
	v.Jump = append(v.Jump, jump{"findings", "Findings"})
	if tests {
		v.Jump = append(v.Jump, jump{"tests", "What the scanner says of its tests"})
	}
	v.Jump = append(v.Jump, jump{"about", "How to read this page"})
}

// footView is the page after its last finding.
type footView struct {
	Tests                bool
	Reports              []v1.LinkedReport
	Version, Fingerprint string
	Script               template.JS
}

func newFoot(s v1.LinkSummary, o Options, script string, tests bool) footView {
	return footView{tests, s.Reports, o.Version, s.Fingerprint, template.JS(script)}
}
