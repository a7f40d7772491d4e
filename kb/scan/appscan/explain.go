package appscan

import (
	"fmt"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// maxTold is how much of what an issue refers to is kept, in bytes.
const maxTold = 1 << 20

// name returns the scanner.
func (c *catalog) name() string {
	if c.scanner == "" {
		return "AppScan"
	}
	return c.scanner
}

// explain adds what the report says of an issue's type, or of what the issue itself
// refers to.
func (c *catalog) explain(f *kb.Finding, issue node) {
	id := f.Plugin.ID
	var typ node
	if t := c.types[id]; t != nil {
		typ = t.node
	}
	// told returns the entries of a group that the issue, its type, or neither refers to.
	told := func(group string, names ...string) []kb.Finding {
		var ids []string
		for _, n := range names {
			ids = append(ids, append(issue.refs(n), typ.refs(n)...)...)
		}
		if ids = fill.Some(ids...); ids == nil {
			ids = []string{id}
		}
		var out []kb.Finding
		for _, id := range ids {
			out = append(out, c.find(group, id))
		}
		return out
	}
	var all []kb.Finding
	for _, g := range []struct {
		group string
		names []string
	}{
		{"issue-type-group", nil}, {"threat-class-group", []string{"threat-class"}}, {"advisory-group", []string{"advisory"}}, {"article-group", nil},
		{"cause-group", []string{"causes", "cause-id"}}, {"security-risk-group", []string{"security-risks"}}, {"affected-product-group", []string{"affected-products"}},
		{"remediation-group", []string{"remediation"}}, {"fix-recommendation-group", []string{"fix-recommendation"}},
	} {
		all = append(all, told(g.group, g.names...)...)
	}
	descriptions, solutions := []string{}, []string{}
	seen := map[kb.Citation]bool{}
	for _, cited := range f.Citations {
		seen[cited] = true
	}
	size := 0
	for _, e := range all {
		if size += len(e.Description) + len(e.Solution); size > maxTold {
			f.Warnings = append(f.Warnings, "the report refers to more than is kept for one issue")
			break
		}
		f.Plugin.Name, f.Plugin.Family = first(f.Plugin.Name, e.Plugin.Name), first(f.Plugin.Family, e.Plugin.Family)
		descriptions, solutions = append(descriptions, e.Description), append(solutions, e.Solution)
		for _, cited := range e.Citations {
			if !seen[cited] {
				f.Citations = append(f.Citations, cited)
			}
			seen[cited] = true
		}
		f.Warnings = fill.Some(append(f.Warnings, e.Warnings...)...)
	}
	f.Description, f.Solution = fill.Paragraphs(descriptions...), fill.Paragraphs(solutions...)
}

// unlisted returns a finding for a type whose issues are counted but not listed.
func (c *catalog) unlisted(id string) kb.Finding {
	t := c.types[id]
	f := kb.Finding{Scanner: c.name(), Plugin: kb.Plugin{ID: id}, Severity: t.severity()}
	f.Warnings = []string{fmt.Sprintf("issues of this type: the report counts %d and lists none", t.count)}
	fill.Web(&f, t.url)
	var a fill.Attributes
	for _, x := range t.Attrs {
		if x.Name.Local != "id" {
			a.Add(x.Name.Local, x.Value)
		}
	}
	a.Say(&f)
	c.explain(&f, node{})
	return f
}

// severity returns the highest severity that issues of a type have: its name if the
// report counts the issues of each, else its number.
func (t *issueType) severity() string {
	for _, name := range []string{"critical", "high", "medium", "low", "informational"} {
		if n := t.attr(name); n != "" && n != "0" {
			return name
		}
	}
	return t.attr("maxIssueSeverity")
}
