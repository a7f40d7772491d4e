package extract

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

var (
	reTarget       = regexp.MustCompile(`(?i)\b(?:corrected|fixed|resolved|addressed|eliminated|included|incorporated|implemented|made|solved) (?:in|with|by|as of|for|beginning with|starting with|beginning in) (.+)$`)
	reElsewhere    = regexp.MustCompile(`(?i)\b(?:occurs?|exists?|problem|issue|bug|present|happens?|appears?) (?:in|with|beginning with|starting with) (.+)$`)
	reObtainTarget = regexp.MustCompile(`(?i)\b(?:obtain|install|apply) the ((?:latest|most recent) .*?service packs?.*)$`)
	reTail         = regexp.MustCompile(`(?i)(?:[.;:]\s.*|[.;:!]$|\s\(see.*|,? (?:which|that|but|however|so|see|as described|and (?:is|are|was|were|should|can|may|will|does|do|no|in|we|you|has|have|now))\b.*|, and [^0-9]*$| (?:by|if|when|where|because|to (?:resolve|obtain|correct|work|allow|prevent))\b.*)$`)
)

// targets returns what the fix came with, from the sentences that say so.
func targets(a *kb.Article, hits []hit) []string {
	var out []string
	for _, h := range hits {
		if h.labels&lFixed == 0 {
			continue
		}
		text := h.original(a.Sections[h.section].Text)
		for _, t := range splitTarget(target(text)) {
			if !has(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// target returns the words of a sentence that name what mends the problem.
func target(sentence string) string {
	for _, re := range []*regexp.Regexp{reTarget, reObtainTarget, reElsewhere} {
		if m := re.FindStringSubmatch(sentence); m != nil {
			return m[1]
		}
	}
	return ""
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
		if released(s[:at]) && capital(rest) && strings.Contains(rest, " ") {
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
	const us, mark = "U.S. ", "U\x00S\x00 "
	s = strings.ReplaceAll(s, us, mark)
	s = strings.ReplaceAll(reTail.ReplaceAllString(s, ""), mark, us)
	s = strings.TrimSpace(strings.TrimRight(s, ".,;: "))
	for _, article := range []string{"the ", "The ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	if len(s) > most || startsAny(s, "following", "your ", "this ", "these ", "all ") {
		return ""
	}
	return s
}

// released reports whether s ends as the name of a release does: in a version, or
// a word that stands behind one.
func released(s string) bool {
	_, last := cutLast(s)
	return strings.ContainsAny(last, "0123456789") || last == "Edition" || last == "Pack" || last == "Release"
}
