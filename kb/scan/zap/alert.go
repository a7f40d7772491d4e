package zap

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxSite is how long the name of a site may be.
const maxSite = 4 << 10

// site is a server that was tested.
type site struct {
	name, host, port, ssl string
}

// newSite returns the site that an element describes.
func newSite(attributes map[string]string) site {
	var s site
	for name, value := range attributes {
		s.set(name, value)
	}
	return s
}

// set sets what an attribute, or a member with @ in front, tells.
func (s *site) set(name, value string) {
	value = fill.Brief(value, maxSite)
	switch name {
	case "name":
		s.name = value
	case "host":
		s.host = value
	case "port":
		s.port = value
	case "ssl":
		s.ssl = value
	}
}

// alert is what ZAP found in a site, as it is in XML and in JSON.
type alert struct {
	PluginID       stream.Texts `xml:"pluginid" json:"pluginid"`
	Ref            stream.Texts `xml:"alertRef" json:"alertRef"`
	Alert          stream.Texts `xml:"alert" json:"alert"`
	Name           stream.Texts `xml:"name" json:"name"`
	RiskCode       stream.Texts `xml:"riskcode" json:"riskcode"`
	RiskDesc       stream.Texts `xml:"riskdesc" json:"riskdesc"`
	Confidence     stream.Texts `xml:"confidence" json:"confidence"`
	Reliability    stream.Texts `xml:"reliability" json:"reliability"` // its name before 2.4
	ConfidenceDesc stream.Texts `xml:"confidencedesc" json:"confidencedesc"`
	Desc           stream.Texts `xml:"desc" json:"desc"`
	Instances      []instance   `xml:"instances>instance" json:"instances"`
	Count          stream.Texts `xml:"count" json:"count"`
	Solution       stream.Texts `xml:"solution" json:"solution"`
	OtherInfo      stream.Texts `xml:"otherinfo" json:"otherinfo"`
	Reference      stream.Texts `xml:"reference" json:"reference"`
	CWE            stream.Texts `xml:"cweid" json:"cweid"`
	WASC           stream.Texts `xml:"wascid" json:"wascid"`
	Tags           []tag        `xml:"tags>tag" json:"tags"`
	Source         stream.Texts `xml:"sourceid" json:"sourceid"`
	Systemic       stream.Texts `xml:"systemic" json:"systemic"`
	Other          []element    `xml:",any" json:"-"`
}

// tag is a label with what it stands for.
type tag struct {
	Tag  stream.Texts `xml:"tag" json:"tag"`
	Link stream.Texts `xml:"link" json:"link"`
}

// element is one that stands where another version has none.
type element struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

// finding returns what an alert says.
func (a alert) finding(scanner string, in site) kb.Finding {
	f := kb.Finding{
		Scanner: scanner, Severity: first(a.RiskDesc, a.RiskCode),
		Plugin:   kb.Plugin{ID: first(a.PluginID), Name: first(a.Alert, a.Name)},
		Solution: paragraphs(a.Solution), Description: paragraphs(a.Desc),
	}
	if first(a.Confidence, a.Reliability) == "0" {
		f.Status = "False Positive"
	}
	a.place(&f, in)
	for _, i := range a.Instances {
		i.outputs(&f)
	}
	fill.Say(&f, "otherinfo", paragraphs(a.OtherInfo))
	a.cite(&f)
	a.attributes(&f)
	if n, err := strconv.Atoi(first(a.Count)); err == nil && n > len(a.Instances) {
		f.Warnings = append(f.Warnings, fmt.Sprintf("the report has %d of %d instances", len(a.Instances), n))
	}
	return f
}

// place notes where the first instance is, and which server that is.
func (a alert) place(f *kb.Finding, in site) {
	if f.Location = strings.TrimSpace(in.name); len(a.Instances) > 0 {
		f.Location = first(a.Instances[0].URI, stream.Texts{in.name})
	}
	f.Port, _, _ = fill.Port(in.port) // the URL has it, too
	switch {
	case strings.EqualFold(in.ssl, "true"):
		f.Protocol, f.Service = "tcp", "https"
	case strings.EqualFold(in.ssl, "false"):
		f.Protocol, f.Service = "tcp", "http"
	}
	for _, url := range []string{in.host, in.name, f.Location} {
		fill.Web(f, url)
	}
}

// cite notes what an alert refers to.
func (a alert) cite(f *kb.Finding) {
	fill.References(f, "reference", paragraphs(a.Reference))
	for _, id := range []struct {
		kind, where string
		value       stream.Texts
	}{{"cwe", "cweid", a.CWE}, {"wasc", "wascid", a.WASC}} {
		if n, err := strconv.Atoi(first(id.value)); err != nil || n > 0 { // -1 and 0 stand for none
			fill.Cite(f, id.kind, first(id.value), id.where)
		}
	}
	for _, t := range a.Tags {
		kind := fill.ReferenceKind(first(t.Tag))
		if kind == "xref" {
			kind = "tag"
		}
		fill.Cite(f, kind, first(t.Tag), "tags")
		fill.Cite(f, "url", first(t.Link), "tags")
	}
}

// attributes adds what has no other place.
func (a alert) attributes(f *kb.Finding) {
	var all fill.Attributes
	all.Add("alertRef", first(a.Ref))
	if name := first(a.Name); name != f.Plugin.Name {
		all.Add("name", name)
	}
	all.Add("riskcode", first(a.RiskCode))
	all.Add("confidence", first(a.Confidence, a.Reliability))
	all.Add("count", first(a.Count))
	all.Add("systemic", first(a.Systemic))
	all.Add("sourceid", first(a.Source))
	all.Say(f)
}

// first returns the first text that is not empty.
func first(all ...stream.Texts) string {
	for _, texts := range all {
		for _, t := range texts {
			if t = strings.TrimSpace(t); t != "" {
				return t
			}
		}
	}
	return ""
}

// paragraphs returns a text without the tags that ZAP puts around each line. Other
// tags in it are words of the text.
func paragraphs(t stream.Texts) string {
	var out []string
	for _, s := range t {
		if s = strings.TrimSpace(s); strings.HasPrefix(s, "<p>") {
			s = strings.NewReplacer("<p>", "", "</p>", "\n").Replace(s)
		}
		out = append(out, fill.Tidy(s))
	}
	return fill.Paragraphs(out...)
}
