package v1

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// ParseKind reads the kind of an observation that a request names: one of those of
// kb, or a compound such as ftp_session, error_text or scanner_finding. It
// returns the empty kind for an empty text.
func ParseKind(text string) (kb.ObservationKind, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return "", nil
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }) {
		switch k := kb.ObservationKind(part); k {
		case kb.ObsReply, kb.ObsSession, kb.ObsBanner, kb.ObsEvent, kb.ObsError, kb.ObsFinding, kb.ObsQuestion, kb.ObsLog, kb.ObsText:
			return k, nil
		}
	}
	return "", fmt.Errorf("%.40q: want reply, session, banner, event, error, finding, question, log or text", text)
}
