package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// dialect is how one program writes a session down.
type dialect struct {
	name string
	read func(*line) []item // the items of a line in the form of the dialect, nil for other lines
}

// dialects are all dialects, in the order in which they are tried on a line. A
// line that none of them knows is read as the text on the wire itself.
func dialects() []dialect {
	return []dialect{
		{"w3c", shortLog},
		{"vsftpd", vsftpd},
		{"proftpd", extendedLog},
		{"access-log", accessLog},
		{"proftpd", proftpd},
		{"pure-ftpd", pureftpd},
		{"pyftpdlib", pyftpdlib},
		{"filezilla-server", filezillaServer},
		{"filezilla", filezilla},
		{"flashfxp", flashfxp},
		{"nmap", nmap},
		{"tnftp", tnftp},
		{"wget", wget},
		{"winscp", winscp},
		{"sniffer", sniffer},
		{"perl", perl},
		{"ftp.exe", ftpExe},
		{"ncftp", ncftp},
		{"lftp", lftp},
		{"curl", curl},
		{"python", python},
		{"trace", arrow},
	}
}

// raw is the name of what is no dialect: the text on the wire itself.
const raw = "raw"

// scan reads every line in the dialect that knows it. It returns the items in
// order, and for each dialect how many items it read.
func scan(lines []line) ([]item, map[string]int) {
	var items []item
	seen := map[string]int{}
	table := dialects()
	log := w3c{}
	for i := range lines {
		l := &lines[i]
		name, got := "w3c", log.read(l)
		if got == nil {
			name, got = dialectOf(table, l)
		}
		if got == nil {
			name, got = raw, plain(l)
		}
		for j := range got {
			got[j].col = l.body
			if k := got[j].kind; k == kCommand || k == kReply || k == kArrow || k == kPrompt && (got[j].local || strings.HasPrefix(got[j].text, "ftp ")) {
				seen[name]++
			}
		}
		items = append(items, got...)
	}
	return items, seen
}

// dialectOf reads a line in the first dialect that knows it.
func dialectOf(table []dialect, l *line) (string, []item) {
	for _, d := range table {
		if got := d.read(l); got != nil {
			return d.name, got
		}
	}
	return "", nil
}

// plain reads a line that no dialect knows: a reply, a command, or words.
func plain(l *line) []item {
	if got := httpLine(l, l.body); got != nil {
		return got
	}
	if got := imapLine(l, l.body); got != nil {
		return got
	}
	from := bullet(l, l.body)
	s := l.text[from:]
	if got := outcome(l, from); got != nil {
		return got
	}
	if code, n, multi, ok := replyLine(s); ok {
		it := reply(l, from, code, n, multi)
		it.sure = code[0] == '+' || code[0] == '-'
		return aside(l, it, from+n)
	}
	if got := inline(l); got != nil {
		return got
	}
	return []item{{kind: kText, span: l.span(l.body, len(l.text)), text: l.text[l.body:], conn: l.conn}}
}

// reply returns the item of a line of a reply, which is l.text[from:]; its text
// begins n bytes behind its code.
func reply(l *line, from int, code string, n int, multi bool) item {
	return item{kind: kReply, span: l.span(from, len(l.text)), text: strings.TrimRight(l.text[from+n:], " \t"), code: code, multi: multi, conn: l.conn, sure: true}
}

// aside cuts a remark in brackets off the end of a reply, whose text begins at
// from, and returns both.
func aside(l *line, it item, from int) []item {
	s := l.text
	if from >= len(s) {
		return []item{it}
	}
	if !strings.HasSuffix(s, ")") {
		return runOn(l, it, from, len(s))
	}
	i := max(strings.LastIndex(s[from:], "  ("), strings.LastIndex(s[from:], "\t("), strings.LastIndex(s[from:], ". ("))
	if i < 0 || strings.TrimSpace(s[from:from+i]) == "" {
		return []item{it}
	}
	if s[from+i] == '.' {
		i++
	}
	open := from + i + strings.IndexByte(s[from+i:], '(')
	end := len(strings.TrimRight(s[:from+i], " \t"))
	it.span, it.text = kb.Span{Start: it.span.Start, End: l.span(from, end).End}, s[from:end]
	return []item{it, {kind: kRemark, span: l.span(open, len(s)), text: s[open:], conn: l.conn, sure: true}}
}

// outcome reads a command with its reply on one line: RNFR a.tmp -> 500.
func outcome(l *line, from int) []item {
	s := l.text[from:]
	i := strings.Index(s[:min(len(s), 512)], "> ")
	if i < 3 || s[i-1] != '-' && s[i-1] != '=' || s[i-2] != ' ' || bare(strings.TrimSpace(s[:i-1])) < 2 {
		return nil
	}
	code, n, multi, ok := replyLine(s[i+2:])
	if !ok {
		return nil
	}
	cmd := command(l, from, from+len(strings.TrimRight(s[:i-1], " ")))
	return append([]item{cmd}, aside(l, reply(l, from+i+2, code, n, multi), from+i+2+n)...)
}

// bullet returns where a line goes on behind a bullet.
func bullet(l *line, from int) int {
	s := l.text[from:]
	for _, b := range []string{"- ", "* ", "• ", "o "} {
		if strings.HasPrefix(s, b) && len(s) > len(b)+2 && digit(s[len(b)]) {
			return from + len(b)
		}
	}
	return from
}

// wired reads l.text[from:] as what goes over the wire: a line of a reply, or a
// command. mark is the arrow before it.
func wired(l *line, from int, mark string) item {
	s := l.text[from:]
	if got := httpLine(l, from); len(got) == 1 {
		got[0].mark, got[0].sure = mark, true
		return got[0]
	}
	if got := imapLine(l, from); len(got) == 1 && got[0].kind == kReply {
		got[0].mark, got[0].sure = mark, true
		return got[0]
	}
	if code, n, multi, ok := replyLine(s); ok {
		it := reply(l, from, code, n, multi)
		it.mark = mark
		return it
	}
	it := command(l, from, len(l.text))
	it.kind, it.mark = kArrow, mark
	return it
}
