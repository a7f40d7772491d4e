package observe

import (
	"strings"

	"kbadvisor/kb"
)

// piece is a stretch of prose with its role. at is where what it says begins,
// behind a time stamp.
type piece struct {
	span
	at   int
	role kb.Role
	// quoted is set for a message in quotation marks, which the span covers.
	quoted bool
}

// prose splits the bytes from..to into what machines and what people say, and
// notes the messages. Stretches of one role that follow each other are one message,
// but for an empty line between them.
func (r *reader) prose(from, to int) {
	var pieces []piece
	output := false // of a command that was typed at a prompt
	for _, l := range r.lines(from, to) {
		sp := r.trim(l.from, l.to)
		if n := promptLen(r.s[sp.Start:sp.End]); n > 0 {
			pieces = append(pieces, piece{span: sp, at: sp.Start + n, role: kb.RoleCommand})
			output = true
			continue
		}
		if output && !ownWordy(r.s[sp.Start:sp.End]) && !remarks(r.s[sp.Start:sp.End]) {
			pieces = append(pieces, piece{span: sp, at: sp.Start, role: roleOf(r.s[sp.Start:sp.End], kb.RoleHealthy)})
			continue
		}
		at := sp.Start + stampLen(r.s[sp.Start:sp.End])
		line := r.sentences(span{Start: at, End: sp.End})
		if len(line) > 0 {
			line[0].Start = sp.Start
			if at > sp.Start && line[0].role == kb.RoleComment && r.logged() {
				line[0].role = roleOf(r.s[at:sp.End], kb.RoleNeutral)
			}
		}
		pieces = append(pieces, line...)
	}
	r.join(pieces)
}

// remarks reports whether a line among the output of a command is a sentence that
// tells neither a failure nor a success.
func remarks(s string) bool {
	return startsUpper(s) && strings.HasSuffix(s, ".") && wordCount(s) >= 4 && !failing(s) && !succeeding(s)
}

// join notes pieces as messages.
func (r *reader) join(pieces []piece) {
	for i := 0; i < len(pieces); {
		if pieces[i].quoted {
			r.quote(pieces[i])
			i++
			continue
		}
		j := i + 1
		for j < len(pieces) && pieces[j].role == pieces[i].role && pieces[j].at == pieces[j].Start && pieces[i].role != kb.RoleCommand && !pieces[i].quoted && !pieces[j].quoted &&
			!emptyLine(r.s[pieces[j-1].End:pieces[j].Start]) {
			j++
		}
		r.put(pieces[i].role, pieces[i].Start, pieces[i].at, pieces[j-1].End)
		i = j
	}
}

// emptyLine reports whether an empty line stands in the blanks between two
// stretches.
func emptyLine(blanks string) bool {
	return strings.Count(blanks, "\n") > 1 || strings.Count(blanks, "\r") > 1 && !strings.Contains(blanks, "\n")
}

// quote notes a message in quotation marks.
func (r *reader) quote(p piece) {
	r.put(p.role, p.Start, p.Start, p.End)
	if n := len(r.out); n > 0 && r.out[n-1].Span == p.span {
		r.out[n-1].Text = unquote(r.out[n-1].Text)
	}
}

// unquote returns s without quotation marks around it.
func unquote(s string) string {
	return strings.Trim(s, "\"\u201c\u201d\u201e\u00ab\u00bb ")
}

// logged reports whether the text is taken for a log.
func (r *reader) logged() bool { return r.hint == kb.ObsLog || r.hint == "" }

// sentences splits one line into pieces: its sentences, messages quoted in
// those of people, and a remark in parentheses at its end. A sentence that does not
// tell who says it belongs to the machine when another one of the line does.
func (r *reader) sentences(sp span) []piece {
	body, remark := r.splitRemark(sp)
	var parts []span
	var voices []int
	highest := 0
	for at := body.Start; at < body.End; {
		end := r.sentenceEnd(at, body.End)
		if s := r.trim(at, end); s.Len() > 0 {
			v := r.voice(s)
			parts, voices = append(parts, s), append(voices, v)
			highest = max(highest, v)
		}
		at = end
	}
	var out []piece
	for i, s := range parts {
		machine := voices[i] > 0 || voices[i] == 0 && (highest > 0 || r.hint == kb.ObsError && failing(r.s[s.Start:s.End]))
		out = append(out, r.sentence(s, machine)...)
	}
	out = r.oneMessage(out)
	if remark.Len() > 0 {
		out = append(out, piece{span: remark, at: remark.Start, role: kb.RoleComment})
	}
	return out
}

