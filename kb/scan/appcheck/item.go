package appcheck

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// finding returns what an item says.
func finding(i object) kb.Finding {
	f := kb.Finding{
		Scanner:  "AppCheck",
		Plugin:   kb.Plugin{ID: i.text("plugin"), Name: i.text("title"), Family: i.text("category", "type")},
		Severity: i.text("priority", "impact"), Status: i.text("status"), CPE: fill.Some(i.texts("cpe")...),
	}
	meta := i.object("meta")
	if engine := meta.object("scanning_engine").text("name"); engine != "" {
		f.Scanner = "AppCheck (" + engine + ")"
	}
	place(&f, i, meta)
	told := details(&f, i)
	f.Description = fill.Paragraphs(append([]string{i.text("synopsis"), i.text("description")}, told...)...)
	f.Solution = i.text("solution")
	fill.Say(&f, "notes", i.text("notes"))
	fill.Say(&f, "port_table", lines(meta["port_table"], maxDepth))
	fill.Say(&f, "raw_data", meta.text("raw_data"))
	for _, id := range i.texts("cves") {
		fill.Cite(&f, "cve", id, "cves")
	}
	for _, key := range []string{"synopsis", "description", "solution", "notes", "details"} {
		links(&f, key, string(i[key]))
	}
	rest(&f, i)
	return f
}

// enginePort matches the port in what OpenVAS wrote of a result.
var enginePort = regexp.MustCompile(`<port>([^<]{1,100})</port>`)

// place notes the host. Only results of OpenVAS tell the protocol.
func place(f *kb.Finding, i, meta object) {
	f.Location = i.text("url")
	f.Port, _, _ = fill.Port(i.text("port"))
	f.Addresses = fill.Some(i.text("ipv4_address"), i.text("ipv6_address"))
	if m := enginePort.FindStringSubmatch(meta.text("raw_data")); m != nil {
		_, f.Protocol, _ = fill.Port(m[1])
	}
	var host kb.Finding
	fill.Web(&host, i.text("host"))
	f.Names, f.Addresses = host.Names, fill.Some(append(f.Addresses, host.Addresses...)...)
	if f.Location != "" {
		fill.Web(f, f.Location)
	}
	if f.Location == "" {
		f.Location = i.text("host")
	}
}

// details adds what an engine tells in detail: as outputs, and what is true in
// general is returned for the description.
func details(f *kb.Finding, i object) (told []string) {
	in := i.object("details")
	if in == nil {
		fill.Say(f, "details", lines(i["details"], maxDepth))
	}
	for _, key := range in.keys() {
		text := lines(in[key], maxDepth)
		switch strings.ToLower(key) {
		case "impact", "insight", "detection", "affected", "classifications", "technical analysis":
			told = append(told, text)
		case "references":
			fill.References(f, key, text)
		case "messages":
			messages(f, text)
		default:
			fill.Say(f, key, text)
		}
	}
	return told
}

// messages adds requests, which are behind long arrows, and responses.
func messages(f *kb.Finding, text string) {
	for part := range strings.SplitSeq(text, "--->\n") {
		request, response, ok := strings.Cut(part, "<---\n")
		fill.Say(f, "request", strings.TrimSpace(request))
		if ok {
			fill.Say(f, "response", strings.TrimSpace(response))
		}
	}
}

// link matches a link of AppCheck's markup, in JSON.
var link = regexp.MustCompile(`\[\[\s*(https?://[^\[\]\s"\\]+)\s*\]\]`)

// links notes the links in a text.
func links(f *kb.Finding, field, text string) {
	seen := map[string]bool{}
	for _, c := range f.Citations {
		seen[c.Value] = true
	}
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if !seen[m[1]] {
			fill.Cite(f, "url", m[1], field)
		}
		seen[m[1]] = true
	}
}

// rest adds the members that have no other place.
func rest(f *kb.Finding, i object) {
	var a fill.Attributes
	for _, key := range i.keys() {
		switch key {
		case "plugin", "title", "category", "priority", "status", "cpe", "meta", "synopsis", "description", "solution", "notes", "details", "cves", "url", "host",
			"port", "ipv4_address", "ipv6_address":
		default:
			a.Add(key, lines(i[key], maxDepth))
		}
	}
	a.Say(f)
}
