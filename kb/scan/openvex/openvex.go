// Package openvex reads documents of OpenVEX, which say of products whether a
// vulnerability affects them: https://github.com/openvex/spec. Versions 0.0.1 (names
// as texts) and 0.2.0 (names as objects) are read, also inside of an attestation.
package openvex

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "openvex", Title: "OpenVEX", Reads: "every statement, with vulnerability, status, justification and products",
		Is: isDocument, Reader: read,
	}}
}

// isDocument reports whether a report is a document, or an attestation of one.
func isDocument(h stream.Head) bool {
	if h.List {
		return false
	}
	return strings.Contains(h.Keys["@context"], "openvex") && !h.HasKeys("findings") ||
		h.HasKeys("predicate") && strings.Contains(h.Keys["predicateType"], "openvex")
}

// document is what the statements of a document have in common.
type document struct{ author, id stream.Word }

// read reads a document. Its author and id may follow the statements.
func read(r *stream.Report, emit stream.Emit) error {
	var doc document
	return stream.Twice(func() error { return members(r, doc.member) }, func() error {
		return members(r, func(j *stream.JSON, key string) error {
			if key != "statements" {
				return j.Skip()
			}
			return j.Array(func(int) error { return doc.statement(j, emit) })
		})
	})
}

// statement reads a statement.
func (d *document) statement(j *stream.JSON, emit stream.Emit) error {
	var s statement
	warning, err := j.DecodeSome(&s)
	if err != nil {
		return err
	}
	f := s.finding(*d)
	f.Warnings = append(f.Warnings, fill.Some(warning)...)
	return emit(f)
}

// member keeps a member of the document.
func (d *document) member(j *stream.JSON, key string) error {
	var into *stream.Word
	switch key {
	case "author":
		into = &d.author
	case "@id":
		into = &d.id
	default:
		return j.Skip()
	}
	return j.Decode(into)
}

// members calls visit for the members of each document, also of one that is the
// predicate of an attestation.
func members(r *stream.Report, visit func(j *stream.JSON, key string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error {
		return j.Object(func(key string) error {
			if key == "predicate" {
				return j.Object(func(key string) error { return visit(j, key) })
			}
			return visit(j, key)
		})
	})
}

// finding returns a statement as a finding.
func (s statement) finding(doc document) kb.Finding {
	v := s.Vulnerability
	f := kb.Finding{
		Scanner:     strings.Join(fill.Some("OpenVEX", string(doc.author)), " "),
		Plugin:      kb.Plugin{ID: strings.TrimSpace(string(v.Name)), Name: string(v.Name)},
		Status:      strings.Join(fill.Some(string(s.Status), string(s.Justification)), ", "),
		Description: fill.Paragraphs(string(v.Description), string(s.VulnDescription), string(s.ImpactStatement)),
		Solution:    fill.Paragraphs(string(s.ActionStatement)),
	}
	if f.Plugin.ID == "" {
		f.Plugin.ID, f.Plugin.Name = string(v.ID), string(v.ID)
	}
	for _, id := range fill.Some(append([]string{string(v.Name)}, v.Aliases...)...) {
		fill.Cite(&f, fill.ReferenceKind(id), id, "vulnerability")
	}
	if v.ID != v.Name {
		fill.References(&f, "vulnerability", string(v.ID))
	}
	s.name(&f)
	fill.Say(&f, "status_notes", string(s.StatusNotes))
	said := fill.Attributes{}
	said.Add("document", string(doc.id))
	said.Add("timestamp", string(s.Timestamp))
	said.Add("last_updated", string(s.LastUpdated))
	said.Add("supplier", string(s.Supplier))
	said.Say(&f)
	return f
}
