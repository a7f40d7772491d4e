// Package osv reads vulnerabilities in the format of OSV
// (https://ossf.github.io/osv-schema/): single records, lists of them, answers of the
// service, and the results of osv-scanner, which have them by package.
package osv

import (
	"regexp"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "osv-json", Title: "OSV records, osv-scanner --format json",
		Reads: "every record, or every vulnerability of every package, with aliases, affected versions, severity and references",
		Is:    isOSV, Reader: read,
	}}
}

// nothing is what osv-scanner writes when it finds nothing.
var nothing = regexp.MustCompile(`^\s*\{\s*"results"\s*:\s*(\[\s*\]|null)\s*[},]`)

// isOSV reports whether a report has records of OSV.
func isOSV(h stream.Head) bool {
	switch {
	case h.HasKeys("results") && !h.List && !h.HasKeys("errors") && !h.HasKeys("paths"):
		return nothing.MatchString(h.Text) || strings.Contains(h.Text, `"packages"`) && strings.Contains(h.Text, `"source"`) || strings.Contains(h.Text, `"vulns"`)
	case h.HasKeys("vulns") && !h.List:
		return true
	case !h.HasKeys("id"): // it may come after what is long, when members are sorted
		return h.HasKeys("affected") && strings.Contains(h.Text, `"ecosystem"`) && strings.Contains(h.Text, `"package"`)
	}
	said := h.HasKeys("affected") || h.HasKeys("summary") || h.HasKeys("details") || h.HasKeys("withdrawn")
	return h.HasKeys("modified") && (said || h.HasKeys("schema_version")) || h.HasKeys("schema_version", "affected")
}

// read reads records, alone or in what has them.
func read(r *stream.Report, emit stream.Emit) error {
	h, err := r.Head()
	if err != nil {
		return err
	}
	if !h.List && (h.HasKeys("results") || h.HasKeys("vulns")) {
		return readResults(r, emit)
	}
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error { return one(j, emit) })
}

// one reads a record.
func one(j *stream.JSON, emit stream.Emit) error {
	var rec record
	warning, err := j.DecodeSome(&rec)
	if err != nil {
		return err
	}
	f := rec.finding()
	f.Warnings = fill.Some(warning)
	return emit(f)
}
