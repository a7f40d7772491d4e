// Package appcheck reads the JSON reports of AppCheck, which gathers what several
// scanning engines find: a finding is an item.
package appcheck

import (
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "appcheck-json", Title: "AppCheck JSON", Reads: "every item, with its details and what the engine behind it wrote",
		Is: isReport, Reader: read,
	}}
}

// isReport reports whether a report is AppCheck's.
func isReport(h stream.Head) bool {
	_, items := h.Keys["items"]
	return items && (h.HasKeys("hosts") && len(h.Keys) == 2 || strings.Contains(h.Text, `"ordered_keys"`) || strings.Contains(h.Text, `"scanning_engine"`))
}

// read reads the items.
func read(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	var wrong stream.Wrong
	return wrong.End(j.Each(func() error {
		return j.Object(func(key string) error {
			if key != "items" {
				return j.Skip()
			}
			return j.Array(func(int) error {
				var i object
				if ok, err := wrong.Pass(j.Decode(&i)); !ok {
					return err
				}
				return emit(finding(i))
			})
		})
	}))
}
