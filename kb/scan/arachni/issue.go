package arachni

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// issue is what was found at one place. Before 1.0 the parts of vector, request and
// response stood in the issue itself.
type issue struct {
	Name        stream.Texts            `json:"name"`
	Description stream.Texts            `json:"description"`
	References  map[string]stream.Texts `json:"references"`
	Tags        stream.Texts            `json:"tags"`
	CWE         stream.Texts            `json:"cwe"`
	CWEURL      stream.Texts            `json:"cwe_url"`
	Severity    stream.Texts            `json:"severity"`
	Remedy      stream.Texts            `json:"remedy_guidance"`
	RemedyCode  stream.Texts            `json:"remedy_code"`
	Check       struct {
		Name        stream.Texts `json:"name"`
		Shortname   stream.Texts `json:"shortname"`
		Description stream.Texts `json:"description"`
		Version     stream.Texts `json:"version"`
	} `json:"check"`
	Vector    vector                     `json:"vector"`
	Proof     stream.Texts               `json:"proof"`
	Signature stream.Texts               `json:"signature"`
	Referring page                       `json:"referring_page"`
	Page      page                       `json:"page"`
	Request   message                    `json:"request"`
	Response  json.RawMessage            `json:"response"`
	Remarks   map[string]json.RawMessage `json:"remarks"`
	Trusted   *bool                      `json:"trusted"`
	Digest    stream.Texts               `json:"digest"`
	Others    []issue                    `json:"variations"` // of the same issue: how else it was found
	Platform  stream.Texts               `json:"platform_name"`

	URL      stream.Texts `json:"url"`
	Module   stream.Texts `json:"internal_modname"`
	Var      stream.Texts `json:"var"`
	Element  stream.Texts `json:"elem"`
	Method   stream.Texts `json:"method"`
	Injected stream.Texts `json:"injected"`
	Match    stream.Texts `json:"regexp_match"`
}

// vector is where something was put in.
type vector struct {
	Type   stream.Texts `json:"type"`
	URL    stream.Texts `json:"url"`
	Action stream.Texts `json:"action"`
	Method stream.Texts `json:"method"`
	Source stream.Texts `json:"source"`
	Input  stream.Texts `json:"affected_input_name"`
	Value  stream.Texts `json:"affected_input_value"`
	Seed   stream.Texts `json:"seed"`
}

// page is a page that was looked at.
type page struct {
	Body stream.Texts `json:"body"`
}

// message is a request or a response.
type message struct {
	URL     stream.Texts `json:"url"`
	Address stream.Texts `json:"ip_address"`
	Headers stream.Texts `json:"headers_string"`
	Status  stream.Texts `json:"status_line"`
	Body    stream.Texts `json:"body"`
}

// text puts a message together.
func (m message) text() string {
	return fill.Paragraphs(first(m.Headers, m.Status), m.Body.First())
}

// finding returns what an issue says.
func (i issue) finding(scanner string) kb.Finding {
	f := kb.Finding{
		Scanner: scanner, Severity: i.Severity.First(), System: i.Platform.First(),
		Plugin:      kb.Plugin{ID: first(i.Check.Shortname, i.Module), Name: strings.TrimSpace(i.Name.First()), Family: first(i.Vector.Type, i.Element)},
		Description: fill.Paragraphs(unwrapped(i.Description), unwrapped(i.Check.Description)),
		Solution:    fill.Paragraphs(unwrapped(i.Remedy), i.RemedyCode.First()),
	}
	if i.Trusted != nil && !*i.Trusted {
		f.Status = "untrusted"
	}
	for _, v := range append([]issue{i}, i.Others...) {
		answer := v.answer()
		f.Addresses = fill.Some(append(f.Addresses, answer.Address.First())...)
		fill.Web(&f, first(v.Vector.Action, v.Vector.URL, v.URL, v.Request.URL, answer.URL))
		v.seen(&f, answer)
	}
	for _, name := range slices.Sorted(maps.Keys(i.References)) {
		for _, url := range i.References[name] {
			fill.Cite(&f, "url", url, "references")
		}
	}
	fill.Cite(&f, "cwe", i.CWE.First(), "cwe")
	fill.Cite(&f, "url", i.CWEURL.First(), "cwe_url")
	return f
}

// answer returns the response, which was the body alone before 1.0.
func (i issue) answer() message {
	var m message
	if json.Unmarshal(i.Response, &m) == nil {
		return m
	}
	var body stream.Texts
	_ = json.Unmarshal(i.Response, &body) // what is neither has nothing to show
	return message{Body: body}
}

// seen adds what was seen.
func (i issue) seen(f *kb.Finding, answer message) {
	fill.Say(f, "proof", first(i.Proof, i.Match))
	fill.Say(f, "signature", i.Signature.First())
	fill.Say(f, "injected", first(i.Vector.Seed, i.Injected))
	fill.Say(f, "vector", i.Vector.Source.First())
	fill.Say(f, "request", i.Request.text())
	fill.Say(f, "response", answer.text())
	if body := i.Page.Body.First(); body != answer.Body.First() {
		fill.Say(f, "page", body)
	}
	fill.Say(f, "referring_page", i.Referring.Body.First())
	for _, name := range slices.Sorted(maps.Keys(i.Remarks)) {
		var t stream.Texts
		if json.Unmarshal(i.Remarks[name], &t) == nil {
			fill.Say(f, "remarks", name+": "+strings.Join(t, "\n"))
		}
	}
	var a fill.Attributes
	a.Add("affected_input_name", first(i.Vector.Input, i.Var))
	a.Add("affected_input_value", i.Vector.Value.First())
	a.Add("method", first(i.Vector.Method, i.Method))
	a.Add("page_url", i.Vector.URL.First())
	a.Add("check", strings.TrimSpace(i.Check.Name.First()+" "+i.Check.Version.First()))
	a.Add("tags", strings.Join(i.Tags, ", "))
	a.Add("digest", i.Digest.First())
	a.Say(f)
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

// unwrapped returns a text whose paragraphs are broken into short lines, with a line
// for each paragraph. Lists and code keep their lines.
func unwrapped(t stream.Texts) string {
	var out []string
	for part := range strings.SplitSeq(strings.TrimSpace(t.First()), "\n\n") {
		if !strings.ContainsAny(part, "*`|") && !strings.Contains(part, "\n ") && !strings.HasPrefix(part, "1.") {
			part = strings.ReplaceAll(part, "\n", " ")
		}
		out = append(out, part)
	}
	return strings.Join(out, "\n\n")
}
