package extract

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

var (
	reTarget       = regexp.MustCompile(`(?i)\b(?:corrected|fixed|resolved|addressed|eliminated|included|incorporated|implemented|made|solved|occurs?|exists?|problem|issue|present|happens?) (?:in|with|by|as of|for|beginning with|starting with|beginning in) (.+)$`)
	reObtainTarget = regexp.MustCompile(`(?i)\b(?:obtain|install|apply) the ((?:latest|most recent) .*?service packs?.*)$`)
	reTail         = regexp.MustCompile(`(?i)(?:[.;:]\s.*|[.;:!]$|\s\(.*|,? (?:which|that|but|however|so|see|as described|and (?:is|are|was|were|should|can|may|will|later|above|does|do|no|in|we|you))\b.*| (?:by|if|when|where|because|to (?:resolve|obtain|correct|work|allow|prevent))\b.*)$`)
)

// targets returns what the fix came with, from the sentences that say so.
func targets(a *kb.Article, hits []hit) []string {
	var out []string
	for _, h := range hits {
		if h.labels&lFixed == 0 {
			continue
		}
		text := h.original(a.Sections[h.section].Text)
		m := reTarget.FindStringSubmatch(text)
		if m == nil {
			m = reObtainTarget.FindStringSubmatch(text)
		}
		if m == nil {
			continue
		}
		for _, t := range splitTarget(m[1]) {
			if !has(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// splitTarget parts several products that "and" joins: one with a version before
// it and a name behind it.
func splitTarget(s string) []string {
	const and = " and "
	s = cleanTarget(s)
	var out []string
	for from := 0; ; {
		n := strings.Index(s[from:], and)
		if n < 0 {
			break
		}
		at := from + n
		rest := s[at+len(and):]
		if strings.ContainsAny(s[:at], "0123456789") && capital(rest) && len(rest) > 3 && strings.Contains(rest, " ") {
			out = append(out, s[:at])
			s, from = rest, 0
			continue
		}
		from = at + len(and)
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

// cleanTarget takes away what does not belong to the name of a release.
func cleanTarget(s string) string {
	const most = 160
	s = reTail.ReplaceAllString(s, "")
	s = strings.TrimSpace(strings.TrimRight(s, ".,;: "))
	for _, article := range []string{"the ", "The ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	if len(s) > most {
		return ""
	}
	return s
}
