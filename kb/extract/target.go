package extract

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// mendedIn and in are what stands before the name of a release that mends the
// problem, happensIn and since before that of one that does not have it.
var (
	mendedIn  = []string{"corrected", "fixed", "resolved", "addressed", "eliminated", "included", "incorporated", "implemented", "made", "solved"}
	in        = []string{"in ", "with ", "by ", "as of ", "for ", "beginning with ", "starting with ", "beginning in "}
	happensIn = []string{"occur", "occurs", "exist", "exists", "problem", "issue", "bug", "present", "happen", "happens", "appear", "appears"}
	since     = []string{"in ", "with ", "beginning with ", "starting with "}
)

// reObtain finds the service pack that a sentence tells to install.
var reObtain = regexp.MustCompile(`(?i)\b(?:obtain|install|apply) the ((?:latest|most recent) .*?service packs?.*)$`)

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
	if t := behind(sentence, mendedIn, in); t != "" {
		return t
	}
	if m := reObtain.FindStringSubmatch(sentence); m != nil {
		return m[1]
	}
	return behind(sentence, happensIn, since)
}

// behind returns what stands behind the first of some words that one of some
// links follows.
func behind(s string, words, links []string) string {
	for at := range occurrences(s, " ") {
		if !has(words, wordBefore(s, at)) {
			continue
		}
		for _, link := range links {
			if rest := s[at+1:]; len(rest) > len(link) && strings.EqualFold(rest[:len(link)], link) {
				return rest[len(link):]
			}
		}
	}
	return ""
}

// wordBefore returns the letters, digits and underscores that end at an offset.
func wordBefore(s string, at int) string {
	from := at
	for wordByte(s, from-1) {
		from--
	}
	return s[from:at]
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
	s = strings.ReplaceAll(cutTail(s), mark, us)
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
