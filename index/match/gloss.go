package match

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/reply"
)

// note is what something in an observation means, in the words of those who
// write about it.
type note struct {
	text   string
	weight float64
}

// verbs are what commands of FTP do. Articles speak of what users do, sessions
// show what clients send.
var verbs = map[string]string{
	"USER": "user name log on", "PASS": "password log on", "ACCT": "account",
	"RETR": "get download retrieve file", "STOR": "put upload store file", "APPE": "append upload file",
	"STOU": "unique upload file", "DELE": "delete file", "RNFR": "rename file", "RNTO": "rename file",
	"LIST": "directory listing dir ls", "NLST": "list file names directory ls mget", "MLSD": "directory listing",
	"CWD": "change directory cd", "CDUP": "parent directory", "MKD": "create directory mkdir", "RMD": "remove directory",
	"PWD": "current directory", "REST": "resume restart interrupted transfer", "ABOR": "abort transfer",
	"PASV": "passive mode data connection", "EPSV": "extended passive mode data connection",
	"PORT": "port command data connection active", "EPRT": "port command data connection",
	"SIZE": "size of file", "MDTM": "modification time", "TYPE": "transfer type", "SITE": "site command",
	"STAT": "status", "SYST": "system type", "AUTH": "security TLS", "QUIT": "quit bye close", "NOOP": "keep alive",
	"HELO": "greeting host name domain", "EHLO": "greeting host name domain extended", "MAIL": "sender address",
	"RCPT": "recipient address", "DATA": "message body", "VRFY": "verify user", "EXPN": "expand list",
	"ETRN": "dequeue", "STARTTLS": "TLS certificate security", "RSET": "reset",
}

// verbNames are the names of verbs in order.
var verbNames = slices.Sorted(maps.Keys(verbs))

// facts are what a session means beyond its words.
var facts = map[kb.FactKind]string{
	kb.FactPortBeforeLogin:  "PORT command issued before client log on accepted without authentication",
	kb.FactPortThird:        "PORT command other IP address than the client server-to-server third-party transfer",
	kb.FactPortLow:          "PORT command reserved port less than 1024",
	kb.FactPortRefused:      "PORT command refused invalid",
	kb.FactAnonymousRefused: "anonymous access fails log on",
	kb.FactLoginRefused:     "user cannot log on password account permissions",
	kb.FactDataNeverOpened:  "data connection cannot open hangs stops responding firewall",
	kb.FactDataLost:         "transfer aborted not complete",
	kb.FactClosedByServer:   "connection closed by the server",
	kb.FactTLSRequired:      "SSL TLS required",
	kb.FactCommandUnknown:   "command not supported not implemented",
	kb.FactRelayRefused:     "relay not permitted relaying",
}

// options are what the options of the ftp program mean.
var options = map[string]string{
	"-s": "script", "-n": "auto-login suppressed", "-v": "suppress display of remote server responses verbose",
	"-i": "interactive prompting multiple file transfers", "-d": "debug", "-g": "globbing", "-a": "any local interface",
	"-w": "window size", "-A": "anonymous log on",
}

var (
	ftpCall   = regexp.MustCompile(`(?i)(?:^|[>\s"])ftp(?:\.exe)?((?:\s+-[a-z](?::\S*)?)+)`)
	ftpOption = regexp.MustCompile(`-[a-zA-Z]`)
	emptyFile = regexp.MustCompile(`(?m)(?:\s0 (?:bytes|[a-z]{3} )|\d\d:\d\d[ap]?m?\s+0\s)`)
	uncPath   = regexp.MustCompile(`\\\\[\w.-]+\\[\w$.-]+`)
)

// gloss says in an article's words what commands, replies and facts mean.
func gloss(obs kb.Observation) []note {
	var out []note
	add := func(text string, weight float64) {
		if text != "" {
			out = append(out, note{text, weight})
		}
	}
	for _, x := range obs.Exchanges {
		switch {
		case failed(x):
			add(verbs[x.Command], glossWeight)
			if strings.TrimSpace(x.Text) == "" {
				add(meaning(obs.Protocol, x.Code), glossWeight)
			}
		case x.Code == "":
			add(verbs[x.Command], glossWeight)
		default:
			add(verbs[x.Command], glossWeight/3)
		}
	}
	for _, x := range obs.Exchanges {
		add(hidden(x), 1.5*glossWeight)
	}
	for _, f := range obs.Facts {
		add(facts[f.Kind], glossWeight)
	}
	head := obs.Text[:min(len(obs.Text), maxLooked)]
	for _, call := range ftpCall.FindAllStringSubmatch(head, 8) {
		for _, o := range ftpOption.FindAllString(call[1], 8) {
			add(options[o], glossWeight)
		}
	}
	if emptyFile.MatchString(head) {
		add("0 bytes zero-length empty file", glossWeight)
	}
	if uncPath.MatchString(head) {
		add("UNC remote share network", glossWeight)
	}
	if obs.Protocol != "" {
		add(string(obs.Protocol), glossWeight/2)
	}
	return out
}

// hidden returns the command whose name is part of the argument of another one: a
// server may take a file name for a command.
func hidden(x kb.Exchange) string {
	for _, verb := range verbNames {
		if len(verb) >= 4 && verb != x.Command && strings.Contains(x.Argument, verb) {
			return verb + " file name contains command"
		}
	}
	return ""
}

// failed reports whether the reply says that the command failed.
func failed(x kb.Exchange) bool {
	return x.Code != "" && (x.Code[0] == '4' || x.Code[0] == '5' || x.Code == "-ERR" || x.Code == "NO" || x.Code == "BAD")
}

// meaning says what a reply code means by its RFC.
func meaning(p kb.Protocol, code string) string {
	m, ok := reply.Lookup(p, code)
	if !ok {
		return ""
	}
	return m.Text
}