// oneMessage makes one piece of a line of which every sentence is a machine's: a
// failure when one of them is.
func (r *reader) oneMessage(line []piece) []piece {
	if len(line) < 2 {
		return line
	}
	all := line[0]
	for _, p := range line {
		if p.role == kb.RoleComment || p.quoted {
			return line
		}
		if p.role == kb.RoleFailure {
			all.role = p.role
		}
	}
	all.End = line[len(line)-1].End
	return []piece{all}
}

// sentence returns the pieces of one sentence.
func (r *reader) sentence(s span, machine bool) []piece {
	if machine {
		return []piece{{span: s, at: s.Start, role: roleOf(r.s[s.Start:s.End], kb.RoleFailure)}}
	}
	var out []piece
	from := s.Start
	for _, q := range r.quotes(s) {
		if c := r.trim(from, q.Start); c.Len() > 0 {
			out = append(out, piece{span: c, at: c.Start, role: kb.RoleComment})
		}
		out = append(out, piece{q, q.Start, roleOf(r.s[q.Start:q.End], kb.RoleFailure), true})
		from = q.End
	}
	if c := r.trim(from, s.End); c.Len() > 0 {
		out = append(out, piece{span: c, at: c.Start, role: kb.RoleComment})
	}
	return out
}

// sentenceEnd returns where the sentence ends that begins at an offset.
func (r *reader) sentenceEnd(at, to int) int {
	quoted := false
	for i := at; i < to; i++ {
		c := r.s[i]
		if c == '"' {
			quoted = !quoted && strings.IndexByte(r.s[i+1:to], '"') >= 0
		}
		if quoted || c != '.' && c != '!' && c != '?' && c != ';' || i+1 >= to || r.s[i+1] != ' ' {
			continue
		}
		if c == ';' || i-at > 2 && startsSentence(r.s[i+1:to]) {
			return i + 1
		}
	}
	return to
}

// startsSentence reports whether s begins, behind blanks, like a sentence.
func startsSentence(s string) bool {
	t := strings.TrimLeft(s, " ")
	return t != "" && (t[0] >= 'A' && t[0] <= 'Z' || t[0] == '"' || t[0] == '(' || t[0] == '\\' || t[0] >= '0' && t[0] <= '9')
}

// minQuote is how many words a quoted message has at least.
const minQuote = 3

// quotes returns the messages in quotation marks within a sentence, with the
// marks.
func (r *reader) quotes(s span) []span {
	var out []span
	for at := s.Start; at < s.End; {
		open, n := quoteMark(r.s[at:s.End])
		if open < 0 {
			break
		}
		from := at + open + n
		end := closeMark(r.s[from:s.End])
		if end < 0 {
			break
		}
		next := from + end + markLen(r.s[from+end:])
		if q := r.trim(from, from+end); wordCount(r.s[q.Start:q.End]) >= minQuote && !pathLike(r.s[q.Start:q.End]) {
			out = append(out, span{Start: at + open, End: next})
		}
		at = next
	}
	return out
}

// quoteMark returns the offset and the length of the first opening quotation
// mark, -1 when there is none.
func quoteMark(s string) (at, n int) {
	at = strings.IndexAny(s, "\"\u201c\u201e\u00ab")
	if at < 0 {
		return -1, 0
	}
	return at, markLen(s[at:])
}

// markLen returns the length of the quotation mark with which s begins.
func markLen(s string) int {
	switch s[0] {
	case '"':
		return 1
	case 0xc2:
		return 2
	}
	return 3
}

