package transcript

import "strings"

// settle decides what the items are that their lines alone do not tell: behind
// which arrow the server speaks, which unmarked lines are commands and
// replies. It reports whether the items hold a session at all.
func settle(items []item) bool {
	directions(items)
	traced(items)
	typed, anchored := evidence(items)
	found := false
	for i := range items {
		it := &items[i]
		switch it.kind {
		case kReply:
			if !it.sure && !believed(it, anchored) && !answering(items, i) {
				demote(it)
			}
		case kCommand:
			if !it.sure && it.local && !anchored {
				it.kind = kText // a question of any program
			}
		case kText:
			if !typed {
				unmarked(items, i, anchored)
			}
		}
		found = found || it.kind == kReply || it.kind == kCommand
	}
	return found || opened(items)
}

// directions tells commands from lines of replies among the marked lines.
func directions(items []item) {
	type side struct{ replies, commands int }
	sides := map[string]*side{}
	for i := range items {
		it := &items[i]
		if it.mark == "" {
			continue
		}
		s := sides[it.mark]
		if s == nil {
			s = &side{}
			sides[it.mark] = s
		}
		switch it.kind {
		case kReply:
			s.replies++
		case kCommand:
			s.commands++
		case kArrow:
			if bare(it.text) > 0 {
				s.commands++
			}
		}
	}
	other, answered := false, false // some mark is the client's alone, some is the server's
	for _, s := range sides {
		answered = answered || s.replies > 0
		other = other || s.replies == 0 && s.commands > 0
	}
	for i := range items {
		it := &items[i]
		if it.kind != kArrow {
			continue
		}
		switch server := sides[it.mark].replies > 0; {
		case server && (other || it.text[0] == ' '):
			it.kind, it.text = kMore, strings.TrimSpace(it.text)
		case bare(it.text) == 0 && (server || !answered):
			it.kind = kText
		default:
			it.kind = kCommand
			it.text = strings.TrimSpace(it.text)
		}
	}
}

// traced turns what was typed at a client's prompt into mere prompts when the
// client also shows what it sends.
func traced(items []item) {
	shown := false
	for i := range items {
		it := &items[i]
		shown = shown || it.kind == kCommand && it.mark == "--->"
	}
	for i := range items {
		if it := &items[i]; shown && it.kind == kCommand && it.local {
			it.kind = kPrompt
		}
	}
}

// evidence reports whether the commands of the transcript are marked, and
// whether there is a reply or a command that needs no session around it.
func evidence(items []item) (typed, anchored bool) {
	for i := range items {
		switch it := &items[i]; it.kind {
		case kCommand:
			anchored = anchored || it.sure
			typed = typed || it.mark != "" || it.local
		case kPrompt:
			typed = typed || it.local
			anchored = true
		case kReply:
			anchored = anchored || it.sure || strength(it) >= 2
		case kConnect:
			anchored = true
		case kText:
			if i+1 < len(items) && items[i+1].kind == kReply && knows(items[i+1].code) != 0 && bare(it.text) >= 2 {
				anchored = true
			}
		}
	}
	return typed, anchored
}

// strength reports how likely an unmarked reply is one.
func strength(it *item) int {
	switch {
	case it.mark == "HTTP", it.speaks != 0:
		return 3
	case it.mark != "": // IMAP
		return 2
	}
	return plausible(it.code, it.text, it.multi)
}

// believed reports whether an unmarked reply is one, in a transcript that has
// something surer or not.
func believed(it *item, anchored bool) bool {
	n := strength(it)
	return n >= 2 || n == 1 && anchored || anchored && it.text == ""
}

// demote turns a line that looked like a reply back into words.
func demote(it *item) {
	sep := " "
	if it.multi {
		sep = "-"
	}
	it.kind, it.text = kText, strings.TrimSpace(it.code+sep+it.text)
	it.code, it.multi, it.mark = "", false, ""
}

// answering reports whether a line with a code stands behind a command.
func answering(items []item, i int) bool {
	return i > 0 && items[i-1].kind == kCommand && knows(items[i].code) != 0
}

// unmarked decides whether an unmarked line is a command. In lower case it is
// one only when a reply comes next.
func unmarked(items []item, i int, anchored bool) {
	it := &items[i]
	n := bare(it.text)
	if i > 0 && items[i-1].kind == kReply && items[i-1].code == "334" && !strings.Contains(it.text, " ") {
		n = 3 // the answer to a challenge
	}
	if n == 0 && anchored && amid(items, i) && unheard(it.text) {
		n = 2
	}
	switch {
	case n == 0, n < 3 && !anchored:
		return
	case n == 1 && (i+1 == len(items) || items[i+1].kind != kReply):
		return
	}
	it.kind = kCommand
	it.verb, it.arg = wire(it.text)
}

// opened reports whether the items show that a connection was opened and what
// became of it, without a command or a reply.
func opened(items []item) bool {
	connect := false
	for i := range items {
		switch it := &items[i]; {
		case it.kind == kConnect && it.sure:
			connect = true
		case it.kind == kClosed, it.kind == kNote && it.fail:
			if connect {
				return true
			}
		}
	}
	return false
}

// amid reports whether a line stands between two replies, or before the
// first, as what was typed does.
func amid(items []item, i int) bool {
	return i+1 < len(items) && items[i+1].kind == kReply && (i == 0 || items[i-1].kind == kReply)
}

// unheard reports whether a line may be a command that no protocol has: one word
// in upper case, and few words behind it.
func unheard(s string) bool {
	word, arg, _ := strings.Cut(s, " ")
	if len(word) < 3 || len(word) > 12 || strings.Count(arg, " ") > 1 || prose(arg) {
		return false
	}
	for i := 0; i < len(word); i++ {
		if word[i] < 'A' || word[i] > 'Z' {
			return false
		}
	}
	return true
}
