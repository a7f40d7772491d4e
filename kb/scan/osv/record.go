package osv

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// record is a vulnerability.
type record struct {
	ID               stream.Word
	Summary          stream.Word
	Details          stream.Word
	Aliases          stream.Texts
	Related          stream.Texts
	Upstream         stream.Texts
	Published        stream.Word
	Modified         stream.Word
	Withdrawn        stream.Word
	References       []struct{ Type, URL stream.Word }
	Severity         []rating
	Affected         []affected
	DatabaseSpecific database `json:"database_specific"`
}

type rating struct{ Type, Score stream.Word }

// pkg is a package. Version and commit are known of those that were scanned.
type pkg struct{ Name, Version, Ecosystem, PURL, Commit stream.Word }

type affected struct {
	Package  pkg
	Severity []rating
	Ranges   []struct {
		Type   stream.Word
		Repo   stream.Word
		Events []struct {
			Introduced   stream.Word
			Fixed        stream.Word
			LastAffected stream.Word `json:"last_affected"`
			Limit        stream.Word
		}
	}
	Versions         stream.Texts
	DatabaseSpecific database `json:"database_specific"`
	Specific         struct {
		Imports []struct {
			Path    stream.Word
			Symbols stream.Texts
		}
	} `json:"ecosystem_specific"`
}

// database is what databases say beyond the format.
type database struct {
	Severity stream.Word
	CWEIDs   stream.Texts `json:"cwe_ids"`
	CWEs     []struct {
		ID stream.Word `json:"cweId"`
	}
}

// finding returns a record as a finding.
func (r record) finding() kb.Finding {
	name := strings.TrimSpace(string(r.Summary))
	if name == "" {
		name = string(r.ID)
	}
	f := kb.Finding{
		Scanner: "OSV", Plugin: kb.Plugin{ID: string(r.ID), Name: name}, Severity: r.severity(),
		Description: fill.Paragraphs(string(r.Summary), string(r.Details)),
	}
	if r.Withdrawn != "" {
		f.Status = "withdrawn"
	}
	var lines []string
	for _, a := range r.Affected {
		lines = append(lines, a.lines()...)
	}
	fill.Say(&f, "affected", strings.Join(lines, "\n"))
	if len(r.Affected) == 1 {
		f.Product, f.Plugin.Family = string(r.Affected[0].Package.Name), string(r.Affected[0].Package.Ecosystem)
	}
	r.cite(&f)
	said := fill.Attributes{}
	for _, s := range r.Severity {
		said.Add(string(s.Type), string(s.Score))
	}
	said.Add("published", string(r.Published))
	said.Add("modified", string(r.Modified))
	said.Add("withdrawn", string(r.Withdrawn))
	said.Say(&f)
	return f
}

// severity returns the word of the database, or the vectors.
func (r record) severity() string {
	if word := string(r.DatabaseSpecific.Severity); word != "" {
		return word
	}
	var words []string
	for _, a := range r.Affected {
		words = append(words, string(a.DatabaseSpecific.Severity))
		for _, s := range a.Severity {
			words = append(words, string(s.Score))
		}
	}
	for _, s := range r.Severity {
		words = append(words, string(s.Score))
	}
	return strings.Join(fill.Some(words...), ", ")
}

// lines returns which versions of a package are affected.
func (a affected) lines() []string {
	lines := []string{strings.Join(fill.Some(string(a.Package.Ecosystem), string(a.Package.Name), string(a.Package.PURL)), " ")}
	for _, r := range a.Ranges {
		said := fill.Some(string(r.Type), string(r.Repo))
		for _, e := range r.Events {
			for _, p := range [][2]string{{"introduced", string(e.Introduced)}, {"fixed", string(e.Fixed)}, {"last affected", string(e.LastAffected)}, {"limit", string(e.Limit)}} {
				if p[1] != "" {
					said = append(said, p[0]+" "+p[1])
				}
			}
		}
		lines = append(lines, "  "+strings.Join(said, ", "))
	}
	if len(a.Versions) > 0 {
		lines = append(lines, "  versions "+strings.Join(a.Versions, ", "))
	}
	for _, i := range a.Specific.Imports {
		lines = append(lines, strings.TrimSuffix("  import "+string(i.Path)+": "+strings.Join(i.Symbols, ", "), ": "))
	}
	return lines
}

// cite adds the references.
func (r record) cite(f *kb.Finding) {
	for _, list := range []struct {
		ids   []string
		where string
	}{{[]string{string(r.ID)}, "id"}, {r.Aliases, "aliases"}, {r.Upstream, "upstream"}, {r.Related, "related"}} {
		for _, id := range list.ids {
			fill.Cite(f, fill.ReferenceKind(id), id, list.where)
		}
	}
	cwes := r.DatabaseSpecific.ids()
	for _, a := range r.Affected {
		cwes = append(cwes, a.DatabaseSpecific.ids()...)
	}
	for _, id := range fill.Some(cwes...) {
		fill.Cite(f, "cwe", id, "database_specific")
	}
	for _, ref := range r.References {
		fill.Cite(f, "url", string(ref.URL), strings.TrimSpace("references "+string(ref.Type)))
	}
}

// ids returns the weaknesses.
func (d database) ids() []string {
	ids := []string(d.CWEIDs)
	for _, c := range d.CWEs {
		ids = append(ids, string(c.ID))
	}
	return ids
}

// add notes what the scanner says of a record.
func (g group) add(f *kb.Finding, id string) {
	f.Severity = severity(f.Severity, string(g.MaxSeverity))
	a, ok := g.Analysis[id]
	switch {
	case !ok:
	case a.Unimportant:
		f.Status = strings.Join(fill.Some(f.Status, "unimportant"), ", ")
	case a.Called != nil && *a.Called:
		f.Status = strings.Join(fill.Some(f.Status, "called"), ", ")
	case a.Called != nil:
		f.Status = strings.Join(fill.Some(f.Status, "not called"), ", ")
	}
}
