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
