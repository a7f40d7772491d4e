package nuclei

import (
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// finding returns what a match says.
func finding(m members) kb.Finding {
	info := m.object("info")
	if info == nil {
		info = m
	}
	f := kb.Finding{
		Scanner: "nuclei", Severity: info.text("severity"),
		Plugin:      kb.Plugin{ID: m.text("templateid", "template"), Name: info.text("name"), Family: m.text("type")},
		Description: fill.Paragraphs(info.text("description"), info.text("impact")), Solution: info.text("remediation"),
	}
	if m.text("matcherstatus") == "false" {
		f.Status = "not matched"
	}
	place(&f, m)
	seen(&f, m)
	cite(&f, m, info)
	f.Product = info.object("metadata").text("product")
	attributes(&f, m, info)
	return f
}

// place notes where a template matched. That is more exact than the host it was
// started for: a template may go to another port.
func place(f *kb.Finding, m members) {
	url, host := whole(m.text("url")), whole(m.text("host"))
	f.Location = whole(m.text("matchedat", "matched", "url", "host"))
	f.Addresses = fill.Some(strings.TrimSuffix(m.text("ip"), "."))
	if f.Plugin.Family == "file" || f.Plugin.Family == "code" { // these have paths
		return
	}
	fill.Web(f, f.Location)
	if f.Port == 0 {
		f.Port, _, _ = fill.Port(m.text("port"))
	}
	if f.Port == 0 && f.Plugin.Family != "dns" {
		fill.Web(f, url)
		fill.Web(f, host)
	}
	for _, other := range []string{url, host} {
		var at kb.Finding
		fill.Web(&at, other)
		f.Names, f.Addresses = fill.Some(append(f.Names, at.Names...)...), fill.Some(append(f.Addresses, at.Addresses...)...)
	}
	if f.Service == "" {
		f.Service = m.text("scheme")
	}
	if f.Port > 0 {
		f.Protocol = "tcp"
	}
}

// whole returns a URL without the slash that templates in JavaScript have before it.
func whole(url string) string {
	if strings.HasPrefix(url, "/http") && strings.Contains(url, "://") {
		return url[1:]
	}
	return url
}

// seen adds what was seen: first what the template took out of it.
func seen(f *kb.Finding, m members) {
	for _, id := range []string{"matcher-name", "extractor-name", "extracted-results", "request", "response", "curl-command", "matched-line",
		"fuzzing_method", "fuzzing_parameter", "fuzzing_position", "analyzer_details", "error"} {
		for _, t := range m.texts(short(id)) {
			fill.Say(f, id, t)
		}
	}
	fill.Say(f, "meta", m.object("meta").lines())
	fill.Say(f, "interaction", m.object("interaction").lines())
}

// cite notes what a template refers to.
func cite(f *kb.Finding, m, info members) {
	for _, r := range info.texts("reference", "references") {
		fill.References(f, "info.reference", strings.ReplaceAll(r, ",http", "\nhttp"))
	}
	class := info.object("classification")
	for _, kind := range []string{"cve", "cwe"} {
		for _, list := range class.texts(kind + "id") {
			for id := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
				fill.Cite(f, kind, id, "info.classification."+kind+"-id")
			}
		}
	}
	fill.Cite(f, "url", m.text("templateurl"), "template-url")
	f.CPE = fill.Some(class.texts("cpe")...)
}

// attributes adds what has no other place.
func attributes(f *kb.Finding, m, info members) {
	var a fill.Attributes
	class := info.object("classification")
	for _, id := range []string{"cvss-metrics", "cvss-score", "epss-score", "epss-percentile"} {
		a.Add(id, class.text(short(id)))
	}
	a.Add("tags", strings.Join(info.texts("tags"), ", "))
	a.Add("author", strings.Join(info.texts("author"), ", "))
	a.Add("template-path", m.text("templatepath", "template"))
	a.Add("timestamp", m.text("timestamp"))
	for line := range strings.Lines(info.object("metadata").lines()) {
		name, value, _ := strings.Cut(line, ": ")
		a.Add("metadata "+name, value)
	}
	rest(&a, class, "cveid", "cweid", "cpe", "cvssmetrics", "cvssscore", "epssscore", "epsspercentile")
	rest(&a, info, placed...)
	if _, own := m["info"]; own {
		rest(&a, m, placed...)
	}
	a.Say(f)
}

// placed are the members of a match, or of what it says of its template, that have
// a place in a finding, or are in one that has.
var placed = []string{
	"template", "templateid", "templatepath", "templateurl", "templateencoded", "info", "type", "matcherstatus", "timestamp",
	"host", "port", "scheme", "url", "path", "matchedat", "matched", "ip",
	"matchername", "extractorname", "extractedresults", "request", "response", "curlcommand", "matchedline",
	"fuzzingmethod", "fuzzingparameter", "fuzzingposition", "analyzerdetails", "error", "meta", "interaction",
	"name", "severity", "description", "impact", "remediation", "reference", "references", "classification", "metadata", "tags", "author",
}

// rest adds the members that are not named: versions to come have others.
func rest(a *fill.Attributes, m members, named ...string) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(named, key) {
			a.Add(key, strings.Join(m.texts(key), ", "))
		}
	}
}
