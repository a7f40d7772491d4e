package nexpose

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// target is the host, and the service on it, that tests were made against.
type target struct {
	addresses, names []string
	system           fingerprint

	port              int
	protocol, service string
	product           fingerprint
	config            []kb.Output // what the service said of itself
	size              int         // of the settings
	left              int         // settings that are not kept
}

// Bounds of what is kept of a host and a service.
const (
	most    = 1000    // names and settings
	longest = 4 << 10 // bytes of a name; nothing that is longer is one
	largest = 1 << 20 // bytes of all settings of a service
)

// fingerprint tells what runs on a host or a port. The scanner has several
// guesses; the first of the most certain ones is kept.
type fingerprint struct {
	Certainty   string `xml:"certainty,attr"`
	Description string `xml:"description"`
	Vendor      string `xml:"vendor"`
	Product     string `xml:"product"`
	Version     string `xml:"version"`
	CPE         string `xml:"cpe"`
	Arch        string `xml:"architecture"`
}

// guess returns the fingerprint that the attributes of an element hold.
func guess(e xml.StartElement) fingerprint {
	return fingerprint{
		Certainty: attr(e, "certainty"), Description: attr(e, "description"), Vendor: attr(e, "vendor"), Product: attr(e, "product"),
		Version: attr(e, "version"), CPE: attr(e, "cpe"), Arch: attr(e, "arch"),
	}
}

// better returns the more certain one of two.
func (f fingerprint) better(than fingerprint) fingerprint {
	a, _ := strconv.ParseFloat(strings.TrimSpace(f.Certainty), 64)
	b, _ := strconv.ParseFloat(strings.TrimSpace(than.Certainty), 64)
	if than == (fingerprint{}) || a > b {
		return f
	}
	return than
}

// name returns vendor and product, without saying a word twice.
func (f fingerprint) name() string {
	vendor, product := strings.TrimSpace(f.Vendor), strings.TrimSpace(f.Product)
	if strings.HasPrefix(strings.ToLower(product), strings.ToLower(vendor)) {
		return product
	}
	return strings.Join(fill.Some(vendor, product), " ")
}

// finding adds the target to a finding.
func (t target) finding(f kb.Finding) kb.Finding {
	f.Scanner = "Nexpose"
	f.Names, f.Addresses = t.names, t.addresses
	f.System = t.system.Description
	if f.System == "" {
		f.System = strings.Join(fill.Some(t.system.name(), t.system.Version, t.system.Arch), " ")
	}
	f.Port, f.Protocol, f.Service = t.port, t.protocol, t.service
	f.Product, f.Version = t.product.name(), strings.TrimSpace(t.product.Version)
	if f.Product == "" {
		f.Product, f.Version = t.banner()
	}
	f.CPE = fill.Some(t.product.CPE, t.system.CPE)
	f.Outputs = append(f.Outputs, t.config...)
	if t.left > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("configuration cut: %d more settings of the service", t.left))
	}
	return f
}

// server is the beginning of a Server header: name and version.
var server = regexp.MustCompile(`^([A-Za-z][\w.+-]*)/(\d[\w.-]*)`)

// banner returns the product that the header of a web server names.
func (t target) banner() (product, version string) {
	for _, c := range t.config {
		if m := server.FindStringSubmatch(c.Text); m != nil && (c.ID == "http.banner" || c.ID == "http.banner.server") {
			return m[1], m[2]
		}
	}
	return "", ""
}

// configure notes a setting of the service.
func (t *target) configure(name, value string) {
	value = strings.TrimSpace(value)
	if t.size += len(name) + len(value); len(t.config) >= most || t.size > largest {
		t.left++
		return
	}
	if value != "" {
		t.config = append(t.config, kb.Output{ID: name, Text: value})
	}
}

// named notes a name of the host.
func (t *target) named(name string) {
	name = strings.TrimSpace(name)
	if len(t.names) < most && len(name) <= longest && name != "" && !slices.Contains(t.names, name) {
		t.names = append(t.names[:len(t.names):len(t.names)], name)
	}
}

// endpoint goes to a port of the host.
func (t *target) endpoint(port, protocol string) {
	*t = target{addresses: t.addresses, names: t.names, system: t.system, protocol: strings.ToLower(strings.TrimSpace(protocol))}
	if n, err := strconv.Atoi(strings.TrimSpace(port)); err == nil && n > 0 && n < 1<<16 {
		t.port = n
	}
}

// serve goes to a service of the port.
func (t *target) serve(name string) {
	t.service, t.product, t.config, t.left = strings.ToLower(strings.TrimSpace(name)), fingerprint{}, nil, 0
	t.size = 0
}

// attr returns an attribute by its name, whose case does not count: the reports of
// different versions differ in it.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
