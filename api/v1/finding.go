package v1

import (
	"sort"

	"kbadvisor/kb"
)

// Finding is one result of a scanner with what the knowledge base says to it: one
// line of JSON Lines.
type Finding struct {
	Report   string        `json:"report" doc:"Name of the report's file; a member of a zip file is archive/member"`
	Format   string        `json:"format" doc:"Format of the report" example:"nessus-xml"`
	Scanner  string        `json:"scanner" doc:"Name and version of the scanner, what is known of it" example:"nmap 7.93"`
	Plugin   FindingPlugin `json:"plugin" doc:"The test that found it"`
	Severity string        `json:"severity" doc:"As the scanner gave it" example:"High"`
	Status   string        `json:"status,omitempty" doc:"As the scanner gave it" example:"suppressed"`

	Host      string   `json:"host" doc:"First name of the host, else its first address"`
	Address   string   `json:"address" doc:"First address of the host"`
	Names     []string `json:"names" nullable:"false" doc:"All names of the host"`
	Addresses []string `json:"addresses" nullable:"false" doc:"All addresses of the host"`
	Port      int      `json:"port" minimum:"0" doc:"0 for the host as a whole, or when it is not known"`
	Protocol  string   `json:"protocol" doc:"Transport" example:"tcp"`
	Service   string   `json:"service" example:"ftp" doc:"Service"`
	Product   string   `json:"product,omitempty" doc:"Product behind the service, or the component"`
	Version   string   `json:"version,omitempty" doc:"Version of the product"`
	CPE       []string `json:"cpe,omitempty" doc:"Names of the product in the Common Platform Enumeration"`
	System    string   `json:"system,omitempty" doc:"Operating system"`
	Location  string   `json:"location,omitempty" doc:"URL, file and line, or what else it was found in"`

	Outputs     []FindingOutput   `json:"outputs" nullable:"false" doc:"What the scanner saw, every output"`
	Description string            `json:"description,omitempty" doc:"What the scanner says of the problem"`
	Solution    string            `json:"solution,omitempty" doc:"What the scanner says to do"`
	References  []FindingCitation `json:"references" nullable:"false" doc:"What it refers to, in the order of the report"`
	Warnings    []string          `json:"warnings,omitempty" doc:"What could not be kept whole"`

	Verdict     string          `json:"verdict" enum:"explained,ambiguous,cited_absent,unexplained" doc:"Whether an article explains it"`
	Reason      string          `json:"reason" doc:"Why none does, empty when one does"`
	Results     []FindingResult `json:"results" nullable:"false" doc:"The articles that explain it, best first"`
	CitedAbsent []string        `json:"cited_absent" nullable:"false" doc:"Articles that it names and the knowledge base lacks"`
}

// FindingPlugin is a test of a scanner.
type FindingPlugin struct {
	ID     string `json:"id" doc:"Number or name of the test" example:"10079"`
	Name   string `json:"name" doc:"Title"`
	Family string `json:"family,omitempty" doc:"Group of tests"`
}

// FindingOutput is one text that a scanner saw.
type FindingOutput struct {
	ID   string `json:"id" doc:"What it is" example:"ftp-anon"`
	Text string `json:"text" doc:"The text, whole"`
}

// FindingCitation is something that a finding refers to.
type FindingCitation struct {
	Kind  string `json:"kind" doc:"What it names: cve, bid, cwe, ms, kb, url and others"`
	Value string `json:"value" doc:"As it stands in the report"`
	Where string `json:"where" doc:"The field of the report it stands in"`
}

// FindingResult is an article that may explain a finding.
type FindingResult struct {
	ID          string            `json:"id" doc:"Canonical id of the article" example:"Q239041"`
	Title       string            `json:"title" doc:"Title"`
	Confidence  float64           `json:"confidence" minimum:"0" maximum:"1" doc:"Probability that the article explains it"`
	Disposition string            `json:"disposition" doc:"State of the problem, empty when unknown"`
	Tied        bool              `json:"tied" doc:"As good as the result before or after it"`
	Evidence    []FindingEvidence `json:"evidence" nullable:"false" doc:"Why, strongest first"`
}

// FindingEvidence is one thing that a finding and an article have in common.
type FindingEvidence struct {
	Kind     string       `json:"kind" enum:"identifier,message,reply_code,state,product,text" doc:"What they have in common"`
	Observed FindingQuote `json:"observed" doc:"The words of the finding"`
	Article  Quote        `json:"article" doc:"The words of the article, with bytes of its source"`
	Before   string       `json:"before,omitempty" doc:"What stands before the words of the article, to the beginning of the paragraph; cut when it is long"`
	After    string       `json:"after,omitempty" doc:"What stands after them, to the end of the paragraph; cut when it is long"`
	Weight   float64      `json:"weight" minimum:"0" maximum:"1" doc:"Share of the score"`
}

// FindingQuote is a stretch of a field of a finding.
type FindingQuote struct {
	Field string `json:"field" doc:"The field: plugin.name, description, outputs[0].text; empty when no single one fits" example:"outputs[0].text"`
	Start int    `json:"start" minimum:"0" doc:"First byte in the field"`
	End   int    `json:"end" minimum:"0" doc:"Byte after the last one"`
	Text  string `json:"text" doc:"What stands there"`
}

