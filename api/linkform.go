package api

import (
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

// reportTypes documents the bodies that are reports.
func reportTypes() map[string]*huma.MediaType {
	file := &huma.Schema{Type: "string", Format: "binary"}
	out := map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
		Type: "object", Required: []string{"report"},
		Properties: map[string]*huma.Schema{"report": {Type: "array", Items: file, Description: "The reports"}},
	}}}
	for _, name := range []string{"application/octet-stream", "application/xml", "text/csv", "text/plain", "application/zip", "application/gzip"} {
		out[name] = &huma.MediaType{Schema: file}
	}
	out[typeJSON] = &huma.MediaType{Schema: &huma.Schema{Description: "A report in JSON, or in lines of JSON"}}
	return out
}

// resultTypes documents the forms of a result.
func (s *Server) resultTypes() map[string]*huma.MediaType {
	out := map[string]*huma.MediaType{}
	for _, f := range resultForms() {
		out[mediaName(f.MediaType)] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
	}
	out[typeJSON].Schema = s.schemaOf(v1.LinkDocument{})
	out["application/sarif+json"].Schema = &huma.Schema{Type: "object", Description: "SARIF 2.1.0; a rule is an article"}
	return out
}

// mediaName returns a media type without its parameters.
func mediaName(mediaType string) string {
	name, _, _ := strings.Cut(mediaType, ";")
	return name
}

// resultForms returns the forms of a result, the one for programs first.
func resultForms() []report.Format {
	all := report.Formats()
	slices.SortStableFunc(all, func(a, b report.Format) int {
		return strings.Compare(strconv.FormatBool(a.Name != "json"), strconv.FormatBool(b.Name != "json"))
	})
	return all
}

// resultForm returns the form that is asked for by name, else by Accept.
func resultForm(name, accept string) (report.Format, error) {
	if f, ok := report.FormatNamed(name); ok {
		return f, nil
	}
	var offers []string
	for _, f := range resultForms() {
		offers = append(offers, f.MediaType)
	}
	best := negotiate(accept, offers)
	for _, f := range resultForms() {
		if f.MediaType == best {
			return f, nil
		}
	}
	p := newProblem(errNotAcceptable)
	for _, o := range offers {
		p.wire.Available = append(p.wire.Available, mediaName(o))
	}
	return report.Format{}, p
}
