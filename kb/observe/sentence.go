package observe

import (
	"strings"

	"kbadvisor/kb"
)

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
