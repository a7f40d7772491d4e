package appscan

import (
	"encoding/xml"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxTypes and maxRefs are how many types of issues are remembered, and how many
// references of them to what is told elsewhere.
const (
	maxTypes = 100_000
	maxRefs  = 500_000
)

// catalog is what issues refer to, by the group it stands in and its id.
type catalog struct {
	scanner string
	entries fill.Glossary
	types   map[string]*issueType
	order   []string // of the types
	refs    int
}

// issueType is a kind of issue.
type issueType struct {
	node   // without its name and numbers, which are in the entries
	count  int
	listed int
	url    string // where one is, if the report tells
}

// maxID is how long the id of a type may be, and its other attributes.
const maxID = 1000

// key returns how an entry is called.
func key(group, id string) string { return group + "/" + id }

// find returns an entry.
func (c *catalog) find(group, id string) kb.Finding {
	f, _ := c.entries.Find(key(group, id))
	f.Plugin.ID = ""
	return f
}

// add takes an entry.
func (c *catalog) add(x *stream.XML, group string) error {
	switch group {
	case "issue-group":
		return c.count(x)
	case "cookie-group", "java-script-group", "comment-group", "script-parameter-group", "header-group", "component-group",
		"visited-link-group", "unique-visited-link-group", "broken-link-group", "filtered-link-group", "payload-group":
		return x.Skip() // of the site, not of an issue
	}
	var n node
	if err := x.Decode(&n); err != nil {
		return err
	}
	switch group {
	case "scan-information":
		c.scanner = fill.Brief(strings.TrimSpace(n.text("product-name")+" "+n.text("product-version")), 100)
	case "layout":
		if c.scanner == "" {
			c.scanner = strings.TrimSpace("AppScan " + fill.Brief(n.text("deployment"), 100))
		}
	default:
		if group == "issue-type-group" {
			c.addType(n)
		}
		if t := c.typed(n.text("issue-type")); t != nil && group == "url-group" && t.url == "" {
			t.url = n.text("name")
		}
		c.entries.Add(key(group, n.attr("id")), bounded(entry(group, n)))
	}
	return nil
}

// count counts an issue.
func (c *catalog) count(x *stream.XML) error {
	var i struct {
		Type string `xml:"issue-type>ref"`
	}
	if err := x.Decode(&i); err != nil {
		return err
	}
	if t := c.typed(strings.TrimSpace(i.Type)); t != nil {
		t.listed++
	}
	return nil
}

// typed returns a type, which may not be described yet.
func (c *catalog) typed(id string) *issueType {
	t := c.types[id]
	if t == nil && id != "" && len(id) <= maxID && len(c.types) < maxTypes {
		t = &issueType{}
		c.types[id] = t
	}
	return t
}

// addType takes a type of issues: how many of them there are, and what else is told
// of them elsewhere.
func (c *catalog) addType(n node) {
	id := n.attr("id")
	t := c.typed(id)
	if t == nil || t.XMLName != (xml.Name{}) {
		return
	}
	t.XMLName = n.XMLName
	t.count, _ = strconv.Atoi(n.attr("count"))
	for _, name := range []string{"advisory", "remediation", "fix-recommendation", "threat-class", "causes", "security-risks", "affected-products"} {
		if ref := n.child(name); len(ref.Nodes) > 0 && c.refs+len(ref.Nodes) < maxRefs {
			t.Nodes = append(t.Nodes, ref)
			c.refs += len(ref.Nodes)
		}
	}
	for _, a := range n.Attrs[:min(len(n.Attrs), 20)] {
		a.Value = fill.Brief(a.Value, maxID)
		t.Attrs = append(t.Attrs, a)
	}
	c.order = append(c.order, id)
}
