package sarif

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// place notes where a result is: the first place as the location, all of them with
// what is said of them as outputs.
func (c *catalog) place(f *kb.Finding, res result, r *rule) {
	if len(res.Locations) > 0 {
		f.Location = c.where(res.Locations[0])
	}
	if f.Location == "" {
		f.Location = c.uri(res.AnalysisTarget)
	}
	if strings.Contains(f.Location, "://") {
		fill.Web(f, f.Location)
	}
	var lines []string
	for _, l := range res.Locations {
		if line := c.line(l, r); len(res.Locations) > 1 || line != f.Location {
			lines = append(lines, line)
		}
	}
	fill.Say(f, "locations", strings.Join(lines, "\n"))
	for _, l := range res.Locations {
		fill.Say(f, "snippet", l.PhysicalLocation.Region.Snippet.plain())
		if context := l.PhysicalLocation.ContextRegion.Snippet.plain(); context != l.PhysicalLocation.Region.Snippet.plain() {
			fill.Say(f, "context", context)
		}
	}
}

// uri returns the name of a file.
func (c *catalog) uri(a artifactLocation) string {
	if a.URI == "" {
		if uri, ok := at(c.artifacts, a.Index); ok {
			return c.budget.Take(uri, string("#"+a.Index))
		}
	}
	return string(a.URI)
}

// where returns a place as "file:line:column", or the name of what it is in.
func (c *catalog) where(l location) string {
	p := l.PhysicalLocation
	at := c.uri(p.ArtifactLocation)
	switch {
	case at == "":
		if at = string(p.Address.FullyQualifiedName); at == "" {
			at = strings.Join(c.logicals(l), ", ")
		}
	case p.Region.StartLine != "":
		at += ":" + string(p.Region.StartLine)
		if p.Region.StartColumn != "" {
			at += ":" + string(p.Region.StartColumn)
		}
	case p.Region.ByteOffset != "":
		at += ", byte " + string(p.Region.ByteOffset)
	}
	return at
}

// logicals returns the names of the functions, packages or the like of a place.
func (c *catalog) logicals(l location) []string {
	var names []string
	for _, n := range l.LogicalLocations {
		name := string(first(n.FullyQualifiedName, n.Name))
		if name == "" {
			if name, _ = at(c.logical, n.Index); name != "" {
				name = c.budget.Take(name, string("#"+n.Index))
			}
		}
		names = append(names, name)
	}
	return fill.Some(names...)
}

// line returns a place with its names and what is said of it.
func (c *catalog) line(l location, r *rule) string {
	line := c.where(l)
	if names := strings.Join(c.logicals(l), ", "); names != "" && names != line {
		line += " (" + names + ")"
	}
	if said := c.text(l.Message, r); said != "" {
		line += ": " + said
	}
	if l.ID != "" && l.Message.plain()+string(l.Message.ID) != "" {
		line = fmt.Sprintf("(%s) %s", l.ID, line) // messages refer to it as [words](id)
	}
	return line
}

// changes returns what a fix puts in the place of what is there.
func (c *catalog) changes(x fix) string {
	var lines []string
	for _, change := range x.ArtifactChanges {
		for _, r := range change.Replacements {
			at := c.where(location{PhysicalLocation: physicalLocation{ArtifactLocation: change.ArtifactLocation, Region: r.DeletedRegion}})
			lines = append(lines, fill.Some(at+":", r.InsertedContent.plain())...)
		}
	}
	return strings.Join(lines, "\n")
}
