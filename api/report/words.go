package report

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/kb"
)

// class is what a finding comes to, for counts, colours and filters: a verdict,
// or that all is well.
type class struct {
	Key  string // "explained"
	Name string // "Explained"
	Says string // what it means, in a few words
}

// classes are all of them, in the order in which people read them.
func classes() []class {
	return []class{
		{"explained", "Explained", "an article explains it"},
		{"ambiguous", "Ambiguous", "several articles explain it equally well"},
		{"cited_absent", "Named, not here", "it names an article that this knowledge base lacks"},
		{"unexplained", "Open", "nothing here explains it"},
		{"healthy", "Nothing wrong", "what was seen is as it should be"},
	}
}

// classOf returns the key of a finding's class.
func classOf(f v1.Finding) string {
	if f.Verdict == string(kb.Unexplained) && f.Reason == string(kb.Healthy) {
		return "healthy"
	}
	return f.Verdict
}

// classCount returns how many findings of a summary are of a class.
func classCount(s v1.LinkSummary, key string) int {
	healthy := s.Reasons[string(kb.Healthy)]
	switch key {
	case "healthy":
		return healthy
	case "unexplained":
		return s.Verdicts[key] - healthy
	}
	return s.Verdicts[key]
}

// reasonWords tells why nothing explains a finding.
func reasonWords(reason string) string {
	switch kb.Reason(reason) {
	case kb.NoCandidate:
		return "Nothing in this knowledge base is near it."
	case kb.BelowThreshold:
		return "What comes near is too unlikely to be right."
	case kb.Healthy:
		return "Nothing is wrong: what was seen is as it should be."
	case kb.InputUnusable:
		return "There is nothing in it that could be read."
	}
	return "Nothing explains it."
}

// where tells what host and port a finding is about, or its location.
func where(f v1.Finding) string {
	host := f.Host
	if host == "" {
		return f.Location
	}
	if f.Port == 0 {
		return host
	}
	place := net.JoinHostPort(host, strconv.Itoa(f.Port))
	if f.Protocol != "" && f.Protocol != "tcp" {
		place += "/" + f.Protocol
	}
	return place
}

// titleOf names a finding: its test, else what was found.
func titleOf(f v1.Finding) string {
	switch {
	case f.Plugin.Name != "":
		return f.Plugin.Name
	case f.Plugin.ID != "":
		return f.Plugin.ID
	case f.Port > 0:
		return strings.TrimSpace(fmt.Sprintf("Open port %d/%s %s", f.Port, f.Protocol, f.Service))
	case f.Location != "":
		return f.Location
	}
	return "Finding without a name"
}

// plural returns a number with the word for what it counts.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes a count with separators: 45,674.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// stateWords returns the label of a problem's state and its tone, as the pages of
// the server have them.
func stateWords(kind string) (label, tone string) {
	if kind != "unknown" {
		label, tone = web.State(kind)
	}
	if label == "" {
		return "State unknown", "plain"
	}
	return label, tone
}

// trouble tells what went wrong with a report, empty when nothing did.
func trouble(r v1.LinkedReport) string {
	switch why := strings.TrimPrefix(r.Error, r.Name+": "); {
	case why == "":
		return ""
	case r.Format == "":
		return "not read: " + why
	default:
		return "not read to its end: " + why
	}
}