// wordCount returns how many words of two letters or more s has.
func wordCount(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if wordy(w) {
			n++
		}
	}
	return n
}

// closeMark returns the offset of the first closing quotation mark, -1 when there
// is none.
func closeMark(s string) int { return strings.IndexAny(s, "\"\u201d\u201c\u00bb") }

// pathLike reports whether what is quoted is a path or an address.
func pathLike(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "\\\\") || strings.Contains(s, "://") || len(s) > 2 && s[1] == ':' && s[2] == '\\'
}

// leadingQuote returns the message in quotation marks with which a description
// begins, when more follows.
func (r *reader) leadingQuote(sp span) (span, bool) {
	if sp.Len() == 0 || r.s[sp.Start] != '"' {
		return span{}, false
	}
	end := strings.IndexByte(r.s[sp.Start+1:sp.End], '"')
	if end < 1 || sp.Start+end+2 >= sp.End {
		return span{}, false
	}
	q := span{Start: sp.Start, End: sp.Start + end + 2}
	return q, wordCount(r.s[q.Start:q.End]) >= minQuote
}

// splitRemark parts a stretch from the remark in parentheses at its end.
func (r *reader) splitRemark(sp span) (body, remark span) {
	s := r.s[sp.Start:sp.End]
	end := len(strings.TrimRight(s, ". "))
	if end == 0 || s[end-1] != ')' {
		return sp, span{}
	}
	depth, open := 0, -1
	for i := end - 1; i >= 0 && open < 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				open = i
			}
		}
	}
	if open < 0 || !remarkLike(s[:open], s[open+1:end-1]) {
		return sp, span{}
	}
	return r.trim(sp.Start, sp.Start+open), r.trim(sp.Start+open, sp.End)
}

// remarkLike reports whether what stands in parentheses is a person's remark on
// what stands before them, and no part of it: a value, a version, a list.
func remarkLike(before, inside string) bool {
	words := strings.Fields(inside)
	letters := 0
	for _, w := range words {
		if len(w) > 1 && wordy(w) {
			letters++
		}
	}
	l := strings.ToLower(inside)
	if letters < 2 || letters*2 < len(words) || strings.HasPrefix(l, "version") || strings.HasPrefix(l, "x86") || strings.Contains(l, "0x") {
		return false
	}
	b := strings.TrimRight(before, " \t")
	apart := len(before)-len(b) >= 2 || b == "" || strings.HasSuffix(b, ".") || strings.HasSuffix(b, ":") || strings.HasSuffix(b, "\"")
	return apart && letters >= 2 || letters >= 4
}

// stampLen returns the length of the time stamp with which a line begins.
func stampLen(s string) int {
	at := 0
	if at < len(s) && (s[at] == '[' || s[at] == '<') {
		at++
	}
	clock := false
	for n := 0; n < 6 && at < len(s); n++ {
		w := wordLen(s[at:])
		word := strings.TrimRight(s[at:at+w], "],>-:")
		if !stampWord(word) {
			break
		}
		clock = clock || strings.Count(word, ":") >= 1
		at += w
		for at < len(s) && (s[at] == ' ' || s[at] == '\t') {
			at++
		}
	}
	if !clock || at >= len(s) {
		return 0
	}
	return at
}

// stampWord reports whether a word is part of a time stamp: digits with the marks
// of dates and times, a month, a day, AM or PM.
func stampWord(w string) bool {
	switch strings.ToLower(w) {
	case "am", "pm", "utc", "gmt", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	if w == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	return strings.Trim(w, "0123456789:-/.,TZ+") == "" && (len(w) <= 2 || len(w) == 4 || strings.ContainsAny(w, ":-/"))
}

// promptLen returns the length of the prompt of a shell with which a line
// begins, when a command follows.
func promptLen(s string) int {
	i := strings.IndexByte(s, '>')
	if i > 2 && i < 80 && s[1] == ':' && s[2] == '\\' && i+1 < len(s) {
		return i + 1
	}
	if len(s) > 2 && (s[0] == '$' || s[0] == '#') && s[1] == ' ' {
		return 2
	}
	return 0
}
