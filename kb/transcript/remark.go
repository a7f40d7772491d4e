package transcript

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// describe tells what the lines are that are neither commands nor replies; in
// the output of curl, a star marks its remarks.
func describe(items []item, curl bool) {
	first, last := len(items), -1
	for i := range items {
		switch items[i].kind {
		case kCommand, kReply, kPrompt, kConnect:
			first, last = min(first, i), i
		}
	}
	mail := false // lines of a message that is sent
	for i := range items {
		it := &items[i]
		if it.kind == kReply {
			mail = it.code == "354" || it.code == "340" || it.code == "335"
		}
		if it.kind != kText {
			continue
		}
		if mail {
			it.kind, mail = kData, it.text != "."
			continue
		}
		inside := i > first && i < last
		switch {
		case elided(it.text):
			it.kind = kGap
		case listing(it.text):
			it.kind = kData
		case curl && strings.HasPrefix(it.text, "* "):
			it.kind, it.fail = kNote, failing(it.text)
		case human(it.text, inside):
			it.kind = kRemark
		default:
			it.kind, it.fail = kNote, failing(it.text)
		}
	}
}

// elided reports whether a line says that lines were left out.
func elided(s string) bool {
	t := strings.Trim(s, " \t.…[](){}<>*-_=~")
	dots := strings.Contains(s, "...") || strings.Contains(s, "…")
	switch strings.ToLower(t) {
	case "":
		return dots
	case "snip", "snipped", "cut", "omitted", "skipped", "lines omitted", "etc":
		return true
	}
	return false
}

// listEntry matches a line of a directory.
var listEntry = regexp.MustCompile(`^(?:[-dlbcps][-rwxsStT]{9}[+.]? |total \d+$|\d\d[-/]\d\d[-/]\d\d(?:\d\d)?  ?\d\d:\d\d|\.+ +\d+ files|\.$)`)

// listing reports whether s is a line of a directory, or the dot that ends
// the lines of mail and news.
func listing(s string) bool { return listEntry.MatchString(s) }

// own are words that people use when they tell of their systems, and programs do not.
var own = map[string]bool{
	"i": true, "we": true, "our": true, "my": true, "us": true, "it's": true, "but": true, "although": true, "because": true, "after": true, "while": true, "whenever": true, "though": true, "then": true,
	"same": true, "fine": true, "works": true, "worked": true, "trying": true, "tried": true, "here": true, "nothing": true, "hangs": true, "box": true, "shows": true, "says": true, "saying": true, "still": true,
	"sits": true, "maps": true, "running": true, "instead": true, "just": true, "only": true, "they": true, "somebody": true, "someone": true, "user's": true, "without": true, "sniffer": true, "customer": true, "customers": true, "where": true,
}

// human reports whether a line is what a person says: in brackets, with the words
// of somebody who tells, or a sentence outside of the session.
func human(s string, inside bool) bool {
	if s == "" {
		return false
	}
	if len(s) > 1 && s[0] == '(' && (s[len(s)-1] == ')' || strings.HasSuffix(s, ").")) {
		return true
	}
	if s[0] == '<' {
		return false
	}
	if strings.HasPrefix(s, "//") || strings.HasPrefix(s, "# ") {
		return true
	}
	words := strings.Fields(s[:min(len(s), 2000)])
	n := 0
	for _, w := range words {
		if own[strings.ToLower(strings.Trim(w, ".,;:!?()\""))] {
			n++
		}
	}
	switch {
	case n > 1 || n == 1 && len(words) > 2:
		return true
	case inside || failing(s):
		return false
	}
	return len(words) > 5 || strings.HasSuffix(s, "?")
}

// Words of remarks that tell of the session.
var (
	tellsClient   = regexp.MustCompile(`(?i)\b(?:client|workstation|my|our|mine|local|pc|i am|we are|from)\b`)
	tellsEarly    = regexp.MustCompile(`(?i)\b(?:before|without|prior to|no|not yet|never|nobody)\b[^.;]{0,40}\b(?:log(?:ged|ging)?[ -]?(?:in|on)|login|logon|user|pass|password|authenticat\w*|credentials)\b`)
	tellsLoggedIn = regexp.MustCompile(`(?i)\b(?:after|already|once|successful(?:ly)?|am|was|are|were|is)\b[^.;]{0,20}\b(?:log(?:ged|ging)?[ -]?(?:in|on)|login|logon|authenticated)\b`)
	tellsTrouble  = regexp.MustCompile(`(?i)\b(?:no|not|nothing|never|cannot|can't|fail\w*|slow\w*|lost|empty|wrong|missing|error|broken|hidden|refused)\b`)
	tellsHang     = regexp.MustCompile(`(?i)\b(?:hangs?|hung|stuck|freezes|nothing more|never (?:returns|comes|ends|completes)|waits|times? ?out|stalls|sits there)\b`)
)

// remark follows what a person says.
func (c *conversation) remark(l *link, it *item) {
	text := it.text[:min(len(it.text), 1000)]
	if a := firstAddress(text); a.IsValid() && l.client == "" && tellsClient.MatchString(text) && !strings.Contains(text, "server") {
		l.client = a.String()
	} else if a.IsValid() && l.client == "" {
		l.client = clientIn(text)
	}
	if tellsTrouble.MatchString(text) {
		l.doubt = true
	}
	switch {
	case tellsHang.MatchString(text):
		l.doubt = true
	case tellsEarly.MatchString(text):
		if l.unclear != nil {
			l.early = l.unclear
		}
		if l.state.Phase == kb.UnknownPhase {
			l.state.Phase = kb.BeforeLogin
		}
	case tellsLoggedIn.MatchString(text):
		c.login(l)
	}
}

// besideClient matches the address that a remark gives the client.
var besideClient = regexp.MustCompile(`(?i)\b(?:client|workstation|pc)\b[^.;]{0,24}?\b(\d{1,3}(?:\.\d{1,3}){3})\b`)

// clientIn returns the address that a remark gives the client, if any.
func clientIn(text string) string {
	if m := besideClient.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// note follows a remark of the program.
func (c *conversation) note(l *link, it *item) {
	if it.host != "" && l.server == "" {
		l.server = it.host
	}
	if !it.fail {
		return
	}
	l.doubt = true
	if it.code == refused && len(l.queue) > 0 {
		c.outcome(l, it)
		return
	}
	switch {
	case holds(it.text, "login failed", "login incorrect", "refuses login"):
		c.facts.add(kb.FactLoginRefused, it.span)
	case c.protocol != kb.FTP:
	case l.asked != nil && holds(it.text, "can't connect", "could not connect", "data connection", "data socket", "timed out", "timeout", "no route", "unreachable", "refused", "couldn't connect", "failed to establish"):
		c.facts.add(kb.FactDataNeverOpened, it.span)
	case holds(it.text, "directory listing", "transfer failed", "file transfer failed") && (l.state.Phase == kb.TransferOpen || len(l.queue) > 0):
		c.facts.add(kb.FactDataLost, it.span)
	}
}