// NewFinding returns the wire form of a finding of a report. The function returns
// an article of the answer, or nil when it cannot be had; its quotes are empty then.
func NewFinding(report string, l kb.Linked, article func(kb.ID) *kb.Article) Finding {
	f := l.Finding
	out := Finding{
		Report: report, Format: f.Format, Scanner: f.Scanner, Plugin: FindingPlugin{f.Plugin.ID, f.Plugin.Name, f.Plugin.Family},
		Severity: f.Severity, Status: f.Status, Host: first(f.Names, f.Addresses), Address: first(f.Addresses),
		Names: append([]string{}, f.Names...), Addresses: append([]string{}, f.Addresses...),
		Port: f.Port, Protocol: f.Protocol, Service: f.Service, Product: f.Product, Version: f.Version, CPE: f.CPE, System: f.System, Location: f.Location,
		Outputs:     each(f.Outputs, func(o kb.Output) FindingOutput { return FindingOutput{o.ID, o.Text} }),
		Description: f.Description, Solution: f.Solution, Warnings: f.Warnings,
		References: each(f.Citations, func(c kb.Citation) FindingCitation { return FindingCitation{c.Kind, c.Value, c.Where} }),
		Verdict:    string(l.Answer.Verdict), Reason: string(l.Answer.Reason),
		Results:     make([]FindingResult, 0, len(l.Answer.Matches)),
		CitedAbsent: each(l.Answer.CitedAbsent, func(id kb.ID) string { return string(id) }),
	}
	for _, m := range l.Answer.Matches {
		out.Results = append(out.Results, newFindingResult(m, l, article(m.ID)))
	}
	return out
}

// first returns the first value of the first list that has one.
func first(lists ...[]string) string {
	for _, l := range lists {
		if len(l) > 0 {
			return l[0]
		}
	}
	return ""
}

func newFindingResult(m kb.Match, l kb.Linked, a *kb.Article) FindingResult {
	return FindingResult{
		ID: string(m.ID), Title: m.Title, Confidence: m.Confidence, Disposition: string(m.Disposition), Tied: m.Tied,
		Evidence: each(m.Evidence, func(e kb.Evidence) FindingEvidence {
			before, after := around(a, e.Article)
			return FindingEvidence{
				Kind: string(e.Kind), Weight: e.Weight, Before: before, After: after,
				Observed: newFindingQuote(l, e.Observed), Article: newQuote(e.Article, Quoted(a, e.Article)),
			}
		}),
	}
}

// newFindingQuote returns where in the finding a span of the observation stands. A
// span over several fields has the words only.
func newFindingQuote(l kb.Linked, s kb.Span) FindingQuote {
	text := l.Answer.Observation.Text
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return FindingQuote{}
	}
	q := FindingQuote{Text: text[s.Start:s.End]}
	i := sort.Search(len(l.Parts), func(i int) bool { return l.Parts[i].Span.End > s.Start })
	if i < len(l.Parts) && l.Parts[i].Span.Start <= s.Start && s.End <= l.Parts[i].Span.End {
		p := l.Parts[i]
		q.Field, q.Start = p.Field, p.Offset+s.Start-p.Span.Start
		q.End = q.Start + s.Len()
	}
	return q
}

// LinkSummary counts the findings of some reports.
type LinkSummary struct {
	Reports      []LinkedReport  `json:"reports" nullable:"false" doc:"The reports, in the order in which they were given"`
	Findings     int             `json:"findings" minimum:"0" doc:"How many there are"`
	Verdicts     map[string]int  `json:"verdicts" doc:"How many have each verdict"`
	Reasons      map[string]int  `json:"reasons" doc:"How many of those that nothing explains have each reason"`
	Dispositions map[string]int  `json:"dispositions" doc:"How many of those that are explained or ambiguous have each state of their first article; unknown when it has none"`
	Hosts        []LinkedHost    `json:"hosts" nullable:"false" doc:"The hosts, the one with most findings first; 1,000 at most. Of more than 100,000 hosts those that come later are counted only"`
	HostCount    int             `json:"host_count" minimum:"0" doc:"How many hosts there are"`
	Articles     []LinkedArticle `json:"articles" nullable:"false" doc:"The articles that explain something, the one with most findings first"`
	CitedAbsent  map[string]int  `json:"cited_absent" doc:"How many findings name each article that the knowledge base lacks; the first 100,000 articles"`
	Fingerprint  string          `json:"fingerprint" doc:"Of the knowledge base that was asked"`
}

// LinkedReport is one report.
type LinkedReport struct {
	Name     string `json:"name" doc:"Name of its file"`
	Format   string `json:"format" doc:"Format, empty when it is not known"`
	Findings int    `json:"findings" minimum:"0" doc:"How many findings were read"`
	Error    string `json:"error,omitempty" doc:"Why it could not be read, or not to its end, with the place"`
}

// LinkedHost is a host with findings.
type LinkedHost struct {
	Host        string `json:"host" doc:"Its first name, else its first address"`
	Findings    int    `json:"findings" minimum:"0" doc:"How many findings it has"`
	Explained   int    `json:"explained" minimum:"0" doc:"How many of them an article explains, or several"`
	Unexplained int    `json:"unexplained" minimum:"0" doc:"How many of them nothing explains, healthy ones not among them"`
}

// LinkedArticle is an article that is the first result of some findings.
type LinkedArticle struct {
	ID          string `json:"id" doc:"Canonical id"`
	Title       string `json:"title" doc:"Title"`
	Disposition string `json:"disposition" doc:"State of the problem, empty when unknown"`
	Findings    int    `json:"findings" minimum:"0" doc:"How many findings it explains"`
	Cause       string `json:"cause,omitempty" doc:"Beginning of what the article says of the cause"`
	Do          string `json:"do,omitempty" doc:"Beginning of what the article says to do"`
}
