package signature

import "strings"

// leadIn is a sentence that announces messages.
type leadIn struct {
	plural bool // announces several messages
	listed bool // the messages may be the items of a list
}

// maxLeadIn bounds how much of a sentence is read, from its end.
const maxLeadIn = 320

// Words that name a message wherever they stand in the announcing sentence.
var strongNouns = []string{
	"message", "error", "warning", "reply", "replies", "alert", "exception", "response",
	"access violation", "blue screen", "page fault", "protection fault", "stop screen",
	"event log", "system log", "application log", "event id", "event viewer", "bugcheck", "bug check",
	"stop 0x", "non-delivery", "diagnostic",
}

// Words that name a message only between "following" and the colon.
var weakNouns = []string{
	"event", "dialog box", "dialog", "prompt", "fault", "stop", "log entr", "entry is logged", "notification", "status",
}

// Words after "following" that say that something else than a message follows.
var otherNouns = []string{
	"code", "step", "command", "article", "registry", "regkey", "key", "line", "syntax", "procedure", "method",
	"cause", "reason", "scenario", "condition", "example", "product", "table", "function", "statement",
	"script", "quer", "propert", "sample", "setting", "service", "factor", "file", "option", "subkey",
	"value", "parameter", "program", "application", "section", "format", "button", "item", "field", "component",
	"location", "folder", "director", "version", "macro", "change", "solution", "workaround", "url", "web site",
	"action", "information about", "type of", "types of", "situation", "expression", "circumstance", "driver", "tool",
	"control", "menu", "object", "class", "technique", "question", "text in", "text to",
	"link", "site", "variable", "hotfix", "update", "task", "problem", "issue", "symptom", "topic", "feature",
	"structure", "header", "constant", "interface", "request", "data", "list of", "meaning", "resolution",
}

// What announces messages in itself or after a noun.
var signals = []string{
	"following", "these ", "this ", "one of", "similar", "receive", "appear", "display", "logged", "return", "report",
	"generat", "occur", "below", "read", "states", "stating", "says", "saying", "get ", "see ", "record", "issue",
	"fails with", "produce", "shows", "such as", "as follows", "like", "prompt", "message", "error",
}

// announces reports whether a paragraph or an item ends in a sentence that
// announces messages.
func announces(s string) (leadIn, bool) {
	s = strings.TrimRight(s, " \t\n\"")
	if !strings.HasSuffix(s, ":") {
		return leadIn{}, false
	}
	s = lastSentence(lower(s[max(0, len(s)-maxLeadIn) : len(s)-1]))
	tail, following := afterLast(s, "following", "these ", "as follows")
	if !containsAny(s, strongNouns) && !containsAny(tail, weakNouns) {
		return leadIn{}, false
	}
	if !containsAny(s, signals) || !speaksOf(s, tail, following) {
		return leadIn{}, false
	}
	return leadIn{plural: isPlural(s, tail), listed: listed(s, tail, following)}, true
}

// lastSentence returns what stands behind the last full stop of s.
func lastSentence(s string) string {
	for i := len(s) - 2; i > 0; i-- {
		if c := s[i]; (c == '.' || c == '?' || c == '!') && (s[i+1] == ' ' || s[i+1] == '\n') {
			return s[i+2:]
		}
	}
	return s
}

// afterLast returns what stands behind the word that is last in s.
func afterLast(s string, words ...string) (string, bool) {
	at, found := 0, false
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 && i+len(w) >= at {
			at, found = i+len(w), true
		}
	}
	return s[at:], found
}

// speaksOf reports whether what is announced are messages: in the tail behind
// "following" a message is named before anything else is, or nothing is named
// there and the words before name a message last.
func speaksOf(s, tail string, following bool) bool {
	if following {
		m, o := min(firstOf(tail, strongNouns), firstOf(tail, weakNouns)), firstOf(tail, otherNouns)
		if m < len(tail) || o < len(tail) {
			return m <= o && !vetoed(tail, m)
		}
		return !ordersToType(s[:len(s)-len(tail)]) && lastOf(s, strongNouns) > lastOf(s, otherNouns)
	}
	near := s[max(0, len(s)-70):]
	if !containsAny(near, strongNouns) {
		return false
	}
	return lastOf(near, strongNouns) >= lastOf(near, otherNouns)
}

// vetoed reports whether the message word at offset m of the tail is part of the
// name of something else: "error handler", "message box function".
func vetoed(tail string, m int) bool {
	word := tail[m:]
	for _, w := range []string{
		"error-handling", "error handl", "error trap", "error check", "message box function", "message handler",
		"event proc", "event handl", "events occur", "event occurs", "event code", "message queue", "message header", "message class",
		"message map", "message loop", "messages to your", "stop the", "status bar", "event sink", "errors object", "error object",
	} {
		if strings.HasPrefix(word, w) {
			return true
		}
	}
	return false
}

// ordersToType reports whether the words before "following" tell the reader to
// type or to do what follows.
func ordersToType(s string) bool {
	s = strings.TrimSuffix(strings.TrimRight(s[:max(0, len(s)-len("following"))], " "), " the")
	for _, w := range []string{"type", "enter", "use", "add", "run", "do", "click", "perform", "create", "try", "select", "follow", "with", "using", "see", "in", "insert", "contains"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// isPlural reports whether an announcing sentence announces several messages.
func isPlural(s, tail string) bool {
	if containsAny(s[max(0, len(s)-90):], []string{"one of the", "one or more of", "one or both of", "any of the", "either of", "some of the", "one of these"}) {
		return true
	}
	return containsAny(tail, []string{
		"messages", "errors", "warnings", "events", "replies", "responses", "entries", "alerts", "exceptions", "prompts", "faults",
	})
}

// listed reports whether the items of a list below the sentence are messages: it
// ends in the word and speaks of no causes or conditions behind it.
func listed(s, tail string, following bool) bool {
	if !following {
		return false
	}
	last := s[strings.LastIndexByte(s, ' ')+1:]
	switch last {
	case "message", "messages", "error", "errors", "warning", "warnings", "event", "events", "replies", "reply",
		"responses", "response", "alerts", "appear", "appears", "displayed", "logged", "occur", "occurs", "log", "following",
		"returned", "following)", "viewer", "entries":
	default:
		return false
	}
	return !containsAny(tail, []string{" if ", " when ", " because", " cause", "resolve", "correct", "prevent"})
}
