package openvas

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// finding makes a result a finding.
func (h hosts) finding(n *node) kb.Finding {
	f := kb.Finding{Scanner: "OpenVAS"}
	var a fill.Attributes
	name := n.take("host")
	h.fill(&f, name, n.take("host", "hostname"))
	f.Status = n.take("compliance")
	rate(&f, n)
	port := n.take("port")
	given := ""
	f.Port, f.Protocol, given = fill.Port(port)
	if isService(given) {
		f.Service = given
	}
	if f.Port == 0 && !strings.EqualFold(port, "general/"+f.Protocol) || f.Protocol == "" {
		a.Add("port", port)
	}
	for _, nvt := range n.all("nvt") {
		check(&f, &a, nvt)
	}
	named(&f, &a, n.take("name"))
	fill.Say(&f, "result", n.text("description"))
	var products []string
	for _, d := range n.all("detection", "result") {
		products = append(products, detected(&a, d)...)
	}
	f.CPE = fill.Some(append(products, f.CPE...)...)
	n.rest(&a, "")
	a.Say(&f)
	return f
}

// falsePositive is the threat of a result that a person called wrong.
const falsePositive = "False Positive"

// rate takes the severity, which is the one before a person called the result
// wrong.
func rate(f *kb.Finding, n *node) {
	from := []string{"threat", "severity"}
	if threat := n.all("threat"); len(threat) > 0 && strings.EqualFold(strings.TrimSpace(threat[0].Text), falsePositive) {
		f.Status, from = n.take("threat"), []string{"original_threat", "original_severity", "severity"}
	}
	for _, name := range from {
		if f.Severity == "" {
			f.Severity = n.take(name)
		}
	}
}

// isService reports whether the name of a service says which it is.
func isService(name string) bool {
	return name != "" && !strings.EqualFold(name, "general") && !strings.EqualFold(name, "unknown")
}

// named takes the name of a result, which is that of its check in most.
func named(f *kb.Finding, a *fill.Attributes, name string) {
	switch {
	case f.Plugin.Name == "":
		f.Plugin.Name = name
	case name != f.Plugin.Name:
		a.Add("name", name)
	}
}

// text returns the text of an element as it stands, and marks it.
func (n *node) text(name string) string {
	var texts []string
	for _, k := range n.all(name) {
		k.taken = true
		texts = append(texts, k.Text)
	}
	return strings.Join(texts, "\n")
}

// check takes what a result says of its check, which is called NVT.
func check(f *kb.Finding, a *fill.Attributes, nvt *node) {
	f.Plugin = kb.Plugin{ID: nvt.attr("oid"), Name: strings.Join(strings.Fields(nvt.take("name")), " "), Family: nvt.take("family")}
	tags := newTags(nvt.text("tags"))
	f.Description = fill.Paragraphs(tags.take("summary"), tags.take("insight"), tags.take("impact"), tags.take("affected"), tags.take("vuldetect"))
	f.Solution = fill.Paragraphs(nvt.take("solution"), tags.take("solution"))
	references(f, nvt)
	for _, t := range tags {
		a.Add(t.name, t.value)
	}
}

// detected takes what another check found out that led to this result, and returns
// the products.
func detected(a *fill.Attributes, d *node) (products []string) {
	for _, item := range d.all("details", "detail") {
		name, value := item.take("name"), item.take("value")
		if name == "product" && strings.HasPrefix(value, "cpe:") {
			products = append(products, value)
			continue
		}
		a.Add("detection "+name, value)
	}
	return products
}
