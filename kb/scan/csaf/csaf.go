// Package csaf reads documents of the Common Security Advisory Framework of OASIS,
// versions 2.0 and 2.1: https://docs.oasis-open.org/csaf/csaf/v2.0/.
//
// A document is read twice: first for what its vulnerabilities refer to (products,
// notes of the document), then for the vulnerabilities.
package csaf

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "csaf", Title: "CSAF 2 advisory or VEX", Reads: "every vulnerability, with products by status, notes, scores, threats, remediations and references",
		Is: isDocument, Reader: read,
	}}
}

// isDocument reports whether a report is a document of CSAF. Lists and feeds of
// documents are none.
func isDocument(h stream.Head) bool {
	if h.List || !h.HasKeys("document") {
		return false
	}
	return strings.Contains(h.Text, `"csaf_version"`) || strings.Contains(h.Text, `"tracking"`) && strings.Contains(h.Text, `"publisher"`)
}

// read reads the document.
func read(r *stream.Report, emit stream.Emit) error {
	a := &advisory{products: map[string]product{}, groups: map[string][]string{}, left: maxProducts}
	return stream.Twice(func() error { return r.Members(a.member) }, func() error { return a.read(r, emit) })
}

// read reads the vulnerabilities of a document whose other parts are known.
func (a *advisory) read(r *stream.Report, emit stream.Emit) error {
	return r.Members(func(j *stream.JSON, key string) error {
		if key != "vulnerabilities" {
			return j.Skip()
		}
		return stream.Items(j, func(v vulnerability, warnings []string) error {
			f := a.finding(v)
			f.Warnings = append(f.Warnings, warnings...)
			return emit(f)
		})
	})
}

// finding returns a vulnerability as a finding.
func (a *advisory) finding(v vulnerability) kb.Finding {
	a.budget = fill.NewBudget()
	f := kb.Finding{
		Scanner:     strings.Join(fill.Some("CSAF", string(a.doc.Publisher.Name)), " "),
		Plugin:      kb.Plugin{ID: v.id(), Name: first(string(v.Title), string(a.doc.Title))},
		Severity:    first(v.severity(), string(a.doc.AggregateSeverity.Text)),
		Description: fill.Paragraphs(append(texts(v.Notes), a.notes)...),
	}
	if f.Plugin.ID == "" {
		f.Plugin.ID = string(a.doc.Tracking.ID)
	}
	a.state(&f, v)
	var fixes []string
	for _, r := range v.Remediations {
		fixes = append(fixes, r.text())
		if len(v.Remediations) > 1 && len(r.ProductIDs)+len(r.GroupIDs) > 0 {
			fill.Say(&f, strings.TrimSpace("remediation "+string(r.Category)), a.about(r.title(), r.ProductIDs, r.GroupIDs))
		}
	}
	f.Solution = fill.Paragraphs(fixes...)
	v.cite(&f)
	for _, r := range a.doc.References {
		fill.Cite(&f, "url", string(r.URL), "document.references")
	}
	for _, t := range v.Threats {
		fill.Say(&f, strings.TrimSpace("threat "+string(t.Category)), a.about(string(t.Details), t.ProductIDs, t.GroupIDs))
	}
	said := fill.Attributes{}
	said.Add("document", strings.Join(fill.Some(string(a.doc.Tracking.ID), string(a.doc.Title)), ", "))
	for _, s := range append(v.Scores, v.Metrics...) {
		for _, vector := range s.vectors() {
			said.Add("score", vector)
		}
	}
	said.Add("discovery_date", string(v.DiscoveryDate))
	said.Add("release_date", string(v.ReleaseDate))
	said.Say(&f)
	if a.cut {
		f.Warnings = append(f.Warnings, "notes or references of the document cut: it has more than each vulnerability keeps")
	}
	if a.left < 0 || a.budget.Spent() {
		f.Warnings = append(f.Warnings, "names of products not kept: there are more than are remembered; ids stand in their place")
	}
	return f
}

// texts returns notes with their titles. What a document says of its own use is
// left out.
func texts(notes []note) []string {
	var out []string
	for _, n := range notes {
		switch {
		case n.Category == "legal_disclaimer":
		case n.Category == "description" || n.Title == "" || n.Title == n.Text:
			out = append(out, string(n.Text))
		default:
			out = append(out, string(n.Title)+": "+string(n.Text))
		}
	}
	return out
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
