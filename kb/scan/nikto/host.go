package nikto

import (
	"net"
	"net/netip"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxField is how long what is said of a host may be.
const maxField = 4 << 10

// host is a server that was tested.
type host struct {
	scanner string
	name    string // or an address
	header  string // the name that was asked for
	ip      string
	port    string
	banner  string
	site    string // URL with the name, empty in JSON
	ssl     fill.Attributes
}

// item is what was found on a host, as it is in XML and in JSON.
type item struct {
	ID         stream.Texts `xml:"id,attr" json:"id"`
	OSVDB      stream.Texts `xml:"osvdbid,attr" json:"OSVDB"`
	OSVDBLink  stream.Texts `xml:"osvdblink,attr" json:"-"`
	Method     stream.Texts `xml:"method,attr" json:"method"`
	Message    stream.Texts `xml:"description" json:"msg"`
	URI        stream.Texts `xml:"uri" json:"url"`
	NameLink   stream.Texts `xml:"namelink" json:"-"`
	IPLink     stream.Texts `xml:"iplink" json:"-"`
	References stream.Texts `xml:"references" json:"references"`
}

// finding returns what an item of a host says. Nikto has no names for its tests: the
// message is name and output.
func (i item) finding(h *host) kb.Finding {
	message := strings.TrimSpace(i.Message.First())
	f := kb.Finding{Scanner: h.scanner, Plugin: kb.Plugin{ID: i.ID.First(), Name: message}}
	h.place(&f, i)
	h.software(&f)
	fill.Say(&f, "description", message)
	fill.Say(&f, "request", strings.TrimSpace(i.Method.First()+" "+i.URI.First()))
	fill.Say(&f, "banner", h.banner)
	h.ssl.Say(&f)
	if id := strings.TrimSpace(i.OSVDB.First()); id != "0" && id != "" {
		fill.Cite(&f, "osvdb", id, "osvdbid")
		fill.Cite(&f, "url", i.OSVDBLink.First(), "osvdblink")
	}
	for _, r := range i.References {
		fill.References(&f, "references", strings.NewReplacer(",", "\n", " ", "\n").Replace(r))
	}
	return f
}

// place notes the host, and the URL of an item on it. Items about the server as a
// whole have a link without a host.
func (h *host) place(f *kb.Finding, i item) {
	uri, site := strings.TrimSpace(i.URI.First()), h.url()
	f.Location = strings.TrimSuffix(site, "/") + uri
	for _, link := range []string{uri, i.IPLink.First(), i.NameLink.First()} {
		var at kb.Finding
		if fill.Web(&at, link); at.Port > 0 && len(at.Names)+len(at.Addresses) > 0 {
			f.Location = at.Location
		}
	}
	f.Port, _, _ = fill.Port(h.port) // the URL has it, too
	for _, s := range []string{h.name, h.header} {
		if _, err := netip.ParseAddr(strings.TrimSpace(s)); err != nil {
			f.Names = fill.Some(append(f.Names, s)...)
		}
	}
	f.Addresses = fill.Some(h.ip)
	fill.Web(f, site)
	fill.Web(f, f.Location)
	fill.Web(f, h.name)
	f.Protocol = "tcp"
}

// url returns the URL of a host. Where the report has none, the scheme is known for
// the usual ports only.
func (h *host) url() string {
	name := fill.Some(h.header, h.name, h.ip)
	switch {
	case h.site != "" || name == nil:
		return h.site
	case h.port == "80":
		return "http://" + net.JoinHostPort(name[0], h.port)
	case h.port == "443":
		return "https://" + net.JoinHostPort(name[0], h.port)
	case h.port == "":
		return name[0]
	}
	return net.JoinHostPort(name[0], h.port)
}

// software notes the server's name and version, when its banner begins with them.
func (h *host) software(f *kb.Finding) {
	name, rest, ok := strings.Cut(strings.TrimSpace(h.banner), "/")
	f.Product = name
	if version := strings.Fields(rest + " "); ok && len(version) > 0 {
		f.Version = version[0]
	}
}
