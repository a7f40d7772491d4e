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

// shell reads the command that started a client. Clients that ask nothing send
// nothing; the others show what they do.
func shell(l *line, from int) []item {
	it := note(l, kPrompt, from)
	name, args, _ := strings.Cut(it.text, " ")
	args = strings.TrimSpace(args)
	switch strings.TrimSuffix(strings.ToLower(name[strings.LastIndexByte(name, '/')+1:]), ".exe") {
	case "telnet", "nc", "ncat", "netcat", "openssl":
		it.kind = kConnect
	case "ftp":
		if hasFlag(args, 'n') {
			it.kind = kConnect
		}
	}
	it.host = lastWord(args)
	return []item{it}
}

// hasFlag reports whether args hold a single-letter flag.
func hasFlag(args string, flag byte) bool {
	for _, a := range strings.Fields(args) {
		if len(a) > 1 && a[0] == '-' && !strings.Contains(a, ":") && strings.IndexByte(a[1:], flag) >= 0 {
			return true
		}
	}
	return false
}

// lastWord returns the last word of args that is not a flag.
func lastWord(args string) string {
	last := ""
	for _, a := range strings.Fields(args) {
		if a[0] != '-' && !(len(a) <= 5 && strings.Trim(a, "0123456789") == "") {
			last = a
		}
	}
	return last
}

// typed reads what was typed at the prompt of a client, which is l.text[from:].
func typed(l *line, from int) []item {
	s := l.text[from:]
	from += len(s) - len(strings.TrimLeft(s, " \t"))
	s = strings.TrimSpace(s)
	if i := strings.LastIndex(s, "ftp> "); i > 0 { // a prompt after a prompt
		from += i + 5
		s = strings.TrimSpace(s[i+5:])
	}
	if s == "" || s == "ftp>" {
		return []item{note(l, kPrompt, l.body)}
	}
	name, args, _ := strings.Cut(s, " ")
	args = strings.TrimSpace(args)
	first := command(l, from, len(l.text))
	first.local = true
	return expand(l, first, strings.ToLower(name), args)
}

// expand turns a command of a client into those that it sends.
func expand(l *line, it item, name, args string) []item {
	switch name {
	case "quote", "literal", "lit", "quot", "rawcmd":
		it.verb, it.arg = wire(args)
		it.local = false
		return []item{it}
	case "user":
		return expandUser(it, strings.Fields(args))
	case "rename", "ren":
		return expandRename(it, strings.Fields(args))
	case "open":
		it.kind, it.host = kConnect, args
		return []item{it}
	case "ascii", "asc":
		it.verb, it.arg = "TYPE", "A"
		return []item{it}
	case "binary", "bin", "image":
		it.verb, it.arg = "TYPE", "I"
		return []item{it}
	case "type":
		it.verb, it.arg = "TYPE", typeLetter(args)
		return []item{it}
	}
	if v, ok := sends[name]; ok && !strings.HasPrefix(name, "!") {
		it.verb, it.arg = v, args
		return []item{it}
	}
	it.kind = kPrompt
	return []item{it}
}

// sends are the commands of clients with what they send for them. What is
// not here is for the client itself.
var sends = map[string]string{
	"get": "RETR", "recv": "RETR", "mget": "RETR", "reget": "RETR", "newer": "RETR", "put": "STOR", "send": "STOR", "mput": "STOR", "append": "APPE",
	"dir": "LIST", "ls": "NLST", "nlist": "NLST", "mdir": "LIST", "mls": "NLST", "cd": "CWD", "cdup": "CDUP", "pwd": "PWD", "mkdir": "MKD", "rmdir": "RMD",
	"delete": "DELE", "del": "DELE", "mdelete": "DELE", "mdel": "DELE", "bye": "QUIT", "quit": "QUIT", "close": "QUIT", "disconnect": "QUIT", "exit": "QUIT",
	"remotehelp": "HELP", "rhelp": "HELP", "rhel": "HELP", "system": "SYST", "syst": "SYST", "size": "SIZE", "modtime": "MDTM", "site": "SITE", "chmod": "SITE", "account": "ACCT",
	"restart": "REST", "rstatus": "STAT", "features": "FEAT", "feat": "FEAT", "mlsd": "MLSD", "mlst": "MLST", "opts": "OPTS", "bi": "TYPE", "noop": "NOOP",
}

// expandUser is expand for "user name password account".
func expandUser(it item, args []string) []item {
	it.verb, it.arg = "USER", ""
	if len(args) > 0 {
		it.arg = args[0]
	}
	out := []item{it}
	for i, v := range []string{"PASS", "ACCT"} {
		if len(args) > i+1 {
			out = append(out, item{kind: kCommand, verb: v, arg: args[i+1], local: true, follows: true, sure: true, conn: it.conn})
		}
	}
	return out
}

// expandRename is expand for "rename from to".
func expandRename(it item, args []string) []item {
	it.verb, it.arg = "RNFR", ""
	if len(args) > 0 {
		it.arg = args[0]
	}
	if len(args) < 2 {
		return []item{it}
	}
	return []item{it, {kind: kCommand, verb: "RNTO", arg: args[1], local: true, follows: true, sure: true, conn: it.conn}}
}

// typeLetter returns the argument of TYPE for the name of a transfer type.
func typeLetter(name string) string {
	switch strings.ToLower(name) {
	case "ascii", "a":
		return "A"
	case "binary", "image", "i":
		return "I"
	case "ebcdic", "e":
		return "E"
	case "tenex", "l", "l 8":
		return "L"
	}
	return name
}

// clientNote reads the remarks of interactive FTP and telnet clients.
func clientNote(l *line) []item {
	s := l.rest()
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
