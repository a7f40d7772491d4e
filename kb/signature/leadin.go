package signature

import "strings"

// leadIn is a sentence that announces messages.
type leadIn struct {
	plural bool // announces several messages
	listed bool // the messages may be the items of a list
}

// maxLeadIn bounds how much of a sentence is read, from its end.
const maxLeadIn = 320

// announces reports whether a paragraph or an item ends in a sentence that
// announces messages.
func announces(s string) (leadIn, bool) {
	s = strings.TrimRight(s, " \t\n\"")
	if strings.HasSuffix(s, ".") {
		return announcesLoosely(s)
	}
	if !strings.HasSuffix(s, ":") {
		return leadIn{}, false
	}
	s = plainer(lastSentence(lower(s[max(0, len(s)-maxLeadIn) : len(s)-1])))
	tail, following := afterLast(s, "following", "as follows", "below", "like this", "similar to this", "similar to these", "such as these")
	if !containsAny(s, strongNouns) && !containsAny(tail, weakNouns) && !(vague(s, tail) && following) {
		return leadIn{}, false
	}
	if !containsAny(s, signals) || !speaksOf(s, tail, following) {
		return leadIn{}, false
	}
	return leadIn{plural: isPlural(s, tail), listed: listed(s, tail, following)}, true
}

// announcesLoosely reads a sentence that ends in a full stop where a colon is due:
// "The following events may appear in the event log." It says little, so that it
// has to name a message right behind "following".
func announcesLoosely(s string) (leadIn, bool) {
	s = lastSentence(lower(s[max(0, len(s)-maxLeadIn) : len(s)-1]))
	at := strings.LastIndex(s, "following")
	if at < 0 {
		return leadIn{}, false
	}
	tail := s[at+len("following"):]
	m := firstOf(tail, strongNouns)
	if strings.Contains(s, " log") || strings.Contains(s, "viewer") {
		m = min(m, firstOf(tail, weakNouns))
	}
	if m > len(" application x") || vetoed(tail, min(m, len(tail))) || !containsAny(s, shown) {
		return leadIn{}, false
	}
	return leadIn{plural: isPlural(s, tail)}, true
}

// shown are what messages do, or people to them.
var shown = []string{"receive", "appear", "display", "logged", "recorded", "return", "see the", "generated", "occur"}

// plainer returns s without what would mislead: the prompt of a shell, which says
// nothing, and the word "example" where it stands for the message itself.
func plainer(s string) string {
	if strings.Contains(s, "prompt") {
		for _, w := range []string{"command prompt", "ms-dos prompt", "dos prompt", "command-line prompt"} {
			s = strings.ReplaceAll(s, w, "shell")
		}
	}
	if strings.Contains(s, "example") {
		for _, w := range []string{"similar to the following example", "examples of", "example of", "following examples", "as in the following example", "the following is an example", "following are examples"} {
			s = strings.ReplaceAll(s, w, strings.Replace(w, "example", "", 1))
		}
	}
	return s
}

// lastSentence returns what stands behind the last full stop of s.
func lastSentence(s string) string {
	for i := len(s) - 2; i > 0; i-- {
		if c := s[i]; (c == '.' || c == '?' || c == '!') && s[i+1] == ' ' && !abbreviates(s[:i]) {
			return s[i+2:]
		}
	}
	return s
}

// abbreviates reports whether a full stop behind s ends an abbreviation.
func abbreviates(s string) bool {
	for _, w := range []string{"dr", "e.g", "i.e", "vs", "etc", " no"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// vague reports whether a sentence announces messages with a word that can name
// other things as well: "the log contains the following entry".
func vague(s, tail string) bool {
	return containsAny(s, vagueContext) && firstOf(tail, vagueNouns) <= firstOf(tail, otherNouns) && !containsAny(s, []string{"registry", "ini file", ".ini"})
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
	if ordersToType(s[:len(s)-len(tail)]) || strings.HasPrefix(s, "to ") && firstOf(tail, strongNouns) == len(tail) {
		return false
	}
	if following {
		m, o := min(firstOf(tail, strongNouns), firstOf(tail, weakNouns)), firstOf(tail, otherNouns)
		switch {
		case m < len(tail):
			return m <= o+len("application x") && !vetoed(tail, m)
		case vague(s, tail) && firstOf(tail, vagueNouns) < len(tail):
			return true
		case o < len(tail):
			return false
		}
	}
	last := max(lastOf(s, strongNouns), lastOf(s, weakNouns))
	if containsAny(s, vagueContext) {
		last = max(last, lastOf(s, vagueNouns))
	}
	return last > lastOf(s, otherNouns)
}

// vetoed reports whether the message word at offset m of the tail is part of the
// name of something else: "error handler", "message box function".
func vetoed(tail string, m int) bool {
	word := tail[m:]
	for _, w := range []string{
		"error-handling", "error handl", "error trap", "error check", "message box function", "message handler",
		"event proc", "event handl", "events occur", "event occurs", "events happen", "event happens", "message queue", "message header", "message class",
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
	for _, w := range []string{"type", "types", "typing", "enter", "entering", " use", "add", "run", " do", "click", "perform", "create", "try", "select", "follow", "using", "insert", "check", "verify", "consider"} {
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
	if !following || vetoed(tail, firstOf(tail, weakNouns)) {
		return false
	}
	last := s[strings.LastIndexByte(s, ' ')+1:]
	switch last {
	case "message", "messages", "error", "errors", "warning", "warnings", "event", "events", "replies", "reply",
		"responses", "response", "alerts", "entries":
	case "appear", "appears", "displayed", "logged", "log", "returned", "viewer", "generated", "received", "occur", "occurs", "reported":
		if firstOf(tail, strongNouns) == len(tail) && !strings.Contains(tail, "events") {
			return false
		}
	case "following":
		return strings.HasSuffix(s, "similar to the following") || strings.HasSuffix(s, "similar to one of the following") || strings.HasSuffix(s, "such as the following")
	default:
		return false
	}
	return !containsAny(tail, []string{" if ", " when ", " because", " cause", "resolve", "correct", "prevent"})
}
