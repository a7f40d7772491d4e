package nessus

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// item is a ReportItem. Its children come in any order, and there are more kinds of
// them than are named here: those become attributes.
type item struct {
	port, service, protocol, severity string
	plugin                            kb.Plugin
	risk, status                      string
	synopsis, description, solution   string
	outputs                           []kb.Output
	cited                             cited
	cpe                               []string
	fields                            []field
	left                              int // fields over the bound
}

// maxFields is how many fields of one item are kept.
const maxFields = 10_000

// field is a child that has no place of its own in a finding.
type field struct{ name, value string }

// newItem returns an item by its start tag.
func newItem(e xml.StartElement) *item {
	it := &item{}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "port":
			it.port = a.Value
		case "svc_name":
			it.service = a.Value
		case "protocol":
			it.protocol = a.Value
		case "severity":
			it.severity = a.Value
		case "pluginID":
			it.plugin.ID = a.Value
		case "pluginName":
			it.plugin.Name = a.Value
		case "pluginFamily":
			it.plugin.Family = a.Value
		default:
			if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
				it.field(a.Name.Local, a.Value)
			}
		}
	}
	return it
}

// set takes a child.
func (it *item) set(e xml.StartElement, text string) {
	name := e.Name.Local
	switch name {
	case "plugin_output", "compliance-actual-value", "compliance-output":
		it.say(name, text)
	case "attachment":
		it.say(strings.TrimSpace("attachment "+attr(e, "name")), fill.Decoded(text))
	case "synopsis":
		it.once(&it.synopsis, name, text)
	case "description":
		it.once(&it.description, name, text)
	case "solution", "compliance-solution":
		it.once(&it.solution, name, text)
	case "risk_factor":
		it.once(&it.risk, name, text)
	case "plugin_name":
		it.once(&it.plugin.Name, name, text)
	case "see_also", "compliance-see-also":
		if !it.cited.urls(text, name) {
			it.field(name, text)
		}
	case "xref":
		it.cited.put(crossReference(text, name))
	case "cpe":
		it.products(text)
	case "compliance-result":
		it.once(&it.status, name, text)
	default:
		it.other(name, text)
	}
}

// other takes a child that is a reference, or has no place of its own.
func (it *item) other(name, text string) {
	if kind, ok := referenceElements[name]; ok {
		it.cited.add(kind, text, name)
		return
	}
	it.field(name, text)
}

// field keeps a child that has no place of its own.
func (it *item) field(name, text string) {
	if len(it.fields) >= maxFields {
		it.left++
		return
	}
	it.fields = append(it.fields, field{name, text})
}

// products takes names of products.
func (it *item) products(text string) {
	for name := range strings.FieldsSeq(text) {
		if len(it.cpe) < maxFields {
			it.cpe = append(it.cpe, name)
		} else {
			it.left++
		}
	}
}

// once takes a text of which an item has one. Another one is kept beside it.
func (it *item) once(have *string, name, text string) {
	switch text = strings.TrimSpace(text); {
	case *have == "":
		*have = text
	case *have != text:
		it.field(name, text)
	}
}

// say adds an output.
func (it *item) say(id, text string) {
	if strings.TrimSpace(text) != "" {
		it.outputs = append(it.outputs, kb.Output{ID: id, Text: text})
	}
}

// fill makes the item a finding of a host.
func (it *item) fill(f *kb.Finding) {
	f.Scanner, f.Plugin, f.Status, f.Outputs = "Nessus", it.plugin, it.status, it.outputs
	f.Severity = it.risk
	if f.Severity == "" {
		f.Severity = it.severity
	}
	port, _, _ := fill.Port(it.port)
	f.Port, f.Protocol = port, strings.ToLower(strings.TrimSpace(it.protocol))
	f.Description = fill.Paragraphs(it.synopsis, it.description)
	f.Solution = strings.TrimSpace(it.solution)
	it.cited.fill(f)
	f.CPE = fill.Some(slices.Concat(it.cpe, f.CPE)...)
	it.attributes(f)
	if it.left > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("%d small fields left out: more than %d", it.left, maxFields))
	}
}

// attributes adds what has no place of its own.
func (it *item) attributes(f *kb.Finding) {
	var a fill.Attributes
	if it.risk != "" {
		a.Add("severity", it.severity)
	}
	name, changed := service(it.service)
	if f.Service = name; changed {
		a.Add("svc_name", it.service)
	}
	known := map[kb.Citation]bool{}
	for _, c := range f.Citations {
		known[kb.Citation{Kind: c.Kind, Value: c.Value}] = true
	}
	for _, p := range it.fields {
		if !known[kb.Citation{Kind: p.name, Value: strings.TrimSpace(p.value)}] { // most come as an xref, too
			a.Add(p.name, p.value)
		}
	}
	a.Say(f)
}
