package ident

import "strings"

// maxSource is the number of words of the longest name of a source.
const maxSource = 5

// sourceLabel notes the source behind the label i: Source: W3SVC.
func (f *finder) sourceLabel(i int) {
	gap := f.gap(i)
	if strings.EqualFold(f.word(i+1), "name") && strings.Trim(gap, " ") == "" {
		i++
		gap = f.gap(i)
	}
	loose := !strings.ContainsAny(gap, ":=")
	if len(gap) > 24 || strings.Trim(gap, " \t:=\"'<>[(\r") != "" && !strings.HasPrefix(gap, ":\n") || i+1 >= len(f.w) {
		return
	}
	last, ok := f.knownFrom(i + 1)
	if !ok {
		if loose || classOf(f.word(i + 1)[0])&hasDigit != 0 {
			return
		}
		last = f.unknownFrom(i + 1)
	}
	from, to := int(f.w[i+1].from), int(f.w[last].to)
	f.anchors = append(f.anchors, anchor{source: f.s[from:to], from: from, to: to})
}

// knownFrom returns the last word of the longest known source that begins with
// the word i.
func (f *finder) knownFrom(i int) (last int, ok bool) {
	if i >= len(f.w) {
		return 0, false
	}
	for j := i; j < len(f.w) && j < i+maxSource; j++ {
		if j > i && !inName(f.gap(j-1)) {
			break
		}
		if _, found := sources()[squeeze(f.s[f.w[i].from:f.w[j].to])]; found {
			last, ok = j, true
		}
	}
	return last, ok
}

// inName reports whether a gap may stand within the name of a source.
func inName(gap string) bool {
	switch gap {
	case " ", "-", ".", "/", "+", ". ":
		return true
	}
	return false
}

// unknownFrom returns the last word of a source that is not known, as far as its
// label tells: one word, with what hyphens and points join to it.
func (f *finder) unknownFrom(i int) int {
	for i+1 < len(f.w) && (f.gap(i) == "-" || f.gap(i) == ".") {
		i++
	}
	return i
}

// besideSource notes a number that stands directly behind the name of a source
// ("W3SVC 115", "Service Control Manager: 7023:", "W3SVC | 113 |"), or at the
// beginning of a line before it ("13003 MSExchangePOP3").
func (f *finder) besideSource(i int) bool {
	n := f.word(i)
	if len(n) > maxEvent || n[0] == '0' || f.fraction(i) {
		return false
	}
	if i == 0 || strings.Contains(f.gap(i-1), "[") {
		return f.numberFirst(i)
	}
	if src, from := f.sourceBefore(i, false); src != "" && f.endsEvent(i) && f.isEvent(src, n, i, from) {
		f.addEvent(src, n, from, int(f.w[i].to))
		f.dropAnchor(from)
		return true
	}
	return f.numberFirst(i)
}

// numberFirst notes the number i when it begins a line and the name of a source
// follows.
func (f *finder) numberFirst(i int) bool {
	n := f.word(i)
	if len(n) < 2 || !f.beginsLine(int(f.w[i].from)) || !joined(f.gap(i), " \t:|") {
		return false
	}
	last, ok := f.knownFrom(i + 1)
	if !ok || !sources()[squeeze(f.s[f.w[i+1].from:f.w[last].to])].strong {
		return false
	}
	f.addEvent(f.s[f.w[i+1].from:f.w[last].to], n, int(f.w[i].from), int(f.w[last].to))
	return true
}

// dropAnchor takes back the source that a label gave at an offset: it has its
// number.
func (f *finder) dropAnchor(from int) {
	if n := len(f.anchors); n > 0 && f.anchors[n-1].from == from && f.anchors[n-1].source != "" {
		f.anchors = f.anchors[:n-1]
	}
}

