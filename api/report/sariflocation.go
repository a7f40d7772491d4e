package report

import (
	"cmp"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	v1 "kbadvisor/api/v1"
)

var (
	// lineOf finds the number of a line after the name of a file.
	lineOf     = regexp.MustCompile(`^(.+):(\d{1,9})(?::\d{1,9})?$`)
	schemeName = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)
	hostName   = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
)

// locations tells where a finding is: the address of what was found, and the host
// and port by name. There is none for a finding that says nothing of it.
func locations(f v1.Finding) []sarifLocation {
	var l sarifLocation
	if uri, line := artifact(f); uri != "" {
		l.Physical = &sarifPhysical{Artifact: sarifArtifact{uri}}
		if line > 0 {
			l.Physical.Region = &sarifRegion{line}
		}
	}
	if f.Host != "" {
		l.Logical = []sarifLogical{{Name: f.Host, Full: cmp.Or(where(f), f.Host), Kind: "resource"}}
	}
	if l.Physical == nil && l.Logical == nil {
		return nil
	}
	return []sarifLocation{l}
}

// artifact returns the address of what was found and the line in it, 0 for none:
// the location when it is an address or a path, else that of the host and port.
func artifact(f v1.Finding) (uri string, line int) {
	switch u, err := url.Parse(f.Location); {
	case f.Location == "":
	case err == nil && u.Scheme != "" && u.Host != "":
		return u.String(), 0
	case f.Host == "":
		return pathURI(f.Location)
	}
	return hostURI(f), 0
}

// pathURI returns a reference to a file, and the line that stands behind it.
func pathURI(path string) (uri string, line int) {
	if m := lineOf.FindStringSubmatch(path); m != nil {
		path = m[1]
		line, _ = strconv.Atoi(m[2]) // nine digits
	}
	path = strings.ReplaceAll(path, `\`, "/")
	return (&url.URL{Path: path}).String(), line
}

// hostURI returns the address of a host and port: tcp://192.0.2.1:21. A name that
// is none of a host becomes a path.
func hostURI(f v1.Finding) string {
	if f.Host == "" {
		return ""
	}
	u := url.URL{Scheme: "host", Host: f.Host}
	if strings.Contains(f.Host, ":") {
		u.Host = "[" + f.Host + "]"
	}
	if f.Port > 0 {
		u.Scheme, u.Host = scheme(f.Protocol), net.JoinHostPort(f.Host, strconv.Itoa(f.Port))
	}
	if !plainHost(f.Host) {
		u.Host, u.Path = "", "/"+where(f)
	}
	return u.String()
}

// scheme returns a protocol as the scheme of an address.
func scheme(protocol string) string {
	if p := strings.ToLower(protocol); schemeName.MatchString(p) {
		return p
	}
	return "tcp"
}

// plainHost reports whether a name is a host or an address without anything that
// an address would have to escape.
func plainHost(host string) bool {
	return net.ParseIP(host) != nil || hostName.MatchString(host)
}
