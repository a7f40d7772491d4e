package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// troubles are words of a message that says that something went wrong.
var troubles = []string{
	"error", "fail", "denied", "refused", "cannot", "can't", "could not", "couldn't", "unable", "not connected", "invalid", "not found", "no such", "timed out", "timeout", "time-out",
	"aborted", "reset by peer", "unknown host", "unreachable", "no route", "closed by remote", "lost", "not permitted", "not supported", "unrecognized", "disconnected", "oops",
	"incorrect", "not allowed", "illegal", "rejected", "remote server has closed", "non-properly", "did not", "bad ", "violation", "broken", "exceeded", "no control connection",
}

// failing reports whether a message says that something went wrong.
func failing(text string) bool {
	lower := strings.ToLower(text[:min(len(text), 1000)])
	for _, w := range troubles {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// roleOf returns what a reply is by its code, and by its words when they tell
// otherwise.
func roleOf(code, text string) kb.Role {
	if code == "" || code == "BYE" {
		return kb.RoleNeutral
	}
	switch code[0] {
	case '4', '5', '6', '-', 'N', 'B':
		return kb.RoleFailure
	}
	if len(text) < 200 && contradicts(strings.ToLower(text)) {
		return kb.RoleFailure
	}
	return kb.RoleHealthy
}

// contradicts reports whether the words of a positive reply, in lower case, say
// that the request failed.
func contradicts(text string) bool {
	for _, w := range []string{"fail", "denied", "refused", "abnormal", "unable to", "cannot", "could not", "transfer aborted"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
