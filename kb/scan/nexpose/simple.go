package nexpose

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// vulnerability is a finding of a simple report. It has no words, only references.
type vulnerability struct {
	ID   string `xml:"id,attr"`
	Code string `xml:"resultCode,attr"`
	IDs  []struct {
		Type  string `xml:"type,attr"`
		Value string `xml:",chardata"`
	} `xml:"id"`
}

// readSimple reads a simple report.
func readSimple(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var at target
	x.Leave = func(path string) error {
		switch {
		case strings.HasSuffix(path, "/device"):
			at = target{}
		case strings.HasSuffix(path, "/service"):
			at.endpoint("", "")
			at.serve("")
		}
		return nil
	}
	return x.Each(func(path string, e xml.StartElement) error {
		switch {
		case e.Name.Local == "device":
			at = target{addresses: fill.Some(attr(e, "address"))}
		case e.Name.Local == "service":
			at.endpoint(attr(e, "port"), attr(e, "protocol"))
			at.serve(attr(e, "name"))
		case e.Name.Local == "fingerprint":
			return take(x, path, &at)
		case strings.HasSuffix(path, "/vulnerabilities/vulnerability"):
			var v vulnerability
			if err := x.Decode(&v); err != nil {
				return err
			}
			if !foundCode(v.Code) {
				return nil
			}
			return emit(at.finding(v.finding()))
		}
		return nil
	})
}

// take reads a fingerprint of the device or of the service on it.
func take(x *stream.XML, path string, at *target) error {
	var f fingerprint
	if err := x.Decode(&f); err != nil {
		return err
	}
	if strings.HasSuffix(path, "/service/fingerprint") {
		at.product = f.better(at.product)
		at.configure("fingerprint", f.Description)
		return nil
	}
	at.system = f.better(at.system)
	return nil
}

func (v vulnerability) finding() kb.Finding {
	f := kb.Finding{Plugin: kb.Plugin{ID: strings.TrimSpace(v.ID)}, Status: v.Code}
	for _, r := range v.IDs {
		fill.Cite(&f, kind(r.Type), r.Value, "id")
	}
	return f
}

// foundCode reports whether a test with a code found something: VE, VV and VP
// (vulnerable: exploited, by version, potentially), EE, EV and EP (the same, with an
// exception), and codes that are not known.
func foundCode(code string) bool {
	switch strings.ToUpper(strings.TrimSpace(code)) {
	case "NV", "NT", "ER", "OV", "SD", "SV", "UK", "DS", "FA":
		return false
	}
	return true
}
