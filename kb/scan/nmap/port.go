package nmap

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// openPort is the plugin of findings that are ports.
const openPort = "open-port"

// port is a port of a host and what listens there.
type port struct {
	protocol, number, state string
	owner                   string // of the process that listens
	service                 service
}

// service is what listens on a port.
type service struct {
	Name        string   `xml:"name,attr"`
	Tunnel      string   `xml:"tunnel,attr"` // "ssl"
	Product     string   `xml:"product,attr"`
	Version     string   `xml:"version,attr"`
	Extra       string   `xml:"extrainfo,attr"`
	Host        string   `xml:"hostname,attr"` // as the service calls it
	OS          string   `xml:"ostype,attr"`
	Device      string   `xml:"devicetype,attr"`
	Proto       string   `xml:"proto,attr"` // "rpc"
	RPC         string   `xml:"rpcnum,attr"`
	Low         string   `xml:"lowver,attr"`
	High        string   `xml:"highver,attr"`
	Fingerprint string   `xml:"servicefp,attr"` // what it answered to probes
	CPE         []string `xml:"cpe"`
}

// open reports whether the port is open or may be.
func (p port) open() bool {
	s := strings.ToLower(strings.TrimSpace(p.state))
	return s == "open" || s == "open|filtered"
}

// finding returns what findings of the port have in common.
func (p port) finding() kb.Finding {
	s := p.service
	f := kb.Finding{
		Protocol: p.protocol, Service: s.Name, Product: s.Product, Version: s.Version, CPE: fill.Some(s.CPE...), System: s.OS,
	}
	if n := len(f.CPE); n > maxCPE {
		f.CPE = f.CPE[:maxCPE]
		f.Warnings = append(f.Warnings, fmt.Sprintf("cpe cut: %d of %d kept", maxCPE, n))
	}
	if s.Tunnel != "" {
		f.Service = s.Tunnel + "/" + s.Name
	}
	if f.Version == "" && s.Low != "" {
		f.Version = s.Low
		if s.High != s.Low && s.High != "" {
			f.Version += "-" + s.High
		}
	}
	n, err := strconv.ParseUint(strings.TrimSpace(p.number), 10, 16)
	if f.Port = int(n); err != nil {
		f.Port = 0
		f.Warnings = append(f.Warnings, fmt.Sprintf("port %.40q is no number of a port", p.number))
	}
	f.Warnings = slices.Clip(f.Warnings) // each script of the port has its own
	return f
}

// openPort returns the finding that the port is open.
func (p port) openPort() kb.Finding {
	f := p.finding()
	f.Plugin, f.Status = kb.Plugin{ID: openPort, Name: "Open port"}, p.state
	s := p.service
	extra := s.Extra
	if extra == "" && s.RPC != "" {
		extra = "RPC #" + s.RPC
	}
	fill.Say(&f, "extrainfo", extra)
	fill.Say(&f, "service info", s.info(p.owner))
	answered(&f, s.Fingerprint)
	return f
}

// info returns what the service tells of its host, in the words of normal output.
func (s service) info(owner string) string {
	var all []string
	for _, p := range [][2]string{{"Owner", owner}, {"Host", s.Host}, {"OS", s.OS}, {"Device", s.Device}} {
		if p[1] != "" {
			all = append(all, p[0]+": "+p[1])
		}
	}
	return strings.Join(all, "; ")
}

// versioned is a version number in the text that nmap prints for a service: one
// with a dot, or a last word that is a number and no year.
var versioned = regexp.MustCompile(`(?:^|\s)(v?\d+[\w-]*\.[\w.-]*.*|\d+(?:-\d+)?$)`)

// year is a number that belongs to the name of a product.
var year = regexp.MustCompile(`^(19|20)\d\d$`)

// told takes the text that nmap prints for a service apart: product, version and,
// in parentheses at the end, more.
func (s *service) told(text string) {
	text = strings.TrimSpace(text)
	if at := lastGroup(text); at >= 0 {
		s.Extra, text = text[at+1:len(text)-1], strings.TrimSpace(text[:at])
	}
	s.Product = text
	if m := versioned.FindStringSubmatchIndex(text); m != nil && !year.MatchString(text[m[2]:m[3]]) {
		s.Product, s.Version = strings.TrimSpace(text[:m[2]]), text[m[2]:m[3]]
	}
}

// lastGroup returns where the parenthesis opens that the end of a text closes, or -1.
func lastGroup(s string) int {
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			depth--
		}
		if depth == 0 {
			if s[i] == '(' {
				return i
			}
			return -1
		}
	}
	return -1
}

// portKey names a port among those of a host.
func portKey(protocol string, number int) string {
	return strings.ToLower(protocol) + "/" + strconv.Itoa(number)
}
