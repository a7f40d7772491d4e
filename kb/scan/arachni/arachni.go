// Package arachni reads the JSON reports of Arachni: a finding is an issue.
package arachni

import (
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "arachni-json", Title: "Arachni JSON", Reads: "every issue, with proof, request, response and pages",
		Is: isReport, Reader: read,
	}}
}

// isReport reports whether a report is Arachni's. The issues may begin too late to
// be seen.
func isReport(h stream.Head) bool {
	return h.HasKeys("version", "options") && (h.HasKeys("sitemap") || h.HasKeys("seed") || h.HasKeys("issues")) && strings.Contains(strings.ToLower(h.Text), "arachni")
}

// read reads the issues. The version stands before them.
func read(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	scanner := "Arachni"
	var wrong stream.Wrong
	return wrong.End(j.Each(func() error {
		return j.Object(func(key string) error {
			switch key {
			case "version":
				var v stream.Texts
				err := j.Decode(&v)
				scanner = strings.TrimSpace("Arachni " + fill.Brief(v.First(), 100))
				return err
			case "issues":
				return j.Array(func(int) error {
					var i issue
					if ok, err := wrong.Pass(j.Decode(&i)); !ok {
						return err
					}
					return emit(i.finding(scanner))
				})
			}
			return j.Skip()
		})
	}))
}
