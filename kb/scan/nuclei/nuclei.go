// Package nuclei reads what nuclei writes with -json, -jsonl and -json-export, of
// all its versions: a finding is a match of a template.
package nuclei

import (
	"slices"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "nuclei-json", Title: "nuclei JSON and JSON lines", Reads: "every match, with what was extracted, request, response and references",
		Is: isMatches, Reader: read,
	}}
}

// isMatches reports whether a report is nuclei's. Before 2.2 a match had no part for
// what its template says.
func isMatches(h stream.Head) bool {
	if h.HasKeys("template", "type", "matched", "severity") {
		return true
	}
	return h.HasKeys("info") && slices.ContainsFunc([]string{"template-id", "templateID", "template_id"}, func(k string) bool { return h.HasKeys(k) })
}

// read reads the matches: of a list, or one behind the other.
func read(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	var wrong stream.Wrong
	return wrong.End(j.Each(func() error {
		var m members
		if ok, err := wrong.Pass(j.Decode(&m)); !ok {
			return err
		}
		return emit(finding(m))
	}))
}
