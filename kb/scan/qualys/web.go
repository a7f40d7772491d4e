package qualys

import (
	"encoding/xml"
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// webCheck is an entry of the glossary of a report on web applications.
type webCheck struct {
	QID         string     `xml:"QID"`
	Category    string     `xml:"CATEGORY"`
	Severity    string     `xml:"SEVERITY"`
	Title       string     `xml:"TITLE"`
	Group       string     `xml:"GROUP"`
	Description fill.Inner `xml:"DESCRIPTION"`
	Impact      fill.Inner `xml:"IMPACT"`
	Solution    fill.Inner `xml:"SOLUTION"`
	OWASP       []string   `xml:"OWASP"`
	WASC        []string   `xml:"WASC"`
	CWE         []string   `xml:"CWE"`
	CVE         []string   `xml:"CVE"`
	CVSS        string     `xml:"CVSS_BASE"`
	CVSS3       string     `xml:"CVSS_V3>BASE"`
	Temporal    string     `xml:"CVSS_TEMPORAL"`
	Temporal3   string     `xml:"CVSS_V3>TEMPORAL"`
}

// webFinding is a result: VULNERABILITY, SENSITIVE_CONTENT or INFORMATION_GATHERED.
type webFinding struct {
	QID        string    `xml:"QID"`
	URL        string    `xml:"URL"`
	Param      string    `xml:"PARAM"`
	Form       string    `xml:"FORM_ENTRY_POINT"`
	Path       []string  `xml:"ACCESS_PATH>URL"`
	Status     string    `xml:"STATUS"`
	Potential  string    `xml:"POTENTIAL"`
	Ignored    string    `xml:"IGNORED"`
	Comment    string    `xml:"IGNORE_COMMENT"`
	Content    string    `xml:"CONTENT"`
	Data       packed    `xml:"DATA"`
	Payloads   []payload `xml:"PAYLOADS>PAYLOAD"`
	Occurrence []payload `xml:"INSTANCES>INSTANCE"`
	Others     []extra   `xml:",any"`
}

// payload is what was sent, and what came back.
type payload struct {
	Text    string `xml:"PAYLOAD"`
	Request struct {
		Method  string `xml:"METHOD"`
		URL     string `xml:"URL"`
		Headers []struct {
			Key   string `xml:"key"`
			Value string `xml:"value"`
		} `xml:"HEADERS>HEADER"`
		Body packed `xml:"BODY"`
	} `xml:"REQUEST"`
	Response struct {
		Contents packed `xml:"CONTENTS"`
		Evidence packed `xml:"EVIDENCE"`
	} `xml:"RESPONSE"`
}

// packed is a text that may be in base64.
type packed struct {
	Base64 string `xml:"base64,attr"`
	Value  string `xml:",chardata"`
}

func (p packed) text() string {
	if isTrue(p.Base64) {
		return fill.Decoded(p.Value)
	}
	return p.Value
}

// webKinds are the elements of a result, and the status of what they hold.
var webKinds = map[string]string{"VULNERABILITY": "vulnerability", "SENSITIVE_CONTENT": "sensitive content", "INFORMATION_GATHERED": "information gathered"}

// readWeb reads a report on web applications.
func readWeb(r *stream.Report, emit stream.Emit) error {
	var apps []string
	known, err := glossary(r, func(x *stream.XML, path string, known *fill.Glossary) error {
		switch {
		case strings.HasSuffix(path, "APPENDIX/WEBAPP/URL"), strings.HasSuffix(path, "APPENDIX/WEB_APPLICATION/URL"):
			var url string
			err := x.Decode(&url)
			apps = append(apps[:min(len(apps), 1)], url)
			return err
		case strings.HasSuffix(path, "/QID_LIST/QID"):
			var c webCheck
			if err := x.Decode(&c); err != nil {
				return err
			}
			known.Add(c.QID, c.finding())
		}
		return nil
	})
	if err != nil {
		return err
	}
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	app := ""
	if len(apps) == 1 {
		app = apps[0]
	}
	return x.Each(func(path string, e xml.StartElement) error {
		kind := webKinds[e.Name.Local]
		switch {
		case strings.HasSuffix(path, "RESULTS/WEB_APPLICATION/URL"):
			return x.Decode(&app)
		case kind == "" || !strings.HasSuffix(path, "_LIST/"+e.Name.Local):
			return nil
		}
		var w webFinding
		if err := x.Decode(&w); err != nil {
			return err
		}
		f, _ := known.Find(some(w.QID))
		return emit(w.finding(f, kind, app))
	})
}

// finding returns what the glossary says.
func (c webCheck) finding() kb.Finding {
	f := kb.Finding{Severity: strings.TrimSpace(c.Severity), Plugin: kb.Plugin{
		ID: strings.TrimSpace(c.QID), Name: strings.TrimSpace(c.Title), Family: strings.Join(fill.Some(c.Category, c.Group), ", "),
	}}
	f.Description = fill.Paragraphs(prose(&f, "description", string(c.Description)), prose(&f, "impact", string(c.Impact)))
	f.Solution = prose(&f, "solution", string(c.Solution))
	for _, p := range []struct {
		kind   string
		values []string
	}{{"cve", c.CVE}, {"cwe", c.CWE}, {"owasp", c.OWASP}, {"wasc", c.WASC}} {
		for _, v := range strings.Split(strings.Join(p.values, ","), ",") {
			fill.Cite(&f, p.kind, some(v), p.kind)
		}
	}
	fill.Cite(&f, "cvss", some(c.CVSS), "cvss_base")
	fill.Cite(&f, "cvss", some(c.CVSS3), "cvss_v3")
	fill.Cite(&f, "cvss", some(c.Temporal), "cvss_temporal")
	fill.Cite(&f, "cvss", some(c.Temporal3), "cvss_v3 temporal")
	return f
}

// finding adds a result to what the glossary says of its QID.
func (w webFinding) finding(f kb.Finding, kind, app string) kb.Finding {
	f.Scanner = "Qualys WAS"
	if isTrue(w.Potential) {
		kind = "potential " + kind
	}
	f.Status = strings.Join(fill.Some(kind, w.Status, mark(w.Ignored, "ignored"), w.Comment), ", ")
	for _, url := range fill.Some(w.URL, app) {
		fill.Web(&f, url)
	}
	fill.Say(&f, "data", strings.TrimSpace(w.Data.text()))
	fill.Say(&f, "content", strings.TrimSpace(w.Content))
	fill.Say(&f, "param", some(w.Param))
	for i, p := range append(w.Payloads, w.Occurrence...) {
		p.say(&f, i+1)
	}
	fill.Say(&f, "form_entry_point", some(w.Form))
	fill.Say(&f, "access_path", strings.Join(fill.Some(w.Path...), "\n"))
	var a fill.Attributes
	for _, o := range w.Others {
		o.add(&a, "")
	}
	a.Say(&f)
	return f
}

// say adds a payload to the outputs. The second one and those after it have a
// number.
func (p payload) say(f *kb.Finding, n int) {
	suffix := ""
	if n > 1 {
		suffix = fmt.Sprintf("_%d", n)
	}
	fill.Say(f, "payload"+suffix, some(p.Text))
	fill.Say(f, "request"+suffix, p.request())
	fill.Say(f, "response"+suffix, strings.TrimSpace(p.Response.Contents.text()))
	fill.Say(f, "evidence"+suffix, strings.TrimSpace(p.Response.Evidence.text()))
}

// request puts a request together again.
func (p payload) request() string {
	r := p.Request
	var b strings.Builder
	fmt.Fprintln(&b, strings.TrimSpace(r.Method), strings.TrimSpace(r.URL))
	for _, h := range r.Headers {
		fmt.Fprintf(&b, "%s: %s\n", strings.TrimSpace(h.Key), strings.TrimSpace(h.Value))
	}
	if body := strings.TrimSpace(r.Body.text()); body != "" {
		fmt.Fprintf(&b, "\n%s", body)
	}
	return strings.TrimSpace(b.String())
}
