package report

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	v1 "kbadvisor/api/v1"
)

// lineOf finds the number of a line after the name of a file.
var lineOf = regexp.MustCompile(`^(.+):(\d{1,9})(?::\d{1,9})?$`)

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

// hostURI returns the address of a host and port: tcp://192.0.2.1:21.
func hostURI(f v1.Finding) string {
	if f.Host == "" {
		return ""
	}
	host := f.Host
	if !plainHost(host) {
		host = url.QueryEscape(host)
	}
	if f.Port > 0 {
		return fmt.Sprintf("%s://%s", scheme(f.Protocol), net.JoinHostPort(host, strconv.Itoa(f.Port)))
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return "host://" + host
}

// scheme returns a protocol as the scheme of an address.
func scheme(protocol string) string {
	ok := regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)
	if p := strings.ToLower(protocol); ok.MatchString(p) {
		return p
	}
	return "tcp"
}

// plainHost reports whether a name is a host or an address without anything that
// an address would have to escape.
func plainHost(host string) bool {
	if net.ParseIP(host) != nil {
		return true
	}
	return regexp.MustCompile(`^[A-Za-z0-9._-]+$`).MatchString(host)
}
