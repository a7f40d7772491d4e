package openvex

import (
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// name notes the products of a statement: all as an output, and as the product of
// the finding what the vulnerability is in, when that has one name.
func (s statement) name(f *kb.Finding) {
	var lines []string
	var all, inner []component
	for _, p := range s.Products {
		lines = append(lines, p.line())
		for _, c := range p.Subcomponents {
			lines = append(lines, "  "+c.line())
		}
		all, inner = append(all, p.component), append(inner, p.Subcomponents...)
	}
	for _, c := range s.Subcomponents {
		lines = append(lines, "  "+c.line())
	}
	inner = append(inner, s.Subcomponents...)
	fill.Say(f, "products", strings.Join(lines, "\n"))
	if len(inner) > 0 {
		all = inner
	}
	var names, versions []string
	for _, c := range all {
		name, version := c.named()
		names, versions = append(names, name), append(versions, version)
		f.CPE = append(f.CPE, c.cpe()...)
	}
	f.CPE = fill.Some(f.CPE...)
	if names, versions = fill.Some(names...), fill.Some(versions...); len(names) == 1 {
		f.Product = names[0]
		if len(versions) == 1 {
			f.Version = versions[0]
		}
	}
}

// line returns the identifiers of a component.
func (c component) line() string {
	ids := []string{string(c.ID)}
	for _, k := range slices.Sorted(maps.Keys(c.Identifiers)) {
		ids = append(ids, string(c.Identifiers[k]))
	}
	for _, k := range slices.Sorted(maps.Keys(c.Hashes)) {
		ids = append(ids, k+":"+string(c.Hashes[k]))
	}
	return strings.Join(fill.Some(ids...), ", ")
}

// named returns name and version of a component.
func (c component) named() (name, version string) {
	for _, id := range []stream.Word{c.Identifiers["purl"], c.ID} {
		if name, version, ok := fill.PackageURL(string(id)); ok {
			return name, version
		}
	}
	return string(c.ID), ""
}

// cpe returns the names of a component in the Common Platform Enumeration.
func (c component) cpe() []string {
	return []string{string(c.Identifiers["cpe23"]), string(c.Identifiers["cpe22"])}
}
