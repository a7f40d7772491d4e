package transcript

import (
	"regexp"
	"strings"
)

// Prompts of interactive FTP clients: Windows ftp.exe and those of Unix.
var (
	askUser    = regexp.MustCompile(`^User \((.*):\((.*)\)\):[ \t]*(.*)$`)
	askName    = regexp.MustCompile(`^Name \((.*?)(?::([^)]*))?\):[ \t]*(.*)$`)
	shellStart = regexp.MustCompile(`^(?:[A-Za-z]:\\[^>]*>|[\w.@:~/-]*[$#%>]|\$|#|>)[ \t]*((?:/\S*/)?(?:ftp|telnet|nc|ncat|netcat|openssl s_client|curl|wget|lftp|ncftp)(?:\.exe)?(?:[ \t].*)?)$`)
	askOther   = regexp.MustCompile(`^(?:lftp|ncftp) [^>]{0,80}>(?: |$)`)
	idle       = regexp.MustCompile(`^[A-Za-z]:\\[^<>|]*>$`)
	askMore    = regexp.MustCompile(`^(?:Password|Account|Password for [^:]*|Passwort|Enter password)[ ]?:[ \t]*(.*)$`)
)

// ftpExe reads the lines of an interactive FTP client: prompts with what was
// typed, and the program's own remarks.
func ftpExe(l *line) []item {
	s := l.rest()
	switch {
	case strings.HasPrefix(s, "ftp>"), strings.HasPrefix(s, "ncftp>"):
		return typed(l, l.body+strings.IndexByte(s, '>')+1)
	case strings.HasPrefix(s, "lftp "), strings.HasPrefix(s, "ncftp "):
		if m := askOther.FindString(s); m != "" {
			return typed(l, l.body+len(m))
		}
	case strings.HasPrefix(s, "User ("):
		if m := askUser.FindStringSubmatch(s); m != nil {
			it := asked(l, "USER", m[3], m[2])
			it.host = m[1]
			return []item{it}
		}
	case strings.HasPrefix(s, "Name ("):
		if m := askName.FindStringSubmatch(s); m != nil {
			it := asked(l, "USER", m[3], m[2])
			it.host, it.unix = m[1], true
			return []item{it}
		}
	case strings.HasPrefix(s, "Password"), strings.HasPrefix(s, "Enter password"):
		if m := askMore.FindStringSubmatch(s); m != nil {
			return []item{asked(l, "PASS", m[1], "")}
		}
	case strings.HasPrefix(s, "Account"):
		if m := askMore.FindStringSubmatch(s); m != nil {
			return []item{asked(l, "ACCT", m[1], "")}
		}
	}
	if strings.HasSuffix(s, ">") && len(s) > 3 && s[1] == ':' && idle.MatchString(s) {
		return []item{note(l, kPrompt, l.body)}
	}
	if !strings.ContainsAny(s[:min(len(s), 120)], ">$#%") {
		return clientNote(l)
	}
	if m := shellStart.FindStringSubmatchIndex(s); m != nil {
		return shell(l, l.body+m[2])
	}
	return clientNote(l)
}

// asked returns the command that a client sends when its question was answered.
// Nothing typed stands for other.
func asked(l *line, verb, answer, other string) item {
	answer = strings.TrimSpace(answer)
	if answer == "" && other != "none" {
		answer = other
	}
	return item{kind: kCommand, span: l.span(l.body, len(l.text)), text: strings.TrimSpace(verb + " " + answer), verb: verb, arg: answer, local: true, sure: verb == "USER", conn: l.conn}
}

// clientNote reads the remarks of interactive FTP and telnet clients.
func clientNote(l *line) []item {
	s := l.rest()
	if _, _, _, ok := replyLine(strings.TrimPrefix(s, "ftp: ")); ok {
		return nil
	}
	it := note(l, kNote, l.body)
	switch {
	case strings.HasPrefix(s, "Connected to ") && len(s) < 200 && !strings.Contains(s, " as "):
		it.kind = kConnect
		it.host = strings.TrimRight(strings.TrimPrefix(s, "Connected to "), ". ")
	case strings.HasPrefix(s, "Trying ") && len(s) < 100 && firstAddress(s).IsValid():
		it.host = firstAddress(s).String()
	case strings.HasPrefix(s, "Escape character is"):
		it.kind = kConnect
	case strings.HasPrefix(s, "Connection closed by"), strings.HasPrefix(s, "Connection to host lost"), strings.HasPrefix(s, "Not connected"):
		it.kind, it.fail = kClosed, true
	case !clientSays(s):
		return nil
	}
	return []item{it}
}

// clientSays reports whether an interactive FTP client says s.
func clientSays(s string) bool {
	for _, w := range []string{
		"Login failed", "ftp: ", "> ftp: ", "Remote system type is", "Using binary mode to transfer", "Using ascii mode to transfer", "local: ", "Invalid command", "?Invalid command",
		"Interactive mode", "Hash mark printing", "Passive mode ", "Unknown host", "Error opening local file", "Already connected to",
		"Verbose mode", "Debugging O", "Local directory now", "No control connection", "Sleeping for", "Netout", "Aborting any active data", "Service not available", "?Ambiguous command", "can't find list of remote files",
	} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return digit(s[0]) && strings.Contains(s, " bytes ") && (strings.Contains(s, " received in ") || strings.Contains(s, " sent in "))
}
