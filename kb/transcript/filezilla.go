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
		if verbs[it.verb].speaks&pFTP == 0 && !unheard(it.text) {
			return nil // some other program's command
		}
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
