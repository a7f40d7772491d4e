package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// protocols is a set of protocols.
type protocols uint8

const (
	pFTP protocols = 1 << iota
	pSMTP
	pPOP3
	pIMAP
	pNNTP
	pHTTP
	pAll protocols = 1<<iota - 1
)

// names are the protocols in the order of their bits.
var names = [...]kb.Protocol{kb.FTP, kb.SMTP, kb.POP3, kb.IMAP, kb.NNTP, kb.HTTP}

// form tells what follows a verb.
type form uint8

const (
	nothing form = iota // no argument
	one                 // one word
	maybe               // at most one word
	some                // a path or a list of a few words, at least one
	few                 // the same or nothing
	numbers             // h1,h2,h3,h4,p1,p2
	bars                // |1|address|port|
	from                // FROM:<address>
	to                  // TO:<address>
	path                // /path, * or a URL, with or without HTTP/1.1
)

// verb is what is known of a command.
type verb struct {
	speaks protocols
	form   form
}

// verbs are the commands of the protocols: RFC 959, 2228, 2389, 2428, 2640,
// 3659, 4217 (FTP), 5321, 3207, 4954, 1985 (SMTP), 1939, 2449 (POP3), 3501 (IMAP),
// 3977, 4643, 2980 (NNTP), 9110, 4918 (HTTP).
var verbs = map[string]verb{
	"USER": {pFTP | pPOP3, some}, "PASS": {pFTP | pPOP3, few}, "ACCT": {pFTP, one},
	"CWD": {pFTP, some}, "CDUP": {pFTP, nothing}, "XCWD": {pFTP, some}, "SMNT": {pFTP, some}, "REIN": {pFTP, nothing},
	"QUIT": {pFTP | pSMTP | pPOP3 | pNNTP, nothing}, "PORT": {pFTP, numbers}, "PASV": {pFTP, nothing}, "P@SW": {pFTP, nothing},
	"TYPE": {pFTP, one}, "STRU": {pFTP, one}, "MODE": {pFTP | pNNTP, one},
	"RETR": {pFTP | pPOP3, some}, "STOR": {pFTP, some}, "STOU": {pFTP, few}, "APPE": {pFTP, some}, "ALLO": {pFTP, some},
	"REST": {pFTP, one}, "RNFR": {pFTP, some}, "RNTO": {pFTP, some}, "ABOR": {pFTP, nothing},
	"DELE": {pFTP | pPOP3, some}, "RMD": {pFTP, some}, "MKD": {pFTP, some}, "PWD": {pFTP, nothing},
	"XRMD": {pFTP, some}, "XMKD": {pFTP, some}, "XPWD": {pFTP, nothing},
	"LIST": {pFTP | pPOP3 | pIMAP | pNNTP, few}, "NLST": {pFTP, few}, "SITE": {pFTP, some}, "SYST": {pFTP, nothing},
	"STAT": {pFTP | pPOP3 | pNNTP, few}, "HELP": {pFTP | pSMTP | pNNTP, maybe}, "NOOP": {pFTP | pSMTP | pPOP3 | pIMAP, nothing},
	"AUTH": {pFTP | pSMTP | pPOP3, some}, "ADAT": {pFTP, one}, "PBSZ": {pFTP, one}, "PROT": {pFTP, one}, "CCC": {pFTP, nothing},
	"FEAT": {pFTP, nothing}, "OPTS": {pFTP, some}, "LANG": {pFTP, maybe}, "EPRT": {pFTP, bars}, "EPSV": {pFTP, maybe},
	"LPRT": {pFTP, numbers}, "LPSV": {pFTP, nothing}, "SIZE": {pFTP, some}, "MDTM": {pFTP, some}, "MFMT": {pFTP, some},
	"MLSD": {pFTP, few}, "MLST": {pFTP, few}, "CLNT": {pFTP, some}, "HOST": {pFTP, one}, "XCRC": {pFTP, some}, "MACB": {pFTP, one},

	"HELO": {pSMTP, maybe}, "EHLO": {pSMTP, maybe}, "LHLO": {pSMTP, maybe}, "MAIL": {pSMTP, from}, "RCPT": {pSMTP, to}, "DATA": {pSMTP, nothing},
	"BDAT": {pSMTP, some}, "RSET": {pSMTP | pPOP3, nothing}, "VRFY": {pSMTP, some}, "EXPN": {pSMTP, some}, "ETRN": {pSMTP, one},
	"TURN": {pSMTP, nothing}, "ATRN": {pSMTP, maybe}, "STARTTLS": {pSMTP | pIMAP | pNNTP, nothing}, "SEND": {pSMTP, from}, "SOML": {pSMTP, from}, "SAML": {pSMTP, from},
	"XEXCH50": {pSMTP, some}, "X-LINK2STATE": {pSMTP, some},

	"APOP": {pPOP3, some}, "UIDL": {pPOP3, maybe}, "CAPA": {pPOP3, nothing}, "STLS": {pPOP3, nothing}, "XTND": {pPOP3, some}, "TOP": {pPOP3, some},

	"CAPABILITY": {pIMAP, nothing}, "LOGIN": {pIMAP, some}, "AUTHENTICATE": {pIMAP, some}, "SELECT": {pIMAP, some}, "EXAMINE": {pIMAP, some},
	"LOGOUT": {pIMAP, nothing}, "FETCH": {pIMAP, some}, "STORE": {pIMAP, some}, "COPY": {pIMAP | pHTTP, some}, "UID": {pIMAP, some}, "SEARCH": {pIMAP | pHTTP, some},
	"LSUB": {pIMAP, some}, "CREATE": {pIMAP, some}, "DELETE": {pIMAP | pHTTP, some}, "RENAME": {pIMAP, some}, "APPEND": {pIMAP, some}, "EXPUNGE": {pIMAP, nothing},
	"STATUS": {pIMAP, some}, "CHECK": {pIMAP, nothing}, "CLOSE": {pIMAP, nothing}, "NAMESPACE": {pIMAP, nothing}, "IDLE": {pIMAP, nothing}, "SUBSCRIBE": {pIMAP | pHTTP, some},

	"ARTICLE": {pNNTP, maybe}, "BODY": {pNNTP, maybe}, "HEAD": {pNNTP | pHTTP, maybe}, "GROUP": {pNNTP, one}, "LISTGROUP": {pNNTP, few}, "LAST": {pNNTP, nothing},
	"NEXT": {pNNTP, nothing}, "POST": {pNNTP | pHTTP, nothing}, "IHAVE": {pNNTP, one}, "NEWGROUPS": {pNNTP, some}, "NEWNEWS": {pNNTP, some}, "SLAVE": {pNNTP, nothing},
	"XOVER": {pNNTP, maybe}, "XHDR": {pNNTP, some}, "XPAT": {pNNTP, some}, "AUTHINFO": {pNNTP, some}, "CAPABILITIES": {pNNTP, nothing}, "DATE": {pNNTP, nothing}, "OVER": {pNNTP, maybe},

	"GET": {pHTTP, path}, "PUT": {pHTTP, path}, "OPTIONS": {pHTTP, path}, "TRACE": {pHTTP, path}, "CONNECT": {pHTTP, path}, "PATCH": {pHTTP, path},
	"PROPFIND": {pHTTP, path}, "PROPPATCH": {pHTTP, path}, "MKCOL": {pHTTP, path}, "MOVE": {pHTTP, path}, "LOCK": {pHTTP, path}, "UNLOCK": {pHTTP, path},
	"BPROPPATCH": {pHTTP, path}, "POLL": {pHTTP, path}, "NOTIFY": {pHTTP, path}, "RPC_IN_DATA": {pHTTP, path}, "RPC_OUT_DATA": {pHTTP, path},
}

