// Package appspider reads the summary of vulnerabilities that AppSpider writes
// (VulnerabilitiesSummary.xml).
package appspider

import (
	"encoding/xml"
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "appspider-xml", Title: "AppSpider summary (VulnSummary)",
		Reads: "every vulnerability, with its attacks, requests and responses", Is: func(h stream.Head) bool { return h.Root == "VulnSummary" }, Reader: read,
	}}
}

// read reads a summary.
func read(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	version := ""
	return x.Each(func(path string, e xml.StartElement) error {
		switch {
		case path == "VulnSummary/AppVersion":
			return x.Decode(&version)
		case e.Name.Local == "Vuln":
			var v vuln
			if err := x.Decode(&v); err != nil {
				return err
			}
			f := v.finding()
			f.Scanner = strings.Join(fill.Some("AppSpider", version), " ")
			return emit(f)
		}
		return nil
	})
}

// vuln is a finding.
type vuln struct {
	Site           string     `xml:"WebSite"`
	SiteIP         string     `xml:"WebSiteIP"`
	Type           string     `xml:"VulnType"`
	URL            string     `xml:"VulnUrl"`
	Page           string     `xml:"Page"`
	Matched        string     `xml:"MatchedString"`
	PostParams     string     `xml:"NormalizedPostParams"`
	Parameter      string     `xml:"ParameterName"`
	Module         string     `xml:"ModuleId"`
	AttackType     string     `xml:"AttackType"`
	AttackClass    string     `xml:"AttackClass"`
	Score          string     `xml:"AttackScore"` // "2-Low"
	AttackValue    string     `xml:"AttackValue"`
	Original       string     `xml:"OriginalValue"`
	Method         string     `xml:"Method"`
	Description    fill.Inner `xml:"Description"`
	Recommendation fill.Inner `xml:"Recommendation"`
	Request        string     `xml:"CrawlTraffic"`         // in base64
	Response       string     `xml:"CrawlTrafficResponse"` // in base64
	Attacks        []attack   `xml:"AttackList>Attack"`

	Confidence string `xml:"Confidence"`
	ParamType  string `xml:"VulnParamType"`
	Entity     string `xml:"HtmlEntityAttacked"`
	Date       string `xml:"ScanDate"`
	Cause      string `xml:"RootCauseId"`

	CWE       string `xml:"CweId"`
	CAPEC     string `xml:"CAPEC"`
	DISA      string `xml:"DISSA_ASC"`
	OWASP2007 string `xml:"OWASP2007"`
	OWASP2010 string `xml:"OWASP2010"`
	OWASP2013 string `xml:"OWASP2013"`
	OWASP2017 string `xml:"OWASP2017"`
	OWASP2021 string `xml:"OWASP2021"`
	OVAL      string `xml:"OVAL"`
	WASC      string `xml:"WASC"`
	CVE       string `xml:"CVE"`
}

// attack is one try.
type attack struct {
	ID          string `xml:"AttackId"`
	Value       string `xml:"AttackValue"`
	URL         string `xml:"AttackVulnUrl"`
	PostParams  string `xml:"AttackPostParams"`
	Matched     string `xml:"AttackMatchedString"`
	Description string `xml:"AttackDescription"`
	Config      string `xml:"AttackConfigDescription"`
	Notes       string `xml:"AttackUserNotes"`
	Traffic     []struct {
		Request  string `xml:"Request"`  // in base64
		Response string `xml:"Response"` // in base64
	} `xml:"AttackRequestList>AttackRequest"`
}

func (v vuln) finding() kb.Finding {
	f := kb.Finding{Severity: some(v.Score), Addresses: fill.Some(some(v.SiteIP)), Plugin: kb.Plugin{
		ID: some(v.Module), Name: some(v.Type), Family: strings.Join(fill.Some(some(v.AttackType), some(v.AttackClass)), ", "),
	}}
	for _, url := range fill.Some(some(v.URL), some(v.Page), some(v.Site)) {
		fill.Web(&f, url)
	}
	f.Description = fill.Prose(&f, "Description", string(v.Description))
	f.Solution = fill.Prose(&f, "Recommendation", string(v.Recommendation))
	for _, o := range []kb.Output{
		{ID: "matched_string", Text: some(v.Matched)}, {ID: "parameter", Text: some(v.Parameter)}, {ID: "method", Text: some(v.Method)}, {ID: "post_params", Text: some(v.PostParams)},
		{ID: "attack_value", Text: some(v.AttackValue)}, {ID: "original_value", Text: some(v.Original)},
		{ID: "request", Text: fill.Decoded(some(v.Request))}, {ID: "response", Text: fill.Decoded(some(v.Response))},
	} {
		fill.Say(&f, o.ID, o.Text)
	}
	for i, a := range v.Attacks {
		a.say(&f, i+1)
	}
	v.cite(&f)
	var said fill.Attributes
	for _, p := range [][2]string{{"Confidence", v.Confidence}, {"VulnParamType", v.ParamType}, {"HtmlEntityAttacked", v.Entity}, {"ScanDate", v.Date}, {"RootCauseId", v.Cause}} {
		said.Add(p[0], some(p[1]))
	}
	said.Say(&f)
	return f
}

// say adds an attack to the outputs.
func (a attack) say(f *kb.Finding, n int) {
	id := fmt.Sprintf("attack_%d", n)
	fill.Say(f, id, strings.Join(fill.Some(some(a.ID), some(a.Config), some(a.URL), some(a.PostParams), some(a.Value), some(a.Matched), some(a.Description), some(a.Notes)), "\n"))
	for _, t := range a.Traffic {
		fill.Say(f, id+"_request", fill.Decoded(some(t.Request)))
		fill.Say(f, id+"_response", fill.Decoded(some(t.Response)))
	}
}

// cite adds the numbers that the finding has in lists. Zero is none.
func (v vuln) cite(f *kb.Finding) {
	for _, c := range []kb.Citation{
		{Kind: "cve", Value: v.CVE, Where: "CVE"}, {Kind: "cwe", Value: v.CWE, Where: "CweId"}, {Kind: "capec", Value: v.CAPEC, Where: "CAPEC"}, {Kind: "disa", Value: v.DISA, Where: "DISSA_ASC"},
		{Kind: "owasp", Value: v.OWASP2007, Where: "OWASP2007"}, {Kind: "owasp", Value: v.OWASP2010, Where: "OWASP2010"}, {Kind: "owasp", Value: v.OWASP2013, Where: "OWASP2013"},
		{Kind: "owasp", Value: v.OWASP2017, Where: "OWASP2017"}, {Kind: "owasp", Value: v.OWASP2021, Where: "OWASP2021"}, {Kind: "oval", Value: v.OVAL, Where: "OVAL"}, {Kind: "wasc", Value: v.WASC, Where: "WASC"},
	} {
		if c.Value = some(c.Value); c.Value != "0" {
			fill.Cite(f, c.Kind, c.Value, c.Where)
		}
	}
}

// some returns a value, or nothing for the words that stand for none.
func some(s string) string {
	if s = strings.TrimSpace(s); strings.EqualFold(s, "N/A") {
		return ""
	}
	return s
}
