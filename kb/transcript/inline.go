package transcript

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// Replies within the words of a line.
var (
	// quoted matches a reply in quotation marks.
	quoted = regexp.MustCompile("[\"“”'`(]([1-5]\\d\\d)([ -])([^\"“”`]{3,400}?)(?:[\"“”`]|'(?:[\\s.,;:)]|$)|\\)$)")
	// told matches a reply that a program or a person tells of: said: 550 ...
	told = regexp.MustCompile(`(?i)\b(?:(?:said|smtp;|replied|replies|answers|answered|returns|returned|responded|says|got|gets?|receives?|received|shows|see)(?: with)?:?|^(?-i:[a-z]{2,10}|ERR|Err):|(?:reply|response|answer|message)(?: (?:was|is|code|message|received|from \S{1,60}))?:) ["']?([1-5]\d\d)([ -])(\S.{2,})$`)
	// goesOn matches where somebody goes on behind the full stop of a reply.
	goesOn = regexp.MustCompile(`\. [a-z]`)
	// codeAlone matches a code without words, of a protocol that is named.
	codeAlone = regexp.MustCompile(`(?i)\b(ftp|smtp|nntp)(?: server)? (?:error|reply|response|status)(?: (?:code|number|message))?:? ([45]\d\d)\b(?:[.,;)]|$)`)
	// failed matches an error of a server that is told by its code.
	failed = regexp.MustCompile(`(?i)\berror:? ([45]\d\d)([ -]|: ?)(\S.{2,})$`)
	// inReply matches what postfix adds to a reply.
	inReply = regexp.MustCompile(`\(in reply to (?:end of )?([A-Z]{4,8})(?: [A-Z]{2,4})? command\)`)
)

// inline cuts the replies out of a line of words. It returns nil when there is
// none.
func inline(l *line) []item {
	s := l.rest()
	if len(s) > 4096 || len(s) < 8 || !number(s) {
		return nil
	}
	if m := quoted.FindStringSubmatchIndex(s); m != nil && plausible(s[m[2]:m[3]], s[m[6]:m[7]], false) >= 2 {
		return cutOut(l, m)
	}
	if m := codeAlone.FindStringSubmatchIndex(s); m != nil && knows(s[m[4]:m[5]]) != 0 {
		return cutCode(l, m)
	}
	for _, re := range []*regexp.Regexp{told, failed} {
		if m := re.FindStringSubmatchIndex(s); m != nil && plausible(s[m[2]:m[3]], s[m[6]:m[7]], false) == 3 {
			return cutOut(l, m)
		}
	}
	return nil
}

// number reports whether s has three digits together that may be a code.
func number(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			run = 0
		} else if run++; run == 3 && s[i-2] >= '1' && s[i-2] <= '5' {
			return true
		}
	}
	return false
}

// cutOut returns the items of a line with a reply at the groups of m: the words
// before it, the reply, the words behind it.
func cutOut(l *line, m []int) []item {
	from, text, to := l.body+m[2], l.body+m[6], l.body+m[7]
	it := item{kind: kReply, code: l.text[from : from+3], conn: l.conn, mark: "inline"}
	end := to
	if r := inReply.FindStringSubmatchIndex(l.text[text:to]); r != nil {
		it.verb = l.text[text+r[2] : text+r[3]]
		end = text + r[0]
	} else if i := strings.Index(l.text[text:to], ". ("); i > 0 {
		end = text + i + 1
	} else if r := goesOn.FindStringIndex(l.text[text:to]); r != nil {
		end = text + r[0] + 1
	}
	end = text + len(strings.TrimRight(l.text[text:end], " \t"))
	it.span, it.text = l.span(from, end), l.text[text:end]
	out := words(l, l.body, from)
	out = append(out, runOn(l, it, text, end)...)
	return append(out, words(l, end, len(l.text))...)
}

// cutCode returns the items of a line with a code alone at the groups of m.
func cutCode(l *line, m []int) []item {
	from, to := l.body+m[4], l.body+m[5]
	it := item{kind: kReply, code: l.text[from:to], span: l.span(l.body+m[2], to), conn: l.conn, mark: "inline"}
	it.speaks = service(strings.ToLower(l.text[l.body+m[2] : l.body+m[3]]))
	return append(append(words(l, l.body, l.body+m[2]), it), words(l, to, len(l.text))...)
}

// another matches where the next reply begins in a line of several.
var another = regexp.MustCompile(`[.!)"] +([1-5]\d\d) (\S[^.]{2,})`)

// runOn cuts a reply, whose text is l.text[from:to], where others follow it on
// the same line.
func runOn(l *line, it item, from, to int) []item {
	var out []item
	for len(out) < 32 {
		m := another.FindStringSubmatchIndex(l.text[from:to])
		if m == nil || plausible(l.text[from+m[2]:from+m[3]], l.text[from+m[4]:from+m[5]], false) < 3 {
			break
		}
		end := from + m[0] + 1
		it.text, it.span = l.text[from:end], kb.Span{Start: it.span.Start, End: l.span(from, end).End}
		out = append(out, it)
		it.code, it.verb = l.text[from+m[2]:from+m[3]], ""
		it.span = l.span(from+m[2], to)
		from += m[4]
		it.text = l.text[from:to]
	}
	return append(out, it)
}

// words returns the item of l.text[from:to], if that is more than marks.
func words(l *line, from, to int) []item {
	s := l.text[from:to]
	trimmed := strings.Trim(s, " \t\"'`“”,.;:)")
	if trimmed == "" {
		return nil
	}
	from += len(s) - len(strings.TrimLeft(s, " \t\"'`“”,.;:)"))
	to = from + len(strings.TrimRight(l.text[from:to], " \t\"'`“”"))
	return []item{{kind: kText, span: l.span(from, to), text: l.text[from:to], conn: l.conn}}
}
