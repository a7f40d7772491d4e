package signature

import (
	"strings"

	"kbadvisor/kb"
)

// said is a line that a server may have sent.
type said struct {
	code     string
	text     string
	at       int  // offset in the line of the code
	more     bool // the reply goes on in the next line
	prefixed bool // something before the code says that a server sent it
}

// parseReply reads a line as a reply: three digits or a mark of POP3, behind the
// marks that transcripts put before it.
func parseReply(line string) (said, bool) {
	at, prefixed := sentPrefix(line)
	s := line[at:]
	for _, m := range []string{"+OK", "-ERR"} {
		if strings.HasPrefix(s, m) && (len(s) == len(m) || s[len(m)] == ' ') {
			return said{code: m, text: strings.TrimSpace(s[len(m):]), at: at, prefixed: prefixed}, true
		}
	}
	if len(s) < 3 || s[0] < '1' || s[0] > '5' || !isDigit(s[1]) || !isDigit(s[2]) {
		return said{}, false
	}
	r := said{code: s[:3], at: at, prefixed: prefixed}
	if len(s) == 3 {
		return r, true
	}
	r.text = strings.TrimSpace(s[4:])
	switch s[3] {
	case '-':
		r.more = true
	case ' ', ':':
		if strings.HasPrefix(r.text, "- ") {
			r.text = strings.TrimSpace(r.text[2:])
		}
	default:
		return said{}, false
	}
	return r, true
}

// sentPrefix returns the offset behind the marks that stand before a reply, and
// whether they say that it was sent: "S> ", "<<< ", "---> ", a time stamp with
// ">>> ", a quotation mark.
func sentPrefix(line string) (int, bool) {
	at := 0
	if i := strings.Index(line, ": >>> "); i >= 0 && i < 40 {
		return i + len(": >>> "), true
	}
	for _, m := range []string{"IO: |", "[rx] "} { // logs of mail servers
		if i := strings.Index(line[:min(len(line), 48)], m); i >= 0 {
			return i + len(m), true
		}
	}
	for _, m := range []string{"S>", "R>", "S:", "R:", "<<<", ">>>", "--->", "<---", "<-", "<", "Response:", "- "} {
		if strings.HasPrefix(line, m) {
			at = len(m)
			for at < len(line) && (line[at] == ' ' || line[at] == '\t') {
				at++
			}
			return at, m != "- "
		}
	}
	if len(line) > 1 && line[0] == '"' {
		return 1, false
	}
	return 0, false
}

// replyCodes are the reply codes in use, by protocol.
var replyCodes = map[kb.Protocol]string{
	kb.FTP: " 110 120 125 150 200 202 211 212 213 214 215 220 221 225 226 227 228 229 230 231 232 234 250 257" +
		" 331 332 334 335 336 350 421 425 426 430 431 434 450 451 452 500 501 502 503 504 521 522 530 531 532 533 534 535 536 537 550 551 552 553 554 555 ",
	kb.SMTP: " 211 214 220 221 235 250 251 252 334 354 420 421 422 431 432 441 442 446 447 449 450 451 452 454 455 458 459 471" +
		" 500 501 502 503 504 505 510 511 512 513 515 521 523 530 533 534 535 538 541 550 551 552 553 554 555 556 557 571 ",
	kb.NNTP: " 100 101 111 190 191 199 200 201 202 203 205 211 215 220 221 222 223 224 230 231 235 239 240 250 280 281 282 290 291 299" +
		" 335 340 350 380 381 382 383 400 401 403 411 412 420 421 422 423 430 435 436 437 438 439 440 441 450 451 452 460 480 481 482 483 500 501 502 503 ",
	kb.POP3: " +OK -ERR ",
}

