package match

import (
	"regexp"
	"slices"
	"strings"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// tale is how articles tell that a session is in a state: a sentence has one
// term of each group. Any of the tales of a fact will do.
type tale [][]string

// tales are the facts of sessions that articles tell in words. Only what changes
// the meaning of a reply is here: the same reply in another state is another
// matter, and such an article does not explain it.
var tales = map[kb.FactKind][]tale{
	kb.FactPortBeforeLogin: {
		tellTale("port", "before prior without", "logon login log authentication credential identify"),
	},
	kb.FactPortThird: {
		tellTale("port pasv passive transfer", "third fxp bounce servertoserver"),
	},
	kb.FactPortLow: {
		tellTale("port", "reserved privileged 1024", "less low below"),
	},
	kb.FactAnonymousRefused: {
		tellTale("anonymous anonymously", "fail cannot denied unable refuse", "log logon login access ftp"),
	},
}

func tellTale(groups ...string) tale {
	t := make(tale, len(groups))
	for i, g := range groups {
		t[i] = terms(g)
	}
	return t
}

// toldFacts returns the facts that the title and the sections of what is seen tell.
func toldFacts(a *kb.Article) []kb.FactKind { return factsIn(seenText(a)) }

// factsIn returns the facts that a text about FTP tells.
func factsIn(text string) []kb.FactKind {
	if !strings.Contains(strings.ToLower(text), "ftp") {
		return nil
	}
	var out []kb.FactKind
	for _, kind := range []kb.FactKind{kb.FactPortBeforeLogin, kb.FactPortThird, kb.FactPortLow, kb.FactAnonymousRefused} {
		if tells(text, tales[kind]) {
			out = append(out, kind)
		}
	}
	return out
}

// seenText returns the title and the sections of what is seen.
func seenText(a *kb.Article) string {
	text := a.Title + ".\n"
	for _, s := range a.Sections {
		if (s.Kind == kb.Lead || s.Kind == kb.Content) && sectionOf(s) == sectionSeen {
			text += s.Text + ".\n"
		}
	}
	return text
}

// weaknessWords are words by which articles tell of an attack or a weakness.
var weaknessWords = []string{
	"vulnerabilit", "vulnerable", "malicious", "denial of service", "denial-of-service", "security bulletin",
	"security issue", "security risk", "security hole", "security breach", "attack", "exploit", "malformed", "spoof",
	"overrun", "buffer overflow", "unauthorized user", "unauthorized access", "hacker", "intruder", "ms98-", "ms99-",
	"ms00-", "ms01-", "ms02-",
}

// weak reports whether a text tells of an attack or a weakness.
func weak(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(weaknessWords, func(w string) bool { return strings.Contains(text, w) })
}

// attack matches how scanners and people tell of one.
var attack = regexp.MustCompile(`(?i)vulnerab|exploit|attack|overflow|overrun|\bdos\b|denial.of.service|malformed|crafted|unauthenticated|` +
	`disclos|travers|bypass|spoof|flood|hijack|remote code|privilege|leak|expos|\bCVE-|\bCAN-|\bMS\d\d-\d{3}|malicious|arbitrary|source code|weak`)

// tells reports whether a sentence of the text tells one of the tales.
func tells(text string, list []tale) bool {
	text = strings.ReplaceAll(strings.ToLower(text), "server-to-server", "servertoserver")
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == '!' || r == '?' }) {
		has := map[string]bool{}
		for w := range analyze.Words(sentence) {
			has[analyze.Term(w.Term)] = true
		}
		for _, t := range list {
			if t.in(has) {
				return true
			}
		}
	}
	return false
}

func (t tale) in(has map[string]bool) bool {
	for _, group := range t {
		found := false
		for _, w := range group {
			found = found || has[w]
		}
		if !found {
			return false
		}
	}
	return true
}
