package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// result returns a finding as a result.
func (r *sarifRules) result(f v1.Finding) sarifResult {
	out := sarifResult{Kind: "open", Level: "none", RuleID: "kbadvisor/" + classOf(f), Locations: locations(f), Bag: properties(f)}
	switch {
	case len(f.Results) > 0:
		best := f.Results[0]
		out.Kind, out.Level, out.RuleID = "fail", level(f, best.Confidence), best.ID
		rank := 100 * best.Confidence
		out.Rank = &rank
	case f.Verdict == string(kb.CitedAbsent):
		out.Kind = "review"
	case !open(f):
		out.Kind = "pass"
	}
	out.RuleIndex = r.index(out.RuleID)
	out.Message.Text = message(f)
	out.Fingerprints = map[string]string{"kbadvisorFinding/v1": fingerprint(f)}
	return out
}

// index returns where a rule stands, -1 when it is not there.
func (r *sarifRules) index(id string) int {
	if i, ok := r.at[id]; ok {
		return i
	}
	return -1
}

// level tells how bad an explained finding is: as the scanner says, else as sure
// as the answer is.
func level(f v1.Finding, confidence float64) string {
	switch s := severityOf(f); {
	case s >= high:
		return "error"
	case s == medium, s == notGiven && confidence >= 0.6:
		return "warning"
	}
	return "note"
}

// message says what was found and what explains it.
func message(f v1.Finding) string {
	parts := []string{oneLine(titleOf(f), maxMessage)}
	if w := where(f); w != "" {
		parts[0] += " on " + oneLine(w, maxMessage)
	}
	for i, r := range f.Results {
		if i == 0 || r.Tied && f.Results[0].Tied {
			parts = append(parts, oneLine(r.ID+" "+r.Title, maxMessage)+": "+v1.Sure(r.Confidence))
		}
	}
	if len(f.CitedAbsent) > 0 {
		parts = append(parts, "It names "+v1.Match{CitedAbsent: f.CitedAbsent}.Absent()+", which this knowledge base does not have")
	}
	if f.Verdict == string(kb.Unexplained) {
		parts = append(parts, strings.TrimSuffix(reasonWords(f.Reason), "."))
	}
	return literal(strings.Join(parts, ". ") + ".")
}

// placeholder is what a viewer would put an argument for.
var placeholder = regexp.MustCompile(`\{(\d+)\}`)

// literal makes a text the text of a message, in which links and placeholders would
// be read.
func literal(text string) string {
	return placeholder.ReplaceAllString(strings.ReplaceAll(text, "](", "] ("), "{{$1}}")
}

// fingerprint is the same for the same finding of two runs: it leaves out what was
// said to it and the words that the scanner saw, which may have times in them.
func fingerprint(f v1.Finding) string {
	key, _ := json.Marshal([]any{f.Format, f.Plugin.ID, f.Plugin.Name, f.Host, f.Address, f.Port, f.Protocol, f.Location}) // strings and numbers: cannot fail
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:16])
}

// properties keeps what SARIF has no field for.
func properties(f v1.Finding) map[string]any {
	bag := map[string]any{"verdict": f.Verdict, "report": f.Report, "format": f.Format}
	for name, text := range map[string]string{
		"reason": f.Reason, "scanner": f.Scanner, "plugin_id": f.Plugin.ID, "plugin_name": f.Plugin.Name, "severity": f.Severity, "status": f.Status,
		"host": f.Host, "address": f.Address, "protocol": f.Protocol, "service": f.Service, "location": f.Location,
		"product": strings.TrimSpace(f.Product + " " + f.Version), "description": cut(f.Description, maxMessage),
	} {
		if text != "" {
			bag[name] = text
		}
	}
	if f.Port > 0 {
		bag["port"] = f.Port
	}
	if len(f.CitedAbsent) > 0 {
		bag["cited_absent"] = f.CitedAbsent
	}
	if len(f.Outputs) > 0 {
		bag["outputs"] = f.Outputs
	}
	if len(f.Results) > 0 {
		bag["results"] = f.Results
		bag["confidence"] = f.Results[0].Confidence
	}
	if tags := sarifTags(f); len(tags) > 0 {
		bag["tags"] = tags
	}
	return bag
}

// sarifTags returns the names of weaknesses that a finding refers to.
func sarifTags(f v1.Finding) []string {
	var tags []string
	for _, c := range f.References {
		switch c.Kind {
		case "cve", "ms":
			tags = append(tags, c.Value)
		case "cwe":
			tags = append(tags, "external/cwe/cwe-"+strings.TrimPrefix(strings.ToLower(c.Value), "cwe-"))
		}
	}
	slices.SortFunc(tags, cmp.Compare[string])
	return slices.Compact(tags)
}