// sourceBefore returns the known source that ends right before the word i, and
// its offset. Loose also takes one that words like "error" part from it.
func (f *finder) sourceBefore(i int, loose bool) (name string, from int) {
	end := i - 1
	if loose && end >= 0 && strings.EqualFold(f.word(end), "error") {
		end--
	}
	if end < 0 || !joined(f.gap(i-1), " \t:|,;#-[(/=") {
		return "", 0
	}
	for j := end; j >= 0 && j > end-maxSource; j-- {
		if j < end && !inName(f.gap(j)) {
			break
		}
		s := f.s[f.w[j].from:f.w[end].to]
		if _, ok := sources()[squeeze(s)]; ok || foreignSource(s) {
			name, from = s, int(f.w[j].from)
		}
	}
	return name, from
}

// sourceBehind returns the known source that begins right behind the number i.
func (f *finder) sourceBehind(i int) string {
	if !joined(strings.Trim(f.gap(i), " \t"), "\r\n,:;|-(") {
		return ""
	}
	nextLine := strings.Contains(f.gap(i), "\n")
	switch lower(f.word(i + 1)) {
	case "from", "by", "of":
		i++
	}
	last, ok := f.knownFrom(i + 1)
	if !ok {
		last = f.unknownFrom(min(i+1, len(f.w)-1))
		if s := f.s[f.w[min(i+1, last)].from:f.w[last].to]; i+1 < len(f.w) && foreignSource(s) {
			return s
		}
		return ""
	}
	s := f.s[f.w[i+1].from:f.w[last].to]
	if !sources()[squeeze(s)].strong && (nextLine || !startsUpper(s)) {
		return ""
	}
	return s
}

// foreignSource reports whether a name has the form that newer systems give
// their sources: Microsoft-Windows-DistributedCOM. Names of Exchange that are
// not known count as well.
func foreignSource(s string) bool {
	const modern, exchange = "microsoft-windows-", "msexchange"
	return hasPrefixFold(s, modern) && len(s) > len(modern) || hasPrefixFold(s, exchange) && len(s) > len(exchange) && !strings.Contains(s, " ")
}

// hasPrefixFold reports whether s begins with prefix in either case.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// startsUpper reports whether s begins with an upper-case letter.
func startsUpper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// beginsLine reports whether only blanks and marks stand before an offset in its
// line.
func (f *finder) beginsLine(at int) bool {
	for at > 0 && strings.IndexByte(" \t|>*-+\"'([", f.s[at-1]) >= 0 {
		at--
	}
	return at == 0 || f.s[at-1] == '\n'
}

// endsEvent reports whether what follows the number i may follow that of an
// event.
func (f *finder) endsEvent(i int) bool {
	to := int(f.w[i].to)
	switch c := f.byteAt(to); c {
	case '/', '\\', '%', '_', '@', '=':
		return false
	case '-', '.', ',':
		return classOf(f.byteAt(to+1)) == 0
	}
	return true
}

// isEvent reports whether a number behind a source is one of an event. A source
// that means other things as well needs a number of four digits that is no
// year, or a colon, and to begin a line or a sentence.
func (f *finder) isEvent(src, n string, i, from int) bool {
	s, ok := sources()[squeeze(src)]
	if !ok || s.strong {
		return !f.unit(i)
	}
	if !startsUpper(src) || !f.beginsLine(from) && f.byteAt(from-2) != '.' && f.byteAt(from-2) != ':' {
		return false
	}
	year := len(n) == 4 && (n[:2] == "19" || n[:2] == "20")
	return len(n) >= 4 && !year && !f.unit(i) || len(n) >= 2 && (f.byteAt(int(f.w[i].to)) == ':' || strings.ContainsAny(f.gap(i-1), "|\t"))
}

// unit reports whether the word behind the number i makes it a quantity.
func (f *finder) unit(i int) bool {
	switch lower(f.word(i + 1)) {
	case "bytes", "kb", "mb", "times", "seconds", "minutes", "users", "connections", "sites", "instances", "days", "hours", "percent":
		return f.gap(i) == " "
	}
	return false
}
