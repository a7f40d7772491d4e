package cyclonedx

import (
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxComponents bounds the text of the components that are kept.
const maxComponents = 64 << 20

// bill is what the vulnerabilities of a bill refer to.
type bill struct {
	tool       string
	about      string               // what the bill is of, such as an image
	components map[string]component // by reference
	left       int                  // bytes of components that may still be kept
	budget     fill.Budget          // of the finding that is made
}

func newBill() *bill { return &bill{components: map[string]component{}, left: maxComponents} }

// component is a component or a service.
type component struct {
	Ref, Vendor, Group, Name, Version, PURL, CPE stream.Word

	places []string // files that it was found in
}

// maxPlaces is how many files of a component are kept.
const maxPlaces = 20

// found notes a file that the component was found in.
func (c *component) found(place string) {
	if place = strings.TrimSpace(place); place != "" && len(c.places) < maxPlaces && !slices.Contains(c.places, place) {
		c.places = append(c.places, place)
	}
}

// property takes what tools say of a component beyond the format, when it is where
// they found it.
func (c *component) property(p property) {
	if placeName.MatchString(string(p.Name)) {
		c.found(string(p.Value))
	}
}

// placeName matches the names of properties that have the place of a component:
// Trivy's "aquasecurity:trivy:FilePath" and Syft's "syft:location:0:path".
var placeName = regexp.MustCompile(`(?i):(FilePath|location:\d+:path)$`)

// field returns the field for a member or an element, nil for those that are not
// kept.
func (c *component) field(name string) *stream.Word {
	switch name {
	case "bom-ref":
		return &c.Ref
	case "vendor":
		return &c.Vendor
	case "group":
		return &c.Group
	case "name":
		return &c.Name
	case "version":
		return &c.Version
	case "purl":
		return &c.PURL
	case "cpe":
		return &c.CPE
	}
	return nil
}

// full returns the name of a component with that of its group.
func (c component) full() string {
	return strings.Join(fill.Some(string(c.Group), string(c.Name)), "/")
}

// keep keeps a component that vulnerabilities may refer to.
func (b *bill) keep(c component) {
	if c.Ref == "" {
		return
	}
	for _, p := range c.places {
		b.left -= 20 + len(p)
	}
	if b.left -= 200 + len(c.Ref) + len(c.full()) + len(c.Version) + len(c.PURL) + len(c.CPE); b.left >= 0 {
		b.components[string(c.Ref)] = c
	}
}

// root keeps the component that the bill is of. Those inside of it come before.
func (b *bill) root(c component) {
	b.keep(c)
	b.about = fill.Brief(strings.Join(fill.Some(c.full(), string(c.Version), string(c.PURL)), " "), 500)
}

// scanner keeps the name of a tool, when it is the first one.
func (b *bill) scanner(c component) {
	name := strings.Join(fill.Some(string(c.Vendor), c.full(), string(c.Version)), " ")
	if b.tool == "" || strings.HasPrefix(name, b.tool) {
		b.tool = name
	}
}

// find returns the component with a reference, which may be one from another bill. A
// component that is not known may be told by the URL of its package.
func (b *bill) find(ref string) component {
	for _, r := range []string{ref, ref[strings.LastIndexByte(ref, '#')+1:]} {
		c, ok := b.components[r]
		switch {
		case ok && b.budget.Spent():
			return component{Ref: stream.Word(r)}
		case ok:
			b.budget.Take(c.full()+string(c.Version+c.CPE+c.PURL)+strings.Join(c.places, ""), "")
			return c
		}
	}
	c := component{Ref: stream.Word(ref)}
	if name, version, ok := fill.PackageURL(ref); ok {
		c.Name, c.Version, c.PURL = stream.Word(name), stream.Word(version), stream.Word(ref)
	}
	return c
}
