// Package generic reads the two formats in which findings are handed to DefectDojo
// when a tool has none of its own: a table, and a list of findings in JSON.
//
// Tools write them by hand, so every field may be missing, of another type, or in
// another spelling. What has no place in a finding is kept as an attribute.
package generic

import (
	"cmp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	const reads = "every finding, with endpoints, component, files, steps, mitigation and references"
	return []stream.Format{
		{Name: "generic-json", Title: "generic findings of DefectDojo, JSON", Reads: reads, Is: isList, Reader: readJSON},
		{Name: "generic-csv", Title: "generic findings of DefectDojo, CSV", Reads: reads, Is: isTable, Reader: readCSV},
	}
}

// isList reports whether a report is an object with findings in it.
func isList(h stream.Head) bool { return !h.List && h.HasKeys("findings") }

// isTable reports whether a table has the columns that the format asks for, and
// none by which others are known.
func isTable(h stream.Head) bool {
	for _, t := range h.Tables {
		if columns(t) {
			return true
		}
	}
	return false
}

func columns(t stream.Row) bool {
	for _, other := range []string{"QID", "Plugin ID", "NVT OID", "Vulnerability Source"} {
		if t.Has(other) {
			return false
		}
	}
	return t.Has("Title", "Severity", "Description")
}

// readCSV reads a table.
func readCSV(r *stream.Report, emit stream.Emit) error {
	return r.CSV(columns, func(row stream.Row) error {
		var rec record
		for name, value := range row.Rest() {
			rec.Set(name, value)
		}
		return emit(rec.finding())
	})
}

// readJSON reads a list of findings. The name of the tool may follow them.
func readJSON(r *stream.Report, emit stream.Emit) error {
	var t tool
	return stream.Twice(func() error { return members(r, t.member) }, func() error {
		return members(r, func(j *stream.JSON, key string) error {
			if key != "findings" {
				return j.Skip()
			}
			return j.Array(func(int) error { return t.read(j, emit) })
		})
	})
}

// tool is what made the findings.
type tool struct{ kind, name, version stream.Word }

// member keeps a member of the report.
func (t *tool) member(j *stream.JSON, key string) error {
	var into *stream.Word
	switch key {
	case "type":
		into = &t.kind
	case "name":
		into = &t.name
	case "version":
		into = &t.version
	default:
		return j.Skip()
	}
	return j.Decode(into)
}

// read reads a finding.
func (t *tool) read(j *stream.JSON, emit stream.Emit) error {
	var rec record
	warning, err := j.DecodeSome(&rec)
	if err != nil {
		return err
	}
	f := rec.finding()
	name := cmp.Or(t.kind, t.name)
	f.Scanner, f.Warnings = strings.TrimSpace(string(name+" "+t.version)), append(f.Warnings, fill.Some(warning)...)
	return emit(f)
}

// members calls visit for each member of the report's objects, which has to take its
// value.
func members(r *stream.Report, visit func(j *stream.JSON, key string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error { return j.Object(func(key string) error { return visit(j, key) }) })
}

// finding returns a record as a finding.
func (r *record) finding() kb.Finding {
	f := kb.Finding{
		Plugin:      kb.Plugin{ID: r.One("vuln_id_from_tool"), Name: r.One("title")},
		Severity:    r.One("severity", "numerical_severity"),
		Status:      r.status(),
		Product:     r.One("component_name"),
		Version:     r.One("component_version"),
		Description: fill.Paragraphs(r.One("description"), r.One("impact"), r.One("severity_justification")),
		Solution:    fill.Paragraphs(r.One("mitigation")),
	}
	if f.Location = r.One("file_path"); f.Location != "" {
		if line := r.One("line"); line != "" {
			f.Location += ":" + line
		}
	}
	r.where(&f)
	r.cite(&f)
	for _, name := range []string{"steps_to_reproduce", "payload", "param", "request", "response"} {
		fill.Say(&f, name, strings.Join(r.All(name), "\n"))
	}
	r.files(&f)
	rest := fill.Attributes{}
	for name, value := range r.Rest() {
		rest.Add(name, value)
	}
	rest.Say(&f)
	return f
}
