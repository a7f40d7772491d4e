package ident

import (
	"strings"

	"kbadvisor/kb"
)

// anchor is the number or the source of an event, as a label gives it.
type anchor struct {
	source   string // empty for a number
	number   string // empty for a source
	from, to int
}

// eventAt looks for the parts of an event at the word i: the label of a number or
// of a source, or a number beside the name of a source. It reports whether the word
// is the number of an event and so no other number.
func (f *finder) eventAt(i int) bool {
	switch {
	case f.w[i].kind == isDigits:
		return f.besideSource(i) || f.labelled(i)
	case strings.EqualFold(f.word(i), "source"), strings.EqualFold(f.word(i), "sourcename"),
		strings.EqualFold(f.word(i), "providername"), strings.EqualFold(f.word(i), "provider"):
		f.sourceLabel(i)
	}
	return false
}

// maxEvent is the number of digits of the largest number of an event.
const maxEvent = 5

// labelled notes the number i of an event that a label announces: Event ID: 7023,
// EventID=16, Event 7023, and ID 100 behind a source.
func (f *finder) labelled(i int) bool {
	n := f.word(i)
	if len(n) > maxEvent || f.fraction(i) || n[0] == '0' && len(n) > 1 {
		return false
	}
	j, ok := f.eventLabel(i)
	if !ok && !f.inList(i) {
		return false
	}
	f.lastEvent = i
	a := anchor{number: n, from: int(f.w[i].from), to: int(f.w[i].to)}
	if src := f.sourceBehind(i); src != "" {
		f.addEvent(src, n, a.from, a.to)
	} else if src, from := f.sourceBefore(j, true); ok && src != "" {
		f.addEvent(src, n, from, a.to)
	} else {
		f.anchors = append(f.anchors, a)
	}
	return true
}

// inList reports whether the number i goes on a list of numbers of events:
// "Event IDs 4318 and 4224".
func (f *finder) inList(i int) bool {
	if f.lastEvent == 0 || len(f.word(i)) < 2 || f.unit(i) {
		return false
	}
	switch {
	case f.lastEvent == i-1:
		return f.gap(i-1) == ", " && len(f.word(i)) > 2
	case f.lastEvent == i-2:
		w := f.word(i - 1)
		return (w == "and" || w == "or") && joined(f.gap(i-2), ", \r\n") && joined(f.gap(i-1), " \r\n")
	}
	return false
}

// eventLabel returns the first word of the label that announces the number i.
func (f *finder) eventLabel(i int) (int, bool) {
	id := false
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		gap := f.gap(j)
		if len(gap) > 40 || strings.Trim(gap, " \t:=#\"'<>(-\r") != "" {
			return 0, false
		}
		switch w := lower(f.word(j)); w {
		case "id", "ids", "number", "code", "no", "identifier", "identifiers":
			id = true
		case "qualifiers":
			return 0, false
		case "event", "events", "eventid", "eventcode", "event_id", "eventids", "evt", "evtid":
			return j, true
		default:
			return j, f.afterQualifier(j) || id && f.labelOfRecord(i, j)
		}
	}
	return 0, false
}

// afterQualifier reports whether the word j is the number of qualifiers in the
// XML form of an event: <EventID Qualifiers='49152'>7036.
func (f *finder) afterQualifier(j int) bool {
	return j > 1 && f.w[j].kind == isDigits && strings.EqualFold(f.word(j-1), "qualifiers") && strings.EqualFold(f.word(j-2), "eventid")
}

// labelOfRecord reports whether the bare label ID before the number i belongs
// to a record: the name of a source stands before it in the same line.
func (f *finder) labelOfRecord(i, j int) bool {
	if !strings.EqualFold(f.word(i-1), "id") {
		return false
	}
	n := len(f.anchors)
	if n > 0 && f.anchors[n-1].source != "" && int(f.w[i].from)-f.anchors[n-1].to < 60 {
		return true
	}
	if src, _ := f.sourceBefore(j+1, true); src != "" && (sources()[squeeze(src)].strong || foreignSource(src)) {
		return true
	}
	return f.listedSource(i)
}

// listedSource notes the source of a record in the form of psloglist: the last
// line without a label above the number i is "[record] Source".
func (f *finder) listedSource(i int) bool {
	const reach = 300
	from := max(0, int(f.w[i].from)-reach)
	head := f.s[from:f.w[i].from]
	open := strings.LastIndex(head, "\n[") + 1
	if open == 0 && (from > 0 || head[0] != '[') {
		return false
	}
	line, _, _ := strings.Cut(head[open:], "\n")
	_, name, ok := strings.Cut(line, "] ")
	name = strings.TrimSpace(name)
	if _, found := sources()[squeeze(name)]; !ok || !found {
		return false
	}
	at := from + open + strings.Index(line, "] ") + 2
	f.anchors = append(f.anchors, anchor{source: name, from: at, to: at + len(name)})
	return true
}

// addEvent notes an event.
func (f *finder) addEvent(source, number string, from, to int) {
	f.add(kb.IdentEvent, EventID(source, number), from, to)
}

// maxApart is how far apart the labels of one record may be.
const maxApart = 400

// pairEvents joins numbers with the sources beside them, each at most once, and
// notes the events.
func (f *finder) pairEvents() {
	for i := 0; i < len(f.anchors); i++ {
		a := f.anchors[i]
		if i+1 < len(f.anchors) {
			b := f.anchors[i+1]
			if (a.source == "") != (b.source == "") && b.from-a.to <= maxApart && !f.parted(a.to, b.from) {
				f.addEvent(a.source+b.source, a.number+b.number, numberOf(a, b).from, numberOf(a, b).to)
				i++
				continue
			}
		}
		if a.number != "" {
			f.addEvent("", a.number, a.from, a.to)
		}
	}
}

// numberOf returns the one of two anchors that is the number.
func numberOf(a, b anchor) anchor {
	if a.number != "" {
		return a
	}
	return b
}

// parted reports whether two labels are parts of different records: a rule of
// characters or two empty lines stand between them.
func (f *finder) parted(from, to int) bool {
	between := f.s[from:to]
	return strings.Contains(between, "\n\n\n") || strings.Contains(between, "-----") || strings.Contains(between, "=====")
}
