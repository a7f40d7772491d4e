package observe

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// labels are the names of kinds that callers use, besides the kinds themselves.
var labels = map[string]kb.ObservationKind{
	"ftp_session": kb.ObsSession, "smtp_session": kb.ObsSession, "transcript": kb.ObsSession,
	"ftp_reply": kb.ObsReply, "smtp_reply": kb.ObsReply, "pop3_reply": kb.ObsReply, "imap_reply": kb.ObsReply, "nntp_reply": kb.ObsReply,
	"http_error": kb.ObsReply, "http_reply": kb.ObsReply,
	"event_log": kb.ObsEvent, "error_text": kb.ObsError, "error_message": kb.ObsError,
	"scanner_finding": kb.ObsFinding, "scan": kb.ObsFinding, "log_line": kb.ObsLog,
}

// ParseKind returns the kind that a name stands for: one of the kinds of
// observations, or a label of evaluation sets (ftp_session, ftp_reply, smtp_reply,
// http_error, event_log, error_text, scanner_finding, question, banner). Empty
// is no kind and no error.
func ParseKind(s string) (kb.ObservationKind, error) {
	name := strings.ToLower(strings.TrimSpace(s))
	switch k := kb.ObservationKind(name); k {
	case "", kb.ObsReply, kb.ObsSession, kb.ObsBanner, kb.ObsEvent, kb.ObsError, kb.ObsFinding, kb.ObsQuestion, kb.ObsLog, kb.ObsText, kb.ObsUnusable:
		return k, nil
	}
	if k, ok := labels[strings.ReplaceAll(name, "-", "_")]; ok {
		return k, nil
	}
	return "", fmt.Errorf("%.40q is no kind of observation: want reply, session, banner, event, error, finding, question, log or text", s)
}
