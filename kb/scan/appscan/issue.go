package appscan

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// issue is what was found at one place.
type issue struct {
	node
	catalog *catalog
}

// typ returns the id of the issue's type.
func (i issue) typ() string {
	for _, id := range i.refs("issue-type") {
		return id
	}
	return ""
}

// finding returns what an issue says, and what the report says of its type.
func (i issue) finding() kb.Finding {
	f := kb.Finding{Scanner: i.catalog.name(), Plugin: kb.Plugin{ID: i.typ(), Name: i.text("issue-type-name")}, Severity: i.text("severity"), Status: i.text("status")}
	i.place(&f)
	for _, v := range i.child("variant-group").Nodes {
		variant(&f, v)
	}
	i.rest(&f)
	cite(&f, i.node)
	i.catalog.explain(&f, i.node)
	return f
}

// place notes the URL, and the server by it or by the fields that there are in newer
// reports. Issues in source code have a file and a line there.
func (i issue) place(f *kb.Finding) {
	entity := ""
	if kind := i.text("element-type"); i.text("element") != "" {
		entity = strings.TrimSpace(kind + " " + i.text("element"))
	}
	f.Location = i.text("location")
	for _, id := range i.refs("url") {
		f.Location = first(f.Location, i.catalog.find("url-group", id).Location)
	}
	for _, id := range i.refs("entity") {
		e := i.catalog.find("entity-group", id)
		f.Location = first(f.Location, e.Location)
		entity = first(entity, strings.TrimSpace(e.Plugin.Family+" "+e.Plugin.Name))
	}
	f.Port, _, _ = fill.Port(i.text("port"))
	if host := i.text("host"); host != "" {
		if f.Location = first(f.Location, i.text("path")); f.Location == "" {
			f.Location = host
		}
		fill.Web(f, first(i.text("scheme"), "none")+"://"+host)
	}
	if strings.Contains(f.Location, "://") {
		fill.Web(f, f.Location)
	}
	fill.Say(f, "entity", entity)
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// variant adds what was seen when one variant of a test was made: its parts, each an
// output.
func variant(f *kb.Finding, v node) {
	for _, c := range v.Nodes {
		name := c.XMLName.Local
		switch name {
		case "issue-information":
			information(f, c)
		case "differences":
			fill.Say(f, name, c.lines())
		default:
			fill.Say(f, name, c.flat())
		}
	}
}

// information adds what AppScan shows of a variant. How it shows it is left out.
func information(f *kb.Finding, n node) {
	var a fill.Attributes
	said := map[string]bool{}
	for _, c := range n.Nodes {
		name, text := c.XMLName.Local, c.flat()
		switch {
		case name == "template", name == "variant-id", name == "variantID", said[text]:
		case strings.Contains(text, "\n"):
			fill.Say(f, name, text)
		default:
			a.Add(name, text)
		}
		said[text] = true
	}
	var short kb.Finding
	a.Say(&short)
	for _, o := range short.Outputs {
		if o.ID == "attributes" {
			o.ID = "issue-information"
		}
		f.Outputs = append(f.Outputs, o)
	}
}

// rest adds the fields that have no other place.
func (i issue) rest(f *kb.Finding) {
	var a fill.Attributes
	a.Add("id", i.attr("id"))
	for _, c := range i.Nodes {
		switch name := c.XMLName.Local; name {
		case "severity", "status", "cwe", "cve", "xfid", "issue-type", "advisory", "entity", "url", "variant-group", "issue-type-name", "location", "element", "element-type", "host", "port", "scheme", "path":
		case "changes-group":
			fill.Say(f, name, c.flat())
		case "remediation", "threat-class", "security-risks", "cause-id": // ids, which the report may not explain
			a.Add(name, strings.Join(i.refs(name), ", "))
		default:
			a.Add(name, c.flat())
		}
	}
	a.Say(f)
}
