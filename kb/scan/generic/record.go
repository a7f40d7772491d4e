package generic

import (
	"encoding/json"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// record is a finding as it stands: a table says "Vulnerability Id" for
// "vulnerability_ids".
type record struct{ stream.Record }

// is reports whether a field is there and has one of two truth values.
func (r *record) is(name string, want bool) bool {
	v := strings.ToLower(strings.TrimSpace(strings.Join(r.Peek(name), "")))
	if want {
		return v == "true" || v == "1" || v == "yes"
	}
	return v == "false" || v == "0" || v == "no"
}

// status returns what the flags say.
func (r *record) status() string {
	var said []string
	for _, flag := range []struct{ name, status string }{
		{"false_p", "false positive"}, {"false_positive", "false positive"}, {"duplicate", "duplicate"}, {"out_of_scope", "out of scope"},
		{"risk_accepted", "risk accepted"}, {"under_review", "under review"}, {"is_mitigated", "mitigated"}, {"verified", "verified"},
	} {
		if r.is(flag.name, true) {
			said = append(said, flag.status)
		}
	}
	if r.is("active", false) {
		said = append(said, "inactive")
	}
	return strings.Join(fill.Some(said...), ", ")
}

// where notes the endpoints: the first one as host and port, all of them as an
// output when there are more.
func (r *record) where(f *kb.Finding) {
	var all []string
	for _, e := range r.All("endpoints", "url", "endpoint") {
		all = append(all, endpoint(e))
	}
	if all = fill.Some(all...); len(all) > 0 {
		fill.Web(f, all[0])
	}
	if len(all) > 1 || len(all) == 1 && f.Location != all[0] {
		fill.Say(f, "endpoints", strings.Join(all, "\n"))
	}
}

// endpoint returns a place as a URL. In JSON it may be in parts.
func endpoint(s string) string {
	var e struct{ Protocol, Userinfo, Host, Port, Path, Query, Fragment stream.Word }
	if !strings.HasPrefix(s, "{") || json.Unmarshal([]byte(s), &e) != nil {
		return s
	}
	parts := []struct {
		before, text, after string
	}{
		{"", string(e.Protocol), "://"}, {"", string(e.Userinfo), "@"}, {"", bracketed(string(e.Host)), ""}, {":", string(e.Port), ""},
		{"/", strings.TrimPrefix(string(e.Path), "/"), ""}, {"?", string(e.Query), ""}, {"#", string(e.Fragment), ""},
	}
	var b strings.Builder
	for _, p := range parts {
		if p.text != "" {
			b.WriteString(p.before + p.text + p.after)
		}
	}
	return b.String()
}

// bracketed returns a host as it stands in a URL.
func bracketed(host string) string {
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		return "[" + host + "]"
	}
	return host
}

// cite adds the references.
func (r *record) cite(f *kb.Finding) {
	for _, name := range []string{"cve", "vulnerability_id", "vulnerability_ids"} {
		for _, v := range r.All(name) {
			for _, id := range strings.FieldsFunc(vulnerability(v), func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) }) {
				fill.Cite(f, fill.ReferenceKind(id), id, r.Name(name))
			}
		}
	}
	for _, name := range []string{"cwe", "cwe_id", "cwes"} {
		for _, v := range r.Peek(name) {
			digits := strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(v)), "CWE-"))
			if strings.Trim(digits, "0123456789") != "" { // "N/A": an attribute
				continue
			}
			if r.All(name); strings.Trim(digits, "0") != "" {
				fill.Cite(f, "cwe", "CWE-"+digits, r.Name(name))
			}
		}
	}
	for _, v := range r.All("references") {
		fill.References(f, "references", v)
	}
}

// vulnerability returns the id of a vulnerability, which may be in an object.
func vulnerability(s string) string {
	var o struct {
		ID    stream.Word `json:"vulnerability_id"`
		Other stream.Word `json:"id"`
	}
	if !strings.HasPrefix(s, "{") || json.Unmarshal([]byte(s), &o) != nil {
		return s
	}
	return string(o.ID + " " + o.Other)
}

// files adds what is attached, as text when it is one.
func (r *record) files(f *kb.Finding) {
	for _, v := range r.All("files") {
		var file struct{ Title, Data stream.Word }
		if json.Unmarshal([]byte(v), &file) != nil {
			fill.Say(f, "file", v)
			continue
		}
		fill.Say(f, strings.TrimSpace("file "+string(file.Title)), fill.Decoded(string(file.Data)))
	}
}
