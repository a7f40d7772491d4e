package transcript

import (
	"strings"
)

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
