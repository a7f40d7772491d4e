package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// speakers are dialects of programs that speak one protocol only.
var speakers = map[string]protocols{
	"ftp.exe": pFTP, "ftp": pFTP, "filezilla": pFTP, "filezilla-server": pFTP, "flashfxp": pFTP, "winscp": pFTP, "lftp": pFTP, "ncftp": pFTP, "inetutils": pFTP, "tnftp": pFTP,
	"vsftpd": pFTP, "proftpd": pFTP, "access-log": pHTTP, "pure-ftpd": pFTP, "pyftpdlib": pFTP,
}

// protocolOf returns the protocol of a transcript, empty when its words are
// of several.
func protocolOf(items []item, dialect string) kb.Protocol {
	if p := speakers[dialect]; p != 0 {
		return name(p)
	}
	var score [len(names)]int
	add := func(p protocols, n int) {
		for i := range score {
			if p&(1<<i) != 0 {
				score[i] += n
			}
		}
	}
	for i := range items {
		weigh(&items[i], add)
	}
	best, second := -1, 0
	for i, s := range score {
		switch {
		case best < 0 || s > score[best]:
			if best >= 0 {
				second = max(second, score[best])
			}
			best = i
		default:
			second = max(second, s)
		}
	}
	if score[best] == second {
		return ""
	}
	return names[best]
}

// name returns the protocol of a set of one.
func name(p protocols) kb.Protocol {
	for i, n := range names {
		if p == 1<<i {
			return n
		}
	}
	return ""
}

// weigh adds what an item tells of the protocol.
func weigh(it *item, add func(protocols, int)) {
	switch it.kind {
	case kCommand:
		weighCommand(it, add)
	case kReply:
		weighReply(it, add)
	case kRemark:
		add(greeted(it.text), 2)
		add(spokenOf(it.text), 1)
	case kConnect, kPrompt, kNote:
		if it.kind == kNote {
			add(greeted(it.text), 1)
		}
		if p := ported(it.text); p != 0 && it.kind != kNote {
			add(p, 8)
		}
		if it.mark == "nmap" {
			add(service(it.verb), 8)
		}
	}
}

// weighCommand is weigh for a command.
func weighCommand(it *item, add func(protocols, int)) {
	v, ok := verbs[it.verb]
	if !ok {
		return
	}
	if v.speaks&pHTTP != 0 && formed(path, it.arg) {
		add(pHTTP, 10)
		return
	}
	if word, _, _ := strings.Cut(it.text, " "); v.speaks&pIMAP != 0 && tag(word) && it.text != word {
		add(pIMAP, 10)
		return
	}
	n := 1
	if name(v.speaks) != "" {
		n = 6
	}
	if it.verb == "AUTH" {
		add(authOf(it.arg), 3)
		return
	}
	add(v.speaks, n)
}

// authOf returns the protocols that AUTH is of with an argument.
func authOf(arg string) protocols {
	switch word, _, _ := strings.Cut(strings.ToUpper(arg), " "); word {
	case "TLS", "SSL", "TLS-C", "TLS-P", "KERBEROS_V4":
		return pFTP
	}
	return pSMTP | pPOP3
}

// weighReply is weigh for a reply.
func weighReply(it *item, add func(protocols, int)) {
	switch {
	case it.speaks != 0:
		add(it.speaks, 12)
	case it.mark == "HTTP" || len(it.code) > 4:
		add(pHTTP, 12)
	case it.code == "+OK" || it.code == "-ERR":
		add(pPOP3, 12)
	case len(it.code) == 3 && digit(it.code[0]):
		add(knows(it.code), 2)
		p, own := cued(it.code, it.text)
		add(p, 1)
		add(own, 3)
		add(greeted(it.text), 4)
	default:
		add(pIMAP, 6)
	}
}

// greeted returns the protocols whose names are in a text.
func greeted(text string) protocols {
	var p protocols
	lower := strings.ToLower(text[:min(len(text), 300)])
	for _, n := range []struct {
		word   string
		speaks protocols
	}{{"ftp", pFTP}, {"smtp", pSMTP}, {"internet mail", pSMTP}, {"mail service", pSMTP}, {"pop3", pPOP3}, {"imap", pIMAP}, {"nntp", pNNTP}, {"news", pNNTP}, {"http", pHTTP}, {"web ", pHTTP}} {
		if strings.Contains(lower, n.word) {
			p |= n.speaks
		}
	}
	return p
}

// ports are the ports of the protocols.
var ports = map[string]protocols{
	"21": pFTP, "990": pFTP, "25": pSMTP, "587": pSMTP, "465": pSMTP, "110": pPOP3, "995": pPOP3, "143": pIMAP, "993": pIMAP, "119": pNNTP, "563": pNNTP, "80": pHTTP, "443": pHTTP, "8080": pHTTP,
}

// ported returns the protocols of the port that a text names.
func ported(text string) protocols {
	words := strings.FieldsFunc(text[:min(len(text), 200)], func(r rune) bool { return strings.ContainsRune(" :.,()[]|/", r) })
	if len(words) > 0 && words[0] == "ftp" {
		return pFTP
	}
	for i := len(words) - 1; i >= 0; i-- {
		if p := ports[words[i]]; p != 0 {
			return p
		}
	}
	return 0
}

// service returns the protocol of a service as nmap names it.
func service(name string) protocols {
	switch name {
	case "ftp", "ftps", "ssl/ftp":
		return pFTP
	case "smtp", "ssl/smtp", "submission":
		return pSMTP
	case "pop3", "ssl/pop3":
		return pPOP3
	case "imap", "ssl/imap":
		return pIMAP
	case "nntp", "ssl/nntp":
		return pNNTP
	case "http", "https", "ssl/http":
		return pHTTP
	}
	return 0
}

// spokenOf returns the protocols whose own commands are named in a text.
func spokenOf(text string) protocols {
	var p protocols
	for _, w := range strings.FieldsFunc(text[:min(len(text), 400)], func(r rune) bool { return r < 'A' || r > 'Z' }) {
		if v := verbs[w].speaks; len(w) > 3 && name(v) != "" {
			p |= v
		}
	}
	return p
}
