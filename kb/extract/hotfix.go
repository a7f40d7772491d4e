package extract

import "strings"

// offered are the words for what is offered to mend a problem without being a
// release. Some are only that with a word before them.
var offered = [...]string{"fix", "patch", "update", "upgrade", "driver", "correction", "service pack", "new file", "new version", "newer version", "newer file", "later version", "latest version", "current version", "latest release", "new release", "revised", "corrected"}

// hotfix reports whether a sentence offers a fix that is no release.
func hotfix(s string) bool {
	if startsAny(s, "unless ", "if ") || hasAny(s, "not available", "no fix", "no update", "no patch", "not recommend") {
		return false
	}
	return hasAny(s, "hotfix", "hot fix", "available for download", "posted to the following", "qfe") ||
		strings.Contains(s, "in development") && strings.Contains(s, "fix") ||
		isAvailable(s) || byContact(s) || toBeObtained(s)
}

// isAvailable reports whether a sentence says that something offered is
// available.
func isAvailable(s string) bool {
	for at := range occurrences(s, "available") {
		before := s[:at]
		for w := ""; ; {
			if before, w = cutLast(before); w == "is" || w == "are" {
				if hasAny(before[max(0, len(before)-100):], offered[:]...) {
					return true
				}
			} else if w == "now" || w == "currently" || w == "also" || w == "readily" {
				continue
			}
			break
		}
	}
	return false
}

// byContact reports whether a sentence tells whom to ask for a fix.
func byContact(s string) bool {
	at := strings.Index(s, "contact")
	if at < 0 {
		return false
	}
	rest := s[at:]
	if hasAny(rest, " to obtain", " to receive", " to get", " to acquire", " to request", "availability of") {
		return true
	}
	_, rest, ok := strings.Cut(rest, " for ")
	return ok && startsAny(rest, "this ", "the ", "a ", "an ") && hasAny(rest[:min(len(rest), 50)], "fix", "patch", "update", "driver", "upgrade", "file")
}

// toBeObtained reports whether a sentence tells to get a fix.
func toBeObtained(s string) bool {
	for _, verb := range [...]string{"obtain ", "receive ", "download ", "acquire ", "get "} {
		for at := range occurrences(s, verb) {
			rest := s[at+len(verb):]
			if startsAny(rest, "this ", "the ", "a ", "an ", "these ") && hasAny(rest[:min(len(rest), 50)], " fix", " patch", " update", " driver", " upgrade", " corrected") {
				return true
			}
		}
	}
	return false
}
