package openvas

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// readXML reads the hosts, then the results.
func readXML(r *stream.Report, emit stream.Emit) error {
	known := hosts{}
	failed := walk(r, func(x *stream.XML, path string, e xml.StartElement) error {
		switch {
		case e.Name.Local == "results" || e.Name.Local == "result":
			return x.Skip()
		case isHost(path):
			return known.read(x)
		}
		return nil
	})
	err := walk(r, func(x *stream.XML, path string, e xml.StartElement) error {
		switch {
		case isHost(path), isOther(e.Name.Local):
			return x.Skip()
		case e.Name.Local != "result":
			return nil
		}
		var n node
		if err := x.Decode(&n); err != nil {
			return err
		}
		return emit(known.finding(&n))
	})
	if err != nil {
		return err
	}
	return failed
}

// walk visits the elements of a report.
func walk(r *stream.Report, visit func(*stream.XML, string, xml.StartElement) error) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	return x.Each(func(path string, e xml.StartElement) error { return visit(x, path, e) })
}

// isHost reports whether an element is a host of the report, not of a port or an
// error in it.
func isHost(path string) bool { return strings.HasSuffix(path, "report/host") }

// isOther reports whether an element has no findings, though there may be elements
// in it that are called result.
func isOther(name string) bool {
	switch name {
	case "detection", "ports", "errors", "tls_certificates", "ssl_certs", "filters", "result_count", "severity_class", "scan", "operating_systems", "apps", "closed_cves":
		return true
	}
	return false
}