// replyWords are words that only replies of one protocol use, in lower case.
var replyWords = map[kb.Protocol][]string{
	kb.FTP: {"port command", "cwd command", "type set", "transfer complete", "data connection", "ftp serv", "logged in", "cannot log in", "cannot login",
		"password required", "anonymous", "passive mode", "not logged in", "representation type", "mode data", "please login", "user and pass", "home directory",
		"no such file", "directory", "transfer aborted", "transfer starting"},
	kb.SMTP: {"smtp", "recipient", "sender", "mailbox", "relay", "ehlo", "helo", "etrn", "queu", "crlf.crlf", "<crlf>", "start mail", "domain", "5.7.", "5.1.", "5.5.", "4.4.", "esmtp", "mail", "mime"},
	kb.NNTP: {"news", "nntp", "posting", "group selected", "article", "authentication accepted", "more authentication", "no permission"},
}

// protocols are the protocols whose replies are lines with a code, in the order in
// which they win a tie.
var protocols = []kb.Protocol{kb.FTP, kb.SMTP, kb.NNTP, kb.POP3}

// protocolNames are the words that name a protocol, in lower case.
var protocolNames = map[kb.Protocol][]string{
	kb.FTP: {"ftp"}, kb.SMTP: {"smtp", "mail from", "internet mail", "non-delivery", "telnet"}, kb.NNTP: {"nntp", "newsgroup", "internet news", "news reader", "newsreader"}, kb.POP3: {"pop3", "pop"},
}

// scores counts how often the article names each protocol.
func scores(a *kb.Article) map[kb.Protocol]int {
	out := map[kb.Protocol]int{}
	count := func(text string, weight int) {
		text = lower(text)
		for _, p := range protocols {
			for _, w := range protocolNames[p] {
				out[p] += weight * min(strings.Count(text, w), 50)
			}
		}
	}
	count(a.Title, 5)
	count(a.Category, 5)
	count(strings.Join(a.Keywords, " "), 2)
	for _, s := range a.Sections {
		if s.Kind == kb.Content || s.Kind == kb.Lead {
			count(s.Text, 1)
		}
	}
	return out
}

// protocolOf returns the protocol of a reply, empty when it is none.
func protocolOf(r said, named map[kb.Protocol]int) kb.Protocol {
	if counted(r.text) {
		return ""
	}
	text := lower(r.text)
	best, most := kb.Protocol(""), 0
	for _, p := range protocols {
		if !strings.Contains(replyCodes[p], " "+r.code+" ") {
			continue
		}
		n := min(named[p], 10)
		if containsAny(text, replyWords[p]) {
			n += 8
		}
		if p == kb.POP3 {
			n += 8
		}
		if named[p] > 0 && n > most {
			best, most = p, n
		}
	}
	if most < 3 && !r.prefixed && r.code < "4" {
		return ""
	}
	return best
}

// counted reports whether the words behind three digits make them a quantity or a
// part of a name: "152 file(s)", "486 processor", "256 (8-bit) colors".
func counted(text string) bool {
	if text == "" {
		return false
	}
	if c := text[0]; c == '(' || c == '/' || c == '%' || c == '=' || c == '+' || c == '*' {
		return true
	}
	word := lower(text)
	if word == "files" || strings.HasPrefix(word, "file(s)") || strings.HasPrefix(word, "files ") {
		return true
	}
	if i := strings.IndexAny(word, " .,;:"); i >= 0 {
		word = word[:i]
	}
	switch word {
	case "byte", "bytes", "bytes,", "kb", "k", "mb", "gb", "processor", "percent", "dir(s)", "or", "and", "to", "x", "by",
		"colors", "color", "users", "items", "dpi", "mhz", "kilobytes", "megabytes", "days", "pages", "lines", "disk", "of", "in", "is", "feet",
		"characters", "bits", "bit", "through", "-", "errors", "messages":
		return true
	}
	return word != "" && isDigit(word[0]) && !isEnhanced(text)
}

// isEnhanced reports whether a text begins with an enhanced status code of SMTP:
// "5.7.1 Unable to relay".
func isEnhanced(s string) bool {
	return len(s) > 5 && s[0] >= '2' && s[0] <= '5' && s[1] == '.' && isDigit(s[2]) && strings.IndexByte(s[3:min(len(s), 6)], '.') >= 0
}
