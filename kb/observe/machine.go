package observe

import (
	"strings"

	"kbadvisor/kb"
)

// firstPerson are words of people who speak of themselves, between blanks.
var firstPerson = []string{" we ", " our ", " my ", " i ", " i'm ", " me ", " us ", " i've ", " we've ", " ours "}

// ownWords are words that people use to tell what happened and messages do not,
// between blanks.
var ownWords = []string{
	" whenever ", " yesterday", " today", " somebody ", " someone ", " people ", " customers ", " nobody ", " everybody ", " colleague", " far end ", " far server ", " partner ", " sometimes ", " keeps ", " worked ", " works ", " anything ", " any idea",
	" seems ", " weird", " boss ", " box ", " right after ", " the day ", " how do ", " how to ", " how can ", " minutes ago", " last week", " this morning", " all of a sudden", " suddenly ", " again and again ", " still get", " mine ", " don't ", " doesn't ", " isn't ", " won't ", " is fine", " are fine", " on and off",
	" this happens", " it happens", " every night", " every boot", " every day", " each time ",
	" shows ", " answers ", " gives ", " says ",
}

// opening are the words with which messages of machines begin, in lower case.
var opening = []string{
	"error", "cannot", "can't", "can not", "could not", "couldn't", "unable to", "failed", "failure", "access ", "the system ", "the process ", "stop", "*** stop", "exception", "run-time error", "runtime error", "login failed", "logon failure", "invalid", "warning", "fatal", "unexpected",
	"an error", "the specified", "not enough", "no such", "internal error", "unhandled", "a security error", "server error", "unknown", "the network", "the server", "the service", "the remote", "the operation", "the request", "a connection", "an internal", "windows could not", "microsoft ", "your message did not", "internet explorer cannot",
	"back-off", "traceback", "permission denied", "connection refused", "connection timed out", "host not found", "unspecified", "class not registered", "general failure", "out of memory", "the function", "the handle", "the parameter", "the file", "the disk", "the directory", "the account", "the user", "the password", "the rpc", "you do not have", "you are not", "you have no",
	"user ", "there is not", "there are no", "there was", "an unexpected", "an attempt", "a device", "the web server", "the page", "the connection", "the computer", "the domain", "the trust", "please ",
}

// set phrases of messages, in lower case.
var phrases = []string{
	"has occurred", "have occurred", "is denied", "cannot be ", "could not be ", "was not found", "not be found", "is not available", "is not valid", "is not responding", "is not supported", "does not exist", "contact your", "try again", "unable to ", "failed to ", "error code", "error:", "cannot find", "cannot open", "cannot login", "cannot log in",
	"login failed", "connection refused", "not recognized", "was unable to", "has been terminated", "terminated unexpectedly", "could not start", "not registered", "error occurred", "errors occurred", "error processing", "not defined as", "does not appear", "can't find", "can't connect", "is invalid", "was denied", "was refused", "is unavailable", "please contact", "is full",
	"request for the permission", "object reference not set", "unhandled exception", "permission denied", "access denied", "out of memory", "no mapping between", "no such file", "already exists", "timed out", "not accessible", "more help is available",
}

// subordinates are words with which people join what happened to when and why;
// short messages have none of them. Between blanks.
var subordinates = []string{
	" when ", " while ", " whenever ", " after ", " until ", " although ", " though ", " since ", " because ", " but ", " as soon as ", " if ", " and then ", " instead of ", " every time ", " before ",
}

// shortMessage is how many words a sentence has at most that is taken for a
// message because it reports a failure and nothing else.
const shortMessage = 14

// voice tells who says a sentence: a machine when it is above zero, a person when
// it is below, and what stands around it decides when it is zero.
func (r *reader) voice(s span) int {
	text := r.s[s.Start:s.End]
	l := judged(text)
	padded := " " + strings.Trim(l, ".,;:!?()\"") + " "
	marks := r.marks(s, text, l)
	score := marks
	if contains(l, phrases) || succeeding(text) {
		score++
	}
	for _, p := range opening {
		if strings.HasPrefix(l, p) {
			score++
			break
		}
	}
	if startsUpper(text) && len(strings.Fields(l)) <= shortMessage && failing(text) && !contains(padded, subordinates) {
		score++
	}
	if contains(padded, firstPerson) || strings.HasSuffix(strings.TrimRight(l, " )"), "?") && !choice(text) {
		score -= 4
	}
	if contains(padded, ownWords) {
		score -= 3
		if marks >= 2 { // a code, and a person's words about it
			score += 2
		}
	}
	if text[0] >= 'a' && text[0] <= 'z' && !programPrefix(text) {
		score--
	}
	return score
}

// marks counts what only machines write: error numbers, names of exceptions,
// brackets in a row, the words of a program that broke off.
func (r *reader) marks(s span, text, l string) int {
	n := 0
	if r.hasCode(s) {
		n += 2
	}
	if text[0] == '[' || strings.Contains(text, "][") || hasExceptionName(text) || contains(l, faults) {
		n += 2
	}
	if programPrefix(text) {
		n++
	}
	return n
}

// startsUpper reports whether s begins with an upper-case letter.
func startsUpper(s string) bool { return s[0] >= 'A' && s[0] <= 'Z' }

// hasCode reports whether an error number or the like stands in a stretch.
func (r *reader) hasCode(s span) bool {
	for _, id := range r.within(s) {
		switch id.Kind {
		case kb.IdentStop, kb.IdentResult, kb.IdentWin32, kb.IdentError, kb.IdentTool, kb.IdentReply:
			return true
		}
	}
	return false
}
