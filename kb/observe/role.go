package observe

import (
	"strings"

	"kbadvisor/kb"
)

// failures are phrases of messages that something went wrong, in lower case.
var failures = []string{
	"error", "fail", "denied", "refused", "cannot", "can't", "can not", "could not", "couldn't", "unable", "invalid", "not found", "no such", "timed out", "timeout", "time-out",
	"abort", "unknown", "unreachable", "no route", "lost", "not permitted", "not supported", "unrecognized", "disconnect", "incorrect", "not allowed", "illegal", "reject",
	"did not", "does not", "bad ", "violation", "broken", "exceeded", "not responding", "terminated", "exception", "fatal", "warning", "corrupt", "missing", "unexpected", "not available", "unavailable",
	"not be ", "no more", "too many", "too large", "too long", "too small", "expired", "disabled", "locked", "full", "conflict", "duplicate", "stopped", "crash", "hang", "not enough", "insufficient", "not implemented", "forced", "was not", "is not", "has not", "been dropped", "overflow", "no license", "vulnerab",
}

// successes are phrases of messages that all is well, in lower case.
var successes = []string{
	"completed successfully", "entered the running state", "command successful", "successfully", "was started", "has been started", "has started", "service started", "is running", "no errors", "0 errors",
	"is up to date", "not vulnerable", "is not affected", "transfer complete", "logged in", "works fine", "no problems", "was successful", "0% loss", "without errors", "no problem found",
	"initialized properly", "fully operational", "succeeded", "status: noerror", "reply from", "error code: 0x0 ", "back to normal", "tests passed",
}

// spoilers are phrases that take a success back.
var spoilers = []string{"not ", "fail", "error", "unable", "could not", "cannot", "unsuccessful", "but "}

// failing reports whether a stretch reports a failure.
func failing(s string) bool { return contains(judged(s), failures) }

// succeeding reports whether a stretch says that all is well.
func succeeding(s string) bool {
	l := judged(s)
	for _, p := range successes {
		i := strings.Index(l, p)
		if i < 0 {
			continue
		}
		rest := l[:i] + l[i+len(p):]
		return !contains(rest, spoilers) || strings.HasPrefix(p, "no") || strings.HasPrefix(p, "0") || strings.Contains(p, "not ")
	}
	return false
}

// roleOf returns the role of what a machine says: healthy when it says that all
// is well, failure when it reports one, else the given one.
func roleOf(s string, otherwise kb.Role) kb.Role {
	switch {
	case succeeding(s):
		return kb.RoleHealthy
	case failing(s):
		return kb.RoleFailure
	}
	return otherwise
}

// isBanner reports whether the text of a reply is that of a greeting.
func isBanner(s string) bool {
	l := judged(s)
	return contains(l, []string{"ready", "server", "service", "welcome", "posting", "hello", "imap4rev1", "pop3"})
}

// faults are phrases of messages about a program that broke off.
var faults = []string{
	"page fault", "protection fault", "fatal exception", "caused an exception", "access violation", "unhandled exception", "illegal operation", "general protection", "invalid opcode", "stack fault",
	"divide error", "the instruction at", "application error has occurred", "integrity violation", "illegal instruction", "application exception occurred", "exception number:", "unrecoverable application error", "abnormal program termination", "- application error",
}

// databases are phrases of messages of ODBC and database servers.
var databases = []string{"[microsoft][", "[microsoft] [", "odbc", "sqlstate", "sql server]", "dblib", "db-library", "[ins][", "[oracle]", "ora-0", "ora-1"}

// kindOf returns the kind of a machine's message and its code, by the identifiers
// in it.
func (r *reader) kindOf(sp span) (kb.SignatureKind, string) {
	code := map[kb.IdentifierKind]string{}
	for _, id := range r.within(sp) {
		if code[id.Kind] == "" {
			code[id.Kind] = id.ID
		}
	}
	l := judged(r.s[sp.Start:sp.End])
	first := func(kinds ...kb.IdentifierKind) string {
		for _, k := range kinds {
			if code[k] != "" {
				return code[k]
			}
		}
		return ""
	}
	switch {
	case code[kb.IdentReply] != "":
		_, number, _ := strings.Cut(code[kb.IdentReply], "/")
		return kb.SigReply, number
	case code[kb.IdentStop] != "":
		return kb.SigStop, code[kb.IdentStop]
	case contains(l, faults):
		return kb.SigPageFault, code[kb.IdentResult]
	case contains(l, databases):
		return kb.SigSQL, first(kb.IdentTool, kb.IdentResult, kb.IdentError, kb.IdentWin32)
	case code[kb.IdentTool] != "":
		return kb.SigCompiler, code[kb.IdentTool]
	case code[kb.IdentResult] != "":
		return kb.SigResult, code[kb.IdentResult]
	}
	if c := first(kb.IdentError, kb.IdentWin32); c != "" {
		return kb.SigError, c
	}
	return kb.SigText, ""
}
