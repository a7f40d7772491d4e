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

// logged reports whether the text is taken for a log.
func (r *reader) logged() bool { return r.hint == kb.ObsLog || r.hint == "" }
