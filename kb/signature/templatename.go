package signature

import "strings"

// bareNames are words that authors write in the place of a value, without any
// mark.
var bareNames = wordSet(`filename filename.ext servername username computername domainname usernames
	sharename machinename mailboxname pathname xxx.xxx.xxx.xxx x.x.x.x n.n.n.n`)

// nounBefore are words after which such a word means itself: invalid filename.
var nounBefore = wordSet("the a an no any this your new old bad invalid incorrect unknown missing or and")

// wordBefore returns the word before i in lower case, if only blanks are between.
func wordBefore(text string, i int) string {
	end := len(strings.TrimRight(text[max(0, i-maxHole):i], " \t\r\n")) + max(0, i-maxHole)
	start := end
	for start > 0 && wordByte(text[start-1]) && end-start < maxHole {
		start--
	}
	return strings.ToLower(text[start:end])
}

// capitalNames are words that make a name of two words in capital letters a
// placeholder (IP ADDRESS, SERVER NAME).
var capitalNames = wordSet("IP USER SERVER COMPUTER DOMAIN MACHINE FILE PATH MAILBOX SITE HOST")

// bareHole returns the placeholder without brackets that begins at i: a known
// word, or a run of x, n or y.
func bareHole(text string, i int) (hole, bool) {
	j := i
	for j < len(text) && j-i < maxHole && (wordByte(text[j]) || text[j] == '.' || text[j] == ':' && j > i && isRun(text[i:j])) {
		j++
	}
	j = i + len(strings.TrimRight(text[i:j], ".:"))
	if bareNames[strings.ToLower(text[i:j])] && !nounBefore[wordBefore(text, i)] {
		return hole{start: i, end: j, kind: TokAny, least: 1, most: 4}, true
	}
	if end, ok := capitalName(text, i, j); ok {
		return hole{start: i, end: end, kind: TokAny, least: 1, most: 4}, true
	}
	if j-i == 1 && !alone(text, i) {
		return hole{}, false
	}
	if isRun(text[i:j]) || isTailedRun(text[i:j]) {
		return hole{start: i, end: j, kind: TokAny, least: 1, most: 3}, true
	}
	return hole{}, false
}

// capitalName returns the end of the placeholder of two words in capital
// letters that begins with the word text[i:j]. In a text that is in capitals
// throughout there is none.
func capitalName(text string, i, j int) (int, bool) {
	around := text[max(0, i-maxHole):min(len(text), j+maxHole)]
	if !capitalNames[text[i:j]] || strings.ToUpper(around) == around {
		return 0, false
	}
	for _, second := range [...]string{" NAME", " ADDRESS"} {
		if end := j + len(second); strings.HasPrefix(text[j:], second) && (end == len(text) || !wordByte(text[end])) {
			return end, true
		}
	}
	return 0, false
}

// alone reports whether the character at i stands between blanks or such marks
// as a sentence has.
func alone(text string, i int) bool {
	before := i == 0 || strings.IndexByte(" \t\n('\"=", text[i-1]) >= 0
	return before && (i+1 == len(text) || strings.IndexByte(" \t\n.,:;!?)'\"", text[i+1]) >= 0)
}

// isRun reports whether s is a run of x, n or y that stands for figures:
// xxxx, xxxx:xxxxxxxx, nn, nnn, yyyy, a small x or n alone, 0xnnnnnnnn.
func isRun(s string) bool {
	l := strings.ToLower(strings.TrimPrefix(s, "0x"))
	if l == "" || l[0] != 'x' && l[0] != 'n' && l[0] != 'y' {
		return false
	}
	if len(l) == 1 {
		return s != "N" && s != "y" && s != "Y"
	}
	c := l[:1]
	return strings.Trim(l, c+":.") == "" && (c != "y" || len(l) >= 4) && (c != "n" || s == l || len(l) >= 4)
}

// isTailedRun reports whether s is figures of which the last ones are left
// open (0xC00000xx, 4xxx), or a device with an open number (LPTx, COMx).
func isTailedRun(s string) bool {
	t := strings.TrimRight(s, "x")
	if t == "" || len(t) == len(s) {
		return false
	}
	if len(s)-len(t) >= 2 && strings.ContainsAny(t, "0123456789") {
		return true
	}
	return len(t) == 3 && (t == "LPT" || t == "COM" || t == "IRQ")
}

// holeKind returns what a placeholder of the name stands for and how many
// tokens at most.
func holeKind(name string) (TokenKind, uint8) {
	n := strings.ToLower(name)
	switch {
	case strings.Contains(n, "path"), strings.Contains(n, "dir"), strings.Contains(n, "folder"):
		return TokAny, 8
	case strings.Contains(n, "text"), strings.Contains(n, "message"), strings.Contains(n, "description"):
		return TokAny, 16
	case len(n) <= 2, strings.Contains(n, "number"), strings.Contains(n, "address"):
		return TokAny, 3
	}
	return TokAny, 8
}

// holeName returns the name of a placeholder as it is written, without its
// brackets.
func holeName(s string) string {
	return strings.Join(strings.Fields(strings.Trim(s, "<>[]{}%'\"`. ")), " ")
}

// glue widens a hole by what is written together with it and is part of one
// path, address or name: \<dir>\file.ext, <user>@<host>.
func glue(text string, h hole) hole {
	if h.least == 0 {
		return h
	}
	for h.end < len(text) && glues(text, h.end, h.end+1) {
		h.end = wordEnd(text, h.end+1)
	}
	for h.start > 1 && strings.IndexByte(`\/@`, text[h.start-1]) >= 0 && glues(text, h.start-1, h.start-2) {
		h.start--
		for h.start > 0 && (wordByte(text[h.start-1]) || strings.IndexByte(`\/:.$`, text[h.start-1]) >= 0) {
			h.start--
		}
	}
	return h
}

// glues reports whether the mark at i joins a hole with what stands at next.
func glues(text string, i, next int) bool {
	return strings.IndexByte(`\/@.$`, text[i]) >= 0 && next >= 0 && next < len(text) &&
		(wordByte(text[next]) || text[next] == '<' || text[next] == '\\')
}

// wordEnd returns the end of the word, or of the placeholder in angle
// brackets, that begins at i.
func wordEnd(text string, i int) int {
	if text[i] == '<' {
		if n := strings.IndexByte(text[i:min(len(text), i+maxHole)], '>'); n > 0 {
			return i + n + 1
		}
		return i + 1
	}
	for i < len(text) && wordByte(text[i]) {
		i++
	}
	return i
}
