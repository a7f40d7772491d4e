package qualys

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// detection is a QID that was found on a host: VULN_INFO of a report, DETECTION of
// the API.
type detection struct {
	QID        string   `xml:"QID"`
	Type       string   `xml:"TYPE"` // Vuln, Practice, Ig; Confirmed, Potential, Info
	Severity   string   `xml:"SEVERITY"`
	Port       string   `xml:"PORT"`
	Service    string   `xml:"SERVICE"`
	FQDN       string   `xml:"FQDN"`
	Protocol   string   `xml:"PROTOCOL"`
	SSL        string   `xml:"SSL"`
	Instance   string   `xml:"INSTANCE"`
	Result     []string `xml:"RESULT"`
	Results    []string `xml:"RESULTS"`
	Errors     []string `xml:"RESULT_ERRORS"`
	Debug      []string `xml:"RESULT_DEBUG"`
	VulnStatus string   `xml:"VULN_STATUS"`
	Status     string   `xml:"STATUS"`
	Ignored    string   `xml:"IS_IGNORED"`
	Disabled   string   `xml:"IS_DISABLED"`
	Others     []extra  `xml:",any"`
}

// host is what a report knows of the host whose detections follow.
type host struct {
	ip, ipv6, dns, netbios, system, cpe string

	others []extra
	size   int // of others
}

// isOther reports whether an element tells something else of a host.
func isOther(path string) bool {
	parent, name := path[:max(0, strings.LastIndexByte(path, '/'))], path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasSuffix(parent, "/HOST") && !strings.HasSuffix(name, "_LIST")
}

// field returns where an element of a host is kept, nil for others.
func (h *host) field(path string) *string {
	parent, name := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		parent, name = path[:i], path[i+1:]
	}
	if !strings.HasSuffix(parent, "HOST") {
		return nil
	}
	return map[string]*string{
		"IP": &h.ip, "IPV6": &h.ipv6, "DNS": &h.dns, "NETBIOS": &h.netbios, "OPERATING_SYSTEM": &h.system, "OS": &h.system, "OS_CPE": &h.cpe,
	}[name]
}

// readAssets reads a report on hosts.
func readAssets(r *stream.Report, emit stream.Emit) error {
	known, err := glossary(r, func(x *stream.XML, path string, known *fill.Glossary) error {
		if !strings.HasSuffix(path, "/VULN_DETAILS") {
			return nil
		}
		var c check
		if err := x.Decode(&c); err != nil {
			return err
		}
		known.Add(c.QID, c.finding())
		return nil
	})
	if err != nil {
		return err
	}
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var at host
	return x.Each(func(path string, e xml.StartElement) error {
		switch name := e.Name.Local; {
		case name == "HOST":
			at = host{}
		case name == "VULN_DETAILS":
			return x.Skip()
		case name == "VULN_INFO" || name == "DETECTION":
			var d detection
			if err := x.Decode(&d); err != nil {
				return err
			}
			f, _ := known.Find(some(d.QID))
			return emit(d.finding(f, at))
		case at.field(path) != nil:
			return x.Decode(at.field(path))
		case isOther(path):
			var other extra
			if err := x.Decode(&other); err != nil {
				return err
			}
			at.keep(other)
		}
		return nil
	})
}

// glossary reads what a report says of its checks. Where the report ends early or
// is damaged, the reading of its findings ends as well and tells it.
func glossary(r *stream.Report, enter func(*stream.XML, string, *fill.Glossary) error) (*fill.Glossary, error) {
	x, err := r.XML()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	known := &fill.Glossary{}
	err = x.Each(func(path string, e xml.StartElement) error {
		switch e.Name.Local {
		case "VULN_INFO", "DETECTION", "VULNERABILITY_LIST", "INFORMATION_GATHERED_LIST", "SENSITIVE_CONTENT_LIST":
			return x.Skip()
		}
		return enter(x, path, known)
	})
	var at *stream.Error
	if err != nil && !errors.As(err, &at) {
		return nil, err
	}
	return known, nil
}

// finding adds a detection to what the glossary says of its QID.
func (d detection) finding(f kb.Finding, at host) kb.Finding {
	f.Scanner = "Qualys"
	if f.Severity == "" {
		f.Severity = some(d.Severity)
	}
	f.Names, f.Addresses = fill.Some(some(d.FQDN), some(at.dns), some(at.netbios)), fill.Some(some(at.ip), some(at.ipv6))
	f.System, f.CPE = some(at.system), fill.Some(at.cpe)
	f.Port, f.Protocol, f.Service = port(d.Port), strings.ToLower(some(d.Protocol)), strings.ToLower(some(d.Service))
	var a fill.Attributes
	switch {
	case !isTrue(d.SSL):
	case f.Service == "":
		f.Service = "ssl"
	default:
		a.Add("SSL", d.SSL)
	}
	f.Location = some(d.Instance)
	f.Status = strings.Join(fill.Some(d.Type, d.VulnStatus, d.Status, mark(d.Ignored, "ignored"), mark(d.Disabled, "disabled")), ", ")
	for _, p := range []struct {
		id    string
		texts []string
	}{{"result", append(d.Result, d.Results...)}, {"result_errors", d.Errors}, {"result_debug", d.Debug}} {
		for _, t := range p.texts {
			fill.Say(&f, p.id, strings.TrimSpace(t))
		}
	}
	for _, o := range d.Others {
		o.add(&a, "")
	}
	for _, o := range at.others {
		o.add(&a, "HOST/")
	}
	a.Say(&f)
	return f
}

// port returns the number of a port, 0 for none.
func port(s string) int {
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 16)
	if err != nil {
		return 0
	}
	return int(n)
}

// mark returns a word when a flag is set.
func mark(flag, word string) string {
	if isTrue(flag) {
		return word
	}
	return ""
}

func isTrue(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "1", "true", "yes", "over ssl":
		return true
	}
	return false
}
