package observe

import (
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
)

// record is one record of an event log.
type record struct {
	head   int    // where it begins
	desc   int    // where its description begins
	end    int    // where it ends
	code   string // number of the event
	source string // as written, empty when the record does not name it
	calm   bool   // its type is one that reports no failure
}

// findRecords notes the records of event logs in the text: events whose number
// or source begins a line.
func (r *reader) findRecords() {
	for _, id := range r.ids {
		if id.Kind != kb.IdentEvent || len(r.recs) > 0 && id.Span.Start < r.recs[len(r.recs)-1].desc {
			continue
		}
		start := r.lineStart(id.Span.Start)
		if !headerWords(r.s[start:id.Span.Start]) || r.asksAbout(id.Span) {
			continue
		}
		r.addRecord(r.headStart(start), id)
	}
	r.findBare()
	for i := range r.recs {
		r.recs[i].end = len(r.s)
		if i+1 < len(r.recs) {
			r.recs[i].end = r.recs[i+1].head
		}
		r.recs[i].desc = min(r.recs[i].desc, r.recs[i].end)
	}
}

// addRecord notes the record of an event that begins at head.
func (r *reader) addRecord(head int, id kb.Identifier) {
	src, number, _ := strings.Cut(id.ID, "/")
	rec := record{head: head, code: number}
	if len(r.recs) > 0 {
		rec.head = max(head, r.recs[len(r.recs)-1].desc)
	}
	h := header{r: r, at: id.Span.End, want: src, code: number}
	h.before(rec.head, id.Span)
	h.behind()
	rec.desc, rec.source = h.at, h.source
	rec.calm = calm(r.s[rec.head:rec.desc])
	r.recs = append(r.recs, rec)
}

// calm reports whether the header of a record has the type Information or Success
// Audit.
func calm(head string) bool {
	l := judged(head)
	return strings.Contains(l, "information") || strings.Contains(l, "success audit") || strings.Contains(l, "audit success") || strings.Contains(l, "level: info")
}

// roleIn returns the role of the description of a record.
func (rec record) roleIn(s string) kb.Role {
	if rec.calm {
		return roleOf(s, kb.RoleNeutral)
	}
	return roleOf(s, kb.RoleFailure)
}

// proseWords are words that sentences have and the headers of records do not.
var proseWords = set("the a an is are was we i my our why how what which get gets getting got see sees seeing with in on and have has after when logs logged log: same every this that for about of to from there it no not can does do")

// headerWords reports whether what stands before the number of an event in its
// line may be part of a record's header.
func headerWords(s string) bool {
	if len(s) > 120 {
		return false
	}
	for w := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(" \t,:;|=\"'()[]", c) }) {
		if proseWords[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// asksAbout reports whether the line of an event goes on as a question.
func (r *reader) asksAbout(sp span) bool {
	rest := r.s[sp.End:min(len(r.s), sp.End+200)]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	rest = strings.TrimSpace(rest)
	return len(rest) < 60 && strings.HasSuffix(rest, "?")
}

// headStart returns where the record begins whose line of the number begins at
// start: at the first of the lines with labels right above it.
func (r *reader) headStart(start int) int {
	for start > 0 {
		end := start - 1
		if end > 0 && r.s[end] == '\n' && r.s[end-1] == '\r' {
			end--
		}
		prev := r.lineStart(end)
		if _, ok := labelAt(r.s[:end], prev+len(r.s[prev:end])-len(strings.TrimLeft(r.s[prev:end], " \t"))); !ok {
			return start
		}
		start = prev
	}
	return start
}

// findBare notes records that consist of the number and the description: behind
// another record, or at the beginning of a text that reports a failure.
func (r *reader) findBare() {
	known := slices.Clone(r.recs)
	var found []kb.Identifier
	last := -1 // the last known record above the line
	for _, l := range r.lines(0, len(r.s)) {
		at := l.from + len(r.text(l)) - len(strings.TrimLeft(r.text(l), " \t"))
		n := digitRun(r.s[at:l.to])
		if n < 4 || n > 5 || yearly(r.s[at:at+n]) || !upperBehind(r.s[at+n:l.to]) || !failing(r.text(l)) {
			continue
		}
		src := ""
		for last+1 < len(known) && known[last+1].head < at {
			last++
		}
		switch {
		case last >= 0 && at >= known[last].desc:
			src = known[last].source
		case len(known) > 0 || len(strings.TrimSpace(r.s[:l.from])) > 0:
			continue
		}
		id := kb.Identifier{Kind: kb.IdentEvent, ID: ident.EventID(src, r.s[at:at+n]), Span: span{Start: at, End: at + n}}
		if slices.ContainsFunc(r.within(span{Start: l.from, End: l.to}), func(o kb.Identifier) bool { return o.Kind == kb.IdentEvent }) {
			continue
		}
		found = append(found, id)
		r.recs = append(r.recs, record{head: at, desc: at + n, code: r.s[at : at+n], source: src})
	}
	slices.SortFunc(r.recs, func(a, b record) int { return a.head - b.head })
	r.ids = append(r.ids, found...)
	slices.SortStableFunc(r.ids, func(a, b kb.Identifier) int { return a.Span.Start - b.Span.Start })
}

// opensWithRecord reports whether a record stands in the first two lines.
func (r *reader) opensWithRecord() bool {
	if len(r.recs) == 0 {
		return false
	}
	return strings.Count(strings.TrimSpace(r.s[:r.recs[0].head]), "\n") < 1
}

// readRecords notes the messages of the records and of what stands before them.
func (r *reader) readRecords() {
	r.prose(0, r.recs[0].head)
	for _, rec := range r.recs {
		desc := r.trim(rec.desc, rec.end)
		head := r.trim(rec.head, rec.desc)
		if desc.Len() == 0 {
			r.event(kb.RoleNeutral, rec, head)
			continue
		}
		r.bare(kb.RoleNeutral, head)
		r.description(rec, desc)
	}
}

// description notes the description of a record: its first paragraph is one
// message, remarks at its end and later paragraphs in own words are comments.
func (r *reader) description(rec record, desc span) {
	rest := desc.End
	for i, l := range r.lines(desc.Start, desc.End) {
		if i > 0 && ownWordy(r.text(l)) {
			rest = l.from
			break
		}
	}
	body, remark := r.splitRemark(r.trim(desc.Start, rest))
	if q, ok := r.leadingQuote(body); ok {
		r.event(rec.roleIn(r.s[q.Start:q.End]), rec, q)
		r.bare(kb.RoleComment, r.trim(q.End, body.End))
	} else {
		r.event(rec.roleIn(r.s[body.Start:body.End]), rec, body)
	}
	r.bare(kb.RoleComment, remark)
	r.prose(rest, desc.End)
}

// event notes the message of a record.
func (r *reader) event(role kb.Role, rec record, sp span) {
	if sp.Len() > 0 {
		r.out = append(r.out, kb.Message{Role: role, Kind: kb.SigEvent, Code: rec.code, Source: rec.source, Text: unquoteWhole(tidy(r.s[sp.Start:sp.End])), Span: sp})
	}
}

// unquoteWhole returns s without the quotation marks around all of it.
func unquoteWhole(s string) string {
	if len(s) > 1 && s[0] == '"' && strings.IndexByte(s[1:], '"') == len(s)-2 {
		return s[1 : len(s)-1]
	}
	return s
}

// bare notes a message without looking for codes in it.
func (r *reader) bare(role kb.Role, sp span) {
	if sp.Len() > 0 {
		r.out = append(r.out, kb.Message{Role: role, Text: tidy(r.s[sp.Start:sp.End]), Span: sp})
	}
}
