package metasploit

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// webVuln is a vulnerability of a web site.
type webVuln struct {
	Name        text `xml:"name"`
	Category    text `xml:"category"`
	Legacy      text `xml:"legacy-category"`
	Risk        text `xml:"risk"`       // 0 to 5
	Confidence  text `xml:"confidence"` // percent
	Description text `xml:"description"`
	Blame       text `xml:"blame"` // what to change

	Host    text   `xml:"host"`
	VHost   text   `xml:"vhost"`
	Port    text   `xml:"port"`
	TLS     text   `xml:"ssl"` // "true"
	Method  text   `xml:"method"`
	Path    text   `xml:"path"`
	Query   text   `xml:"query"`
	Field   text   `xml:"pname"`
	Params  text   `xml:"params"`
	Request text   `xml:"request"`
	Payload text   `xml:"payload"`
	Proof   text   `xml:"proof"`
	Proofs  []text `xml:"proofs>proof"`
}

// finding returns the finding of a vulnerability of a web site.
func (v webVuln) finding() kb.Finding {
	f := kb.Finding{
		Plugin: kb.Plugin{ID: string(v.Name), Name: string(v.Name), Family: first(v.Category, v.Legacy, "web vulnerability")}, Severity: string(v.Risk),
		Names: fill.Some(string(v.VHost)), Addresses: fill.Some(string(v.Host)), Protocol: "tcp", Service: "http",
	}
	f.Port, _, _ = fill.Port(string(v.Port))
	if v.TLS == "true" {
		f.Service = "https"
	}
	f.Location = v.url(f.Service)
	f.Description = fill.Prose(&f, "description", string(v.Description))
	f.Solution = fill.Prose(&f, "blame", string(v.Blame))
	for _, o := range []struct {
		id   string
		text text
	}{{"method", v.Method}, {"parameter", v.Field}, {"parameters", v.Params}, {"request", v.Request}, {"payload", v.Payload}, {"proof", v.Proof}, {"confidence", v.Confidence}} {
		if o.text.isText() {
			fill.Say(&f, o.id, string(o.text))
		} else if o.text != "" {
			f.Warnings = append(f.Warnings, o.id+" not read: it is an object of Ruby")
		}
	}
	for _, p := range v.Proofs {
		fill.Say(&f, "proof", string(p))
	}
	return f
}

// url returns where the vulnerability is.
func (v webVuln) url(scheme string) string {
	at := first(v.VHost, v.Host)
	if strings.Contains(at, ":") {
		at = "[" + at + "]"
	}
	if at == "" {
		return string(v.Path)
	}
	if v.Port != "" {
		at += ":" + string(v.Port)
	}
	path := string(v.Path)
	if v.Query != "" {
		path += "?" + string(v.Query)
	}
	return scheme + "://" + at + path
}
