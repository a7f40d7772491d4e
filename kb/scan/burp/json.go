package burp

import (
	"encoding/json"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// event is an entry of a list of issues: one with the issue in it (REST), or the
// issue itself (GraphQL).
type event struct {
	Type  string  `json:"type"`
	Issue *record `json:"issue"`
	record
}

// record is what Burp found at one place, as it is in JSON.
type record struct {
	Name       stream.Texts `json:"name"`
	TypeIndex  stream.Texts `json:"type_index"`
	Serial     stream.Texts `json:"serial_number"`
	Origin     stream.Texts `json:"origin"`
	Path       stream.Texts `json:"path"`
	Caption    stream.Texts `json:"caption"`
	Severity   stream.Texts `json:"severity"`
	Confidence stream.Texts `json:"confidence"`

	Description stream.Texts    `json:"description"`
	Background  stream.Texts    `json:"issue_background"`
	Remediation stream.Texts    `json:"remediation"`
	HowTo       stream.Texts    `json:"remediation_background"`
	References  stream.Texts    `json:"references"`
	Classes     stream.Texts    `json:"vulnerability_classifications"`
	Evidence    json.RawMessage `json:"evidence"`

	// GraphQL has what is true of all issues of a type apart.
	IssueType struct {
		Name        stream.Texts `json:"name"`
		TypeIndex   stream.Texts `json:"type_index"`
		Description stream.Texts `json:"description_html"`
		Remediation stream.Texts `json:"remediation_html"`
		References  stream.Texts `json:"references_html"`
		Classes     stream.Texts `json:"vulnerability_classifications_html"`
	} `json:"issue_type"`
	DescriptionHTML stream.Texts `json:"description_html"`
	RemediationHTML stream.Texts `json:"remediation_html"`
}

// readJSON reads the issues, wherever in the answer of an API they are.
func readJSON(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	h, err := r.Head()
	if err != nil {
		return err
	}
	var wrong stream.Wrong
	one := func(int) error {
		var e event
		if ok, err := wrong.Pass(j.Decode(&e)); !ok {
			return err
		}
		switch {
		case e.Issue != nil:
			return emit(e.Issue.finding())
		case e.Type != "" && e.IssueType.Name == nil: // of something else that happened
			return nil
		}
		return emit(e.finding())
	}
	if h.HasKeys("issue_type") {
		return wrong.End(j.Each(func() error { return one(0) }))
	}
	var member func(key string) error
	member = func(key string) error {
		switch key {
		case "Issues", "issues", "issue_events":
			return j.Array(one)
		case "issue":
			return one(0)
		case "data", "scan", "site":
			return j.Objects(func() {}, member)
		}
		return j.Skip()
	}
	return wrong.End(j.Each(func() error { return j.Object(member) }))
}

// finding returns what a record says.
func (r record) finding() kb.Finding {
	f := kb.Finding{
		Scanner: "Burp Suite", Severity: r.Severity.First(), Status: r.Confidence.First(),
		Plugin: kb.Plugin{ID: first(r.TypeIndex, r.IssueType.TypeIndex), Name: first(r.Name, r.IssueType.Name)},
	}
	place(&f, r.Origin.First(), first(r.Path, r.Caption))
	f.Description = fill.Paragraphs(fill.Prose(&f, "issue_background", first(r.Background)), fill.Prose(&f, "issue_type.description_html", first(r.IssueType.Description)))
	f.Solution = fill.Paragraphs(fill.Prose(&f, "remediation_background", first(r.HowTo)), fill.Prose(&f, "issue_type.remediation_html", first(r.IssueType.Remediation)),
		fill.Prose(&f, "remediation", first(r.Remediation)), fill.Prose(&f, "remediation_html", first(r.RemediationHTML)))
	refer(&f, "references", first(r.References, r.IssueType.References))
	classify(&f, "vulnerability_classifications", first(r.Classes, r.IssueType.Classes))
	fill.Say(&f, "description", fill.Prose(&f, "description", first(r.Description, r.DescriptionHTML)))
	if c := r.Caption.First(); c != r.Path.First() {
		fill.Say(&f, "caption", c)
	}
	var list []json.RawMessage
	if json.Unmarshal(r.Evidence, &list) != nil {
		list = []json.RawMessage{r.Evidence}
	}
	for _, e := range list {
		evidence(&f, e)
	}
	var a fill.Attributes
	a.Add("serial_number", r.Serial.First())
	a.Say(&f)
	return f
}

// first returns the first text that is not empty.
func first(all ...stream.Texts) string {
	for _, t := range all {
		if s := strings.TrimSpace(t.First()); s != "" {
			return s
		}
	}
	return ""
}
