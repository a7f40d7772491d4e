package report

import (
	"fmt"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much of one finding a page has.
const (
	pageOutput   = 20_000 // bytes of one output
	pageOutputs  = 50
	pageWarnings = 20
	pageResults  = 5
)

// findingView is a finding on the page.
type findingView struct {
	N                              int
	Class, ClassName               string
	SeverityRank                   int
	Severity, SeverityTone         string
	Hosts, IDs, State              string
	Confidence                     int
	Title, Where, Service, Test    string
	Status, Reason, Absent, Others string
	Results                        []resultView
	Warnings                       []string
	Fields                         []fieldView
	Outputs                        []v1.FindingOutput
	About                          string
}

type fieldView struct{ Name, Text string }

type resultView struct {
	Anchor, ID, Title, Label, Tone, Sure string
	Tied, Advice                         bool
	Evidence                             []quoted
}

func newFindingView(n int, f v1.Finding, about string, articles map[string]v1.LinkedArticle) findingView {
	level := severityOf(f)
	v := findingView{
		N: n, Class: classOf(f), SeverityRank: int(level), Severity: oneLine(severityWords(f), 60), SeverityTone: level.tone(),
		Hosts: hostsOf(f), Title: oneLine(titleOf(f), pageTitle), Where: oneLine(where(f), pageTitle), Service: oneLine(f.Service, 60),
		Test: testName(f), Status: oneLine(f.Status, 100), Fields: fieldsOf(f), Outputs: outputsOf(f), About: about,
	}
	v.ClassName = className(v.Class)
	if f.Verdict == string(kb.Unexplained) {
		v.Reason = reasonWords(f.Reason)
	}
	if len(f.CitedAbsent) > 0 {
		v.Absent = oneLine(v1.Match{CitedAbsent: f.CitedAbsent}.Absent(), pageTitle)
	}
	for i, w := range f.Warnings {
		if i == pageWarnings {
			v.Warnings = append(v.Warnings, fmt.Sprintf("and %s", plural(len(f.Warnings)-i, "more", "more")))
			break
		}
		v.Warnings = append(v.Warnings, oneLine(w, pageTitle))
	}
	v.results(f, articles)
	return v
}

// className returns the words of a class.
func className(key string) string {
	for _, c := range classes() {
		if c.Key == key {
			return c.Name
		}
	}
	return key
}

// results shows the best result and those that are tied with it, and names the
// others.
func (v *findingView) results(f v1.Finding, articles map[string]v1.LinkedArticle) {
	var ids, others []string
	for i, r := range f.Results {
		ids = append(ids, r.ID)
		if i < pageResults && (i == 0 || r.Tied && f.Results[0].Tied) {
			v.Results = append(v.Results, newResultView(f, r, articles))
			continue
		}
		others = append(others, fmt.Sprintf("%s %s (%.0f %%)", r.ID, oneLine(r.Title, 100), 100*r.Confidence))
	}
	v.IDs, v.Others = strings.Join(ids, " "), strings.Join(others, "; ")
	if len(f.Results) > 0 {
		v.Confidence = int(100 * f.Results[0].Confidence)
		v.State = f.Results[0].Disposition
		if v.State == "" {
			v.State = "unknown"
		}
	}
}

func newResultView(f v1.Finding, r v1.FindingResult, articles map[string]v1.LinkedArticle) resultView {
	v := resultView{ID: r.ID, Title: oneLine(r.Title, pageTitle), Sure: upper(v1.Sure(r.Confidence)), Tied: r.Tied}
	if a, ok := articles[r.ID]; ok {
		v.Anchor, v.Advice = anchorOf(r.ID), a.Cause != "" || a.Do != ""
	}
	v.Label, v.Tone = stateWords(r.Disposition)
	for _, e := range r.Shown() {
		q := newQuoted(f, e)
		q.Why, q.Field = upper(q.Why), upper(q.Field)
		v.Evidence = append(v.Evidence, q)
	}
	return v
}

// upper returns a text with its first letter in upper case.
func upper(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// hostsOf returns the names and addresses that the filter for hosts looks at.
func hostsOf(f v1.Finding) string {
	all := append([]string{f.Host}, f.Names...)
	var out []string
	for _, h := range append(all, f.Addresses...) {
		if h = oneLine(h, pageTitle); h != "" && (len(out) == 0 || h != out[0]) && len(out) < pageResults {
			out = append(out, h)
		}
	}
	return strings.Join(out, " ")
}

// testName names the test beside its title.
func testName(f v1.Finding) string {
	tool, _, _ := strings.Cut(f.Scanner, " ")
	if tool == "" {
		tool, _, _ = strings.Cut(f.Format, "-")
	}
	if f.Plugin.ID == "" || f.Plugin.ID == titleOf(f) {
		return oneLine(tool, 60)
	}
	return oneLine(tool+" "+f.Plugin.ID, 100)
}

// fieldsOf lists what is known of a finding and not told at its top.
func fieldsOf(f v1.Finding) []fieldView {
	var out []fieldView
	add := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, fieldView{name, cut(text, pageOutput)})
		}
	}
	add("Names", strings.Join(f.Names, "\n"))
	add("Addresses", strings.Join(f.Addresses, "\n"))
	if f.Port > 0 {
		add("Port", strings.TrimSpace(fmt.Sprintf("%d/%s %s", f.Port, f.Protocol, f.Service)))
	}
	add("Product", f.Product+" "+f.Version)
	add("CPE", strings.Join(f.CPE, "\n"))
	add("System", f.System)
	add("Location", f.Location)
	add("Family", f.Plugin.Family)
	add("Scanner", f.Scanner)
	add("Report", f.Report)
	return out
}

// outputsOf returns the outputs, long ones cut.
func outputsOf(f v1.Finding) []v1.FindingOutput {
	var out []v1.FindingOutput
	for i, o := range f.Outputs {
		if i == pageOutputs {
			return append(out, v1.FindingOutput{ID: fmt.Sprintf("and %s", plural(len(f.Outputs)-i, "more output", "more outputs"))})
		}
		text := strings.ReplaceAll(o.Text, "\r\n", "\n")
		if n := len(text) - pageOutput; n > 0 {
			text = cut(text, pageOutput) + fmt.Sprintf("\n[%s bytes more; the JSON form of this report has them]", number(n))
		}
		out = append(out, v1.FindingOutput{ID: strings.ReplaceAll(oneLine(o.ID, 100), "_", " "), Text: text})
	}
	return out
}
