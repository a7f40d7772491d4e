package transcript

import (
	"regexp"
	"strings"
)

// filezillaLine matches a line of the log of FileZilla, in the languages in
// which people paste it, with the numbers that its log file has.
var filezillaLine = regexp.MustCompile(`^(?:\d+ \d+ )?(Status|Statut|Estado|Stato|Command|Befehl|Commande|Comando|Response|Antwort|Réponse|Respuesta|Risposta|Error|Fehler|Erreur|Errore|Trace|Listing):[ \t]+(.*)$`)

// filezilla reads the lines of the log of FileZilla.
func filezilla(l *line) []item {
	s := l.rest()
	if strings.IndexByte(s[:min(len(s), 32)], ':') < 0 {
		return nil
	}
	m := filezillaLine.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	from := l.body + m[4]
	if from >= len(l.text) {
		return nil
	}
	switch label := s[m[2]:m[3]]; label[0] {
	case 'C', 'B':
		it := command(l, from, len(l.text))
		it.mark = "Command:"
		return []item{it}
	case 'R', 'A':
		if it := wired(l, from, "Response:"); it.kind == kReply {
			return []item{it}
		}
		return []item{note(l, kMore, from)}
	case 'S':
		return []item{filezillaStatus(l, from)}
	}
	it := note(l, kNote, from)
	it.fail = s[m[2]] == 'E' || s[m[2]] == 'F'
	it.fail = it.fail && !strings.HasPrefix(s[m[2]:], "Estado")
	return []item{it}
}

// filezillaStatus reads a line in which FileZilla tells what it does.
func filezillaStatus(l *line, from int) item {
	it := note(l, kNote, from)
	t := it.text
	switch {
	case strings.HasPrefix(t, "Connecting to "):
		it.kind = kConnect
		it.host = strings.TrimSuffix(strings.TrimPrefix(t, "Connecting to "), "...")
	case strings.HasPrefix(t, "Connection established"):
		it.kind = kConnect
	case strings.HasPrefix(t, "TLS connection established"), strings.HasPrefix(t, "TLS/SSL connection established"):
		it.kind = kSecure
	case t == "Logged in", t == "Connected":
		it.kind = kLogin
	case strings.HasPrefix(t, "Disconnected from server"):
		it.kind = kClosed
	}
	return it
}

// winscpMark matches the mark and the time stamp of a line of the log of WinSCP.
var winscpMark = regexp.MustCompile(`^([.<>!*]) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ `)

// winscp reads the lines of the log of WinSCP.
func winscp(l *line) []item {
	s := l.text
	if len(s) < 27 || s[1] != ' ' {
		return nil
	}
	m := winscpMark.FindString(s)
	if m == "" || len(m) == len(s) {
		return nil
	}
	switch s[0] {
	case '<', '>':
		return []item{wired(l, len(m), s[:1])}
	}
	it := note(l, kNote, len(m))
	switch {
	case strings.HasPrefix(it.text, "Connected with "), strings.HasPrefix(it.text, "Connecting to "):
		it.kind, it.host = kConnect, firstAddress(it.text).String()
	case strings.HasPrefix(it.text, "TLS connection established"), strings.HasPrefix(it.text, "TLS/SSL connection established"):
		it.kind = kSecure
	case strings.HasPrefix(it.text, "Disconnected from server"), strings.HasPrefix(it.text, "Connection closed"):
		it.kind = kClosed
	}
	it.fail = it.fail || s[0] == '!'
	return []item{it}
}

// flashfxp reads the lines of the log of FlashFXP: the letter in brackets tells
// the side of its window, so that two servers can be told apart.
func flashfxp(l *line) []item {
	s := l.rest()
	if len(s) < 5 || s[0] != '[' || s[2] != ']' || s[3] != ' ' || !strings.ContainsRune("RL12", rune(s[1])) {
		return nil
	}
	l.conn = s[1:2]
	it := wired(l, l.body+4, "[]")
	switch {
	case it.kind != kArrow:
		return []item{it}
	case bare(it.text) > 0, strings.HasPrefix(it.text, "PASS ("):
		it.kind = kCommand
		return []item{it}
	case it.text[0] == ' ':
		it.kind = kMore
		return []item{it}
	}
	it = note(l, kNote, l.body+4)
	switch {
	case strings.HasPrefix(it.text, "Connecting to "), strings.HasPrefix(it.text, "Connected to "):
		it.kind, it.host = kConnect, firstAddress(it.text).String()
	case strings.HasPrefix(it.text, "Disconnected"), strings.HasPrefix(it.text, "Connection lost"), strings.HasPrefix(it.text, "Connection failed"):
		it.kind, it.fail = kClosed, true
	case strings.HasPrefix(it.text, "SSL Connected"), strings.HasPrefix(it.text, "Connected. Negotiating"), strings.HasPrefix(it.text, "TLS"):
		it.kind = kSecure
	}
	return []item{it}
}

// ncftp reads the lines of the debug log of the NcFTP programs: a time stamp,
// two blanks, then "Cmd: USER x", "230: text", or a line of a reply further in.
func ncftp(l *line) []item {
	before := strings.TrimRight(l.text[:l.body], " ")
	if len(before) != len("2006-01-02 15:04:05") || before[4] != '-' {
		return nil
	}
	s, blanks := l.rest(), l.body-len(before)
	switch {
	case blanks >= 4:
		return []item{note(l, kMore, l.body)}
	case blanks != 2:
		return nil
	case strings.HasPrefix(s, "Cmd: "):
		return []item{command(l, l.body+5, len(l.text))}
	case len(s) > 4 && s[3] == ':' && digit(s[0]) && digit(s[1]) && digit(s[2]):
		it := reply(l, l.body, s[:3], 4, false)
		it.text, it.mark = strings.TrimSpace(it.text), "ncftp"
		return []item{it}
	}
	it := note(l, kNote, l.body)
	switch {
	case strings.HasPrefix(s, "Connected to ") && !strings.Contains(s, " for "):
		it.host = strings.TrimSuffix(strings.TrimPrefix(s, "Connected to "), ".")
		it.kind = kNote
	case strings.HasPrefix(s, "Logged in to "):
		it.kind = kNote
	}
	return []item{it}
}

// tnftp reads the remarks that only the debug output of tnftp has.
func tnftp(l *line) []item {
	s := l.rest()
	for _, w := range []string{"setupsockbufsize:", "features[FEAT_", "disabling epsv4", "disabling eprt"} {
		if strings.HasPrefix(s, w) {
			return []item{note(l, kNote, l.body)}
		}
	}
	return nil
}

// python reads the debug output of Python's ftplib and smtplib.
func python(l *line) []item {
	s := l.rest()
	var mark string
	for _, m := range []string{"*cmd* ", "*put* ", "*resp* ", "*get* ", "*welcome* ", "send: ", "reply: "} {
		if strings.HasPrefix(s, m) {
			mark = m
		}
	}
	quote := strings.IndexAny(s[len(mark):min(len(s), len(mark)+2)], `'"`)
	if mark == "" || quote < 0 || mark == "*put* " || mark == "*get* " {
		if mark == "" {
			return nil
		}
		it := note(l, kNote, l.body)
		it.fail = false
		return []item{it}
	}
	from := len(mark) + quote + 1
	text := strings.TrimRight(s[from:], `'"`)
	text = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(text, `\r\n`), `\n`), `\r`)
	cut := line{text: l.text[:l.body+from+len(text)], start: l.start, at: l.at, conn: l.conn}
	if text == "" {
		return nil
	}
	return []item{wired(&cut, l.body+from, strings.TrimSpace(mark))}
}
