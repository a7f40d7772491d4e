package openvas

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// references takes the references of a check, in their new and in their old form.
func references(f *kb.Finding, nvt *node) {
	for _, r := range nvt.all("refs", "ref") {
		cite(f, r.attr("type"), r.attr("id"), "refs")
	}
	for _, r := range nvt.all("cert", "cert_ref") {
		cite(f, r.attr("type"), r.attr("id"), "cert")
	}
	for _, kind := range []string{"cve", "bid"} {
		for _, id := range ids(clipped(f, nvt.text(kind), kind)) {
			cite(f, kind, id, kind)
		}
	}
	crossReferences(f, nvt.text("xref"), "xref")
}

// cite adds a reference that is not there yet.
func cite(f *kb.Finding, kind, id, where string) {
	kind = strings.ToLower(strings.TrimSpace(kind))
	switch kind {
	case "bugtraq_id", "bugtraq":
		kind = "bid"
	case "cve_id":
		kind = "cve"
	case "":
		kind = fill.ReferenceKind(id)
	}
	same := func(c kb.Citation) bool { return c.Kind == kind && c.Value == id }
	if len(f.Citations) < maxCompared && slices.ContainsFunc(f.Citations, same) {
		return
	}
	fill.Cite(f, kind, id, where)
}

// maxCompared is how many references are looked at for one that is there already.
const maxCompared = 1000

// maxList is how much of a text with references is looked at, in bytes.
const maxList = 256 << 10

// clipped returns what of a text with references is looked at, and notes in the
// finding what is not.
func clipped(f *kb.Finding, text, where string) string {
	if len(text) <= maxList {
		return text
	}
	kept := text[:max(0, strings.LastIndexAny(text[:maxList], ", \t\r\n"))]
	f.Warnings = append(f.Warnings, fmt.Sprintf("%s cut: %d of %d bytes kept", where, len(kept), len(text)))
	return kept
}

// ids returns the ids of a text that has many. NOCVE and the like say that there
// are none.
func ids(text string) []string {
	var out []string
	for id := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) }) {
		if id != "NOCVE" && id != "NOBID" && id != "NOXREF" {
			out = append(out, id)
		}
	}
	return out
}

// crossReference matches the beginning of a reference in a list of them: a comma in
// a URL is not followed by one.
var crossReference = regexp.MustCompile(`(?:^|,)\s*([A-Za-z][A-Za-z0-9_-]*):`)

// crossReferences takes "URL:https://a.example, OSVDB:1".
func crossReferences(f *kb.Finding, text, where string) {
	if text = clipped(f, strings.TrimSpace(text), where); text == "NOXREF" {
		return
	}
	at := crossReference.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 || at[0][0] > 0 {
		end := len(text)
		if len(at) > 0 {
			end = at[0][0]
		}
		cite(f, "", text[:end], where)
	}
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name, value := text[m[2]:m[3]], strings.Trim(text[m[1]:end], " \t\r\n,")
		if strings.HasPrefix(value, "//") { // a URL without a name
			name, value = "url", name+":"+value
		}
		cite(f, name, value, where)
	}
}