// bare reports how likely an unmarked line is a command: 0 for no, 1 when it is
// written as people type, 2 when the verb is in upper case, 3 when the argument
// has the form that only this command has.
func bare(s string) int {
	if len(s) > 2048 {
		return 0
	}
	word, arg, _ := strings.Cut(s, " ")
	if imapCommand(s) {
		return 3
	}
	name := strings.ToUpper(word)
	v, ok := verbs[name]
	if !ok {
		return 0
	}
	arg = strings.TrimSpace(arg)
	if v.speaks&pHTTP != 0 && formed(path, arg) {
		return 3
	}
	if !formed(v.form, arg) {
		return 0
	}
	switch {
	case v.form >= numbers:
		return 3
	case word == name:
		return 2
	case prose(arg):
		return 0
	}
	return 1
}

// imapCommand reports whether s is a command of IMAP with its tag.
func imapCommand(s string) bool {
	word, rest, ok := strings.Cut(s, " ")
	if !ok || !tag(word) {
		return false
	}
	name, arg, _ := strings.Cut(rest, " ")
	v := verbs[strings.ToUpper(name)]
	return v.speaks&pIMAP != 0 && formed(v.form, arg)
}

// formed reports whether an argument has the form that a command asks for.
func formed(f form, arg string) bool {
	words := 0
	if f == nothing || f == one || f == maybe || f == some || f == few {
		words = strings.Count(arg, " ") + 1
		if arg == "" {
			words = 0
		}
	}
	switch f {
	case nothing:
		return words == 0
	case one:
		return words == 1
	case maybe:
		return words <= 1
	case some:
		return words > 0 && !prose(arg)
	case few:
		return !prose(arg)
	case numbers:
		return dataAddress(arg) != ""
	case bars:
		return extendedAddress(arg) != ""
	case from:
		return cutFold(arg, "FROM:")
	case to:
		return cutFold(arg, "TO:")
	case path:
		return target(arg)
	}
	return false
}

// cutFold reports whether an argument begins with a key word, in any case, and
// ends as an address with parameters does: no prose behind it.
func cutFold(arg, key string) bool {
	if len(arg) < len(key) || !strings.EqualFold(arg[:len(key)], key) {
		return false
	}
	_, after, ok := strings.Cut(arg, "> ")
	return !ok || !prose(after)
}

// target reports whether an argument is what a request line of HTTP asks for.
func target(arg string) bool {
	t, version, ok := strings.Cut(arg, " ")
	if ok && !strings.HasPrefix(version, "HTTP/") {
		return false
	}
	return strings.HasPrefix(t, "/") || strings.Contains(t, "://") || ok && t != ""
}

// prose reports whether an argument reads like words of a sentence: more than
// a few words, or the small words that connect them.
func prose(arg string) bool {
	if !strings.Contains(arg, " ") {
		return false
	}
	words := strings.Fields(arg[:min(len(arg), 400)])
	if len(words) > 8 {
		return true
	}
	for _, w := range words {
		switch strings.Trim(w, ".,;:!?()") {
		case "the", "is", "are", "was", "to", "of", "and", "or", "not", "a", "an", "in", "on", "for", "with", "by", "it", "this", "that", "from", "fails", "works", "but", "when", "if":
			return true
		}
	}
	return false
}
