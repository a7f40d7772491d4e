package sarif

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// bag is an object whose members are up to the tool. Anything but an object is an
// empty one.
type bag map[string]stream.Texts

// UnmarshalJSON reads an object.
func (b *bag) UnmarshalJSON(data []byte) error {
	var m map[string]stream.Texts
	if json.Unmarshal(data, &m) == nil {
		*b = m
	}
	return nil
}

// lines returns the members, one on each line.
func (b bag) lines() string {
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(b)) {
		lines = append(lines, k+": "+strings.Join(b[k], ", "))
	}
	return strings.Join(lines, "\n")
}

// Bounds of the properties of a run, which all of its results have.
const (
	maxAbout = 20  // properties
	maxShort = 200 // bytes of one
)

// short returns the members that are short texts, with "run" before their names.
func (b bag) short() bag {
	out := bag{}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		v := strings.Join(b[k], ", ")
		if len(out) < maxAbout && len(k)+len(v) <= maxShort && !strings.HasPrefix(v, "{") {
			out["run "+k] = stream.Texts{v}
		}
	}
	return out
}

// securitySeverity is the property that holds a score of 0 to 10.
const securitySeverity = "security-severity"

// add adds what the members refer to, and the rest as attributes.
func (b bag) add(f *kb.Finding, said *fill.Attributes) {
	for _, k := range slices.Sorted(maps.Keys(b)) {
		values := b[k]
		switch strings.ToLower(k) {
		case securitySeverity:
			continue
		case "tags":
			values = cited(f, "tags", values)
		case "cve", "cves", "cwe", "cwes", "reference", "references":
			for _, v := range values {
				fill.References(f, k, v)
			}
			continue
		}
		said.Add(k, strings.Join(values, ", "))
	}
}

// cweTag is how tags name a weakness: "external/cwe/cwe-079", "CWE-79: ...".
var cweTag = regexp.MustCompile(`(?i)^(?:external/cwe/)?(cwe-\d+)`)

// cveName matches the number of a vulnerability, which ids of rules may have among
// other words ("CVE-2021-44228-log4j-core").
var cveName = regexp.MustCompile(`(?i)\b(?:CVE|CAN)-\d{4}-\d{4,}`)

// cited adds the tags that name something outside to the references, and returns
// the others.
func cited(f *kb.Finding, where string, tags []string) []string {
	var others []string
	for _, t := range tags {
		var names []string
		kind := fill.ReferenceKind(t)
		switch m := cweTag.FindStringSubmatch(t); {
		case m != nil:
			kind, names = "cwe", m[1:]
		case kind != "xref" && kind != "cve":
			names = []string{t}
		default:
			kind, names = "cve", cveName.FindAllString(t, -1)
		}
		for _, n := range names {
			fill.Cite(f, kind, n, where)
		}
		if names == nil || !strings.HasSuffix(t, names[0]) { // it has other words, too
			others = append(others, t)
		}
	}
	return others
}

// link matches the target of a link in Markdown.
var link = regexp.MustCompile(`\]\(<?(https?://(?:[^\s<>()]|\([^\s<>()]*\))+)`)

// linked adds the links of a Markdown to the references, each once: tools write
// them there and not in the plain text beside it.
func linked(f *kb.Finding, where, markdown string) {
	seen := map[string]bool{}
	for _, c := range f.Citations {
		seen[c.Value] = true
	}
	for _, m := range link.FindAllStringSubmatch(markdown, maxShared+1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			fill.Cite(f, "url", m[1], where)
		}
	}
}
