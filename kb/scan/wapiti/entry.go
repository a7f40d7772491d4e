package wapiti

import (
	"encoding/xml"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// entry is what was found at one place.
type entry struct {
	Level     string   `xml:"level"` // before 2.3 an attribute
	Method    string   `xml:"method"`
	Path      string   `xml:"path"`
	URL       string   `xml:"url"` // before 2.3
	Parameter string   `xml:"parameter"`
	Params    string   `xml:"parameters"` // before 2.3
	Info      string   `xml:"info"`
	Referer   string   `xml:"referer"`
	Module    string   `xml:"module"`
	Request   string   `xml:"http_request"`
	Curl      string   `xml:"curl_command"`
	WSTG      []string `xml:"wstg>code"`
	Response  struct {
		Status  string   `xml:"status_code"`
		Body    string   `xml:"body"`
		Headers []header `xml:"headers>header"`
	} `xml:"detail>response"`
	Other []struct {
		XMLName xml.Name
		Text    string `xml:",chardata"`
	} `xml:",any"`
}

// header is a header of a response.
type header struct {
	Name string `xml:"name,attr"`
	Text string `xml:",chardata"`
}

// finding returns what an entry of a kind says.
func (s *scan) finding(n entry, kind int) kb.Finding {
	var f kb.Finding
	if kind > 0 && kind <= len(s.kinds) {
		f = s.kinds[kind-1]
		f.Citations, f.Warnings = slices.Clip(f.Citations), slices.Clip(f.Warnings)
	}
	if s.told > maxTold {
		f.Warnings = append(f.Warnings, "the report describes more than is remembered; split the report")
	}
	f.Scanner, f.Plugin.ID, f.Severity = s.scanner, strings.TrimSpace(n.Module), strings.TrimSpace(n.Level)
	n.place(&f, s.target)
	fill.Say(&f, "info", n.Info)
	fill.Say(&f, "parameter", n.Parameter+n.Params)
	fill.Say(&f, "http_request", n.Request)
	fill.Say(&f, "response", n.response())
	fill.Say(&f, "curl_command", n.Curl)
	var a fill.Attributes
	a.Add("method", n.Method)
	a.Add("referer", n.Referer)
	a.Add("wstg", strings.Join(n.WSTG, ", "))
	for _, o := range n.Other {
		a.Add(o.XMLName.Local, o.Text)
	}
	a.Say(&f)
	return f
}

// place notes the URL of an entry: its path on the server that was asked, which may
// be another one than the target.
func (n entry) place(f *kb.Finding, target string) {
	path := strings.TrimSpace(n.Path + n.URL)
	if strings.Contains(path, "://") {
		target = path
	}
	scheme, rest, _ := strings.Cut(target, "://")
	server, _, _ := strings.Cut(rest, "/")
	for line := range strings.Lines(n.Request) {
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "host") && strings.TrimSpace(value) != "" {
			server = strings.TrimSpace(value)
			break
		}
	}
	switch {
	case strings.Contains(path, "://"):
		f.Location = path
	case server == "":
		f.Location = path
		return
	default:
		f.Location = strings.TrimPrefix(scheme+"://", "://") + server + "/" + strings.TrimPrefix(path, "/")
	}
	fill.Web(f, f.Location)
}

// response puts together what the report has of the answer.
func (n entry) response() string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(n.Response.Status))
	for _, h := range n.Response.Headers {
		b.WriteString("\n" + h.Name + ": " + strings.TrimSpace(h.Text))
	}
	return fill.Paragraphs(b.String(), n.Response.Body)
}
