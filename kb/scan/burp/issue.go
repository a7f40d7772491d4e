package burp

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// issue is what Burp found at one place, as it is in XML.
type issue struct {
	Type       string `xml:"type"`
	Name       string `xml:"name"`
	Serial     string `xml:"serialNumber"`
	Host       host   `xml:"host"`
	Path       string `xml:"path"`
	Location   string `xml:"location"`
	Severity   string `xml:"severity"`
	Confidence string `xml:"confidence"`

	Background      string     `xml:"issueBackground"`
	Remediation     string     `xml:"remediationBackground"`
	RemediationHere string     `xml:"remediationDetail"`
	References      string     `xml:"references"`
	Classes         string     `xml:"vulnerabilityClassifications"`
	Detail          string     `xml:"issueDetail"`
	DetailItems     []string   `xml:"issueDetailItems>issueDetailItem"`
	Exchanges       []exchange `xml:"requestresponse"`
	Other           []node     `xml:",any"` // events of Collaborator, analysis of scripts
}

// host is a server.
type host struct {
	IP  string `xml:"ip,attr"`
	URL string `xml:",chardata"`
}

// exchange is a request with its response.
type exchange struct {
	Request  node `xml:"request"`
	Response node `xml:"response"`
}

// node is any element.
type node struct {
	XMLName xml.Name
	Base64  string `xml:"base64,attr"`
	Text    string `xml:",chardata"`
	Nodes   []node `xml:",any"`
}

// readXML reads the issues.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	scanner := "Burp Suite"
	return x.Each(func(_ string, e xml.StartElement) error {
		switch e.Name.Local {
		case "issues":
			for _, a := range e.Attr {
				if a.Name.Local == "burpVersion" {
					scanner = strings.TrimSpace("Burp Suite " + fill.Brief(a.Value, 100))
				}
			}
		case "issue":
			var i issue
			if err := x.Decode(&i); err != nil {
				return err
			}
			return emit(i.finding(scanner))
		}
		return nil
	})
}

// finding returns what an issue says.
func (i issue) finding(scanner string) kb.Finding {
	f := kb.Finding{
		Scanner: scanner, Plugin: kb.Plugin{ID: strings.TrimSpace(i.Type), Name: strings.TrimSpace(i.Name)},
		Severity: strings.TrimSpace(i.Severity), Status: strings.TrimSpace(i.Confidence),
	}
	place(&f, i.Host.URL, i.Location, i.Path)
	f.Addresses = fill.Some(append(f.Addresses, i.Host.IP)...)
	f.Description = fill.Prose(&f, "issueBackground", i.Background)
	f.Solution = fill.Paragraphs(fill.Prose(&f, "remediationBackground", i.Remediation), fill.Prose(&f, "remediationDetail", i.RemediationHere))
	refer(&f, "references", i.References)
	classify(&f, "vulnerabilityClassifications", i.Classes)
	fill.Say(&f, "issueDetail", fill.Prose(&f, "issueDetail", i.Detail))
	for _, d := range i.DetailItems {
		fill.Say(&f, "issueDetailItem", fill.Prose(&f, "issueDetailItem", d))
	}
	for _, e := range i.Exchanges {
		fill.Say(&f, "request", e.Request.text())
		fill.Say(&f, "response", e.Response.text())
	}
	for _, n := range i.Other {
		fill.Say(&f, n.XMLName.Local, n.lines())
	}
	var a fill.Attributes
	a.Add("serialNumber", i.Serial)
	a.Say(&f)
	return f
}

// place notes the server, and where on it an issue is: its path, with the parameter
// if the report tells.
func place(f *kb.Finding, server string, paths ...string) {
	server = strings.TrimSpace(server)
	fill.Web(f, server)
	for _, p := range paths {
		if p = strings.TrimSpace(p); p != "" {
			f.Location = strings.TrimSuffix(server, "/") + p
			return
		}
	}
}

// text returns the text of an element.
func (n node) text() string {
	if strings.EqualFold(n.Base64, "true") {
		return message(n.Text)
	}
	return strings.TrimSpace(n.Text)
}

// lines returns the elements in an element, one below the other with their names.
func (n node) lines() string {
	if len(n.Nodes) == 0 {
		return n.text()
	}
	var out []string
	for _, in := range n.Nodes {
		text := in.lines()
		switch {
		case strings.TrimSpace(text) == "":
		case len(in.Nodes) > 0:
			out = append(out, text)
		default:
			out = append(out, in.XMLName.Local+": "+text)
		}
	}
	return strings.Join(out, "\n")
}
