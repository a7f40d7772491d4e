package ident

import (
	"strings"

	"kbadvisor/kb"
)

// replyVerbs are the words that announce the code of a reply.
var replyVerbs = words("error code reply response status gives gave returns returned answers answer answered")

// protocolHints are the words that tell which protocol a text speaks of.
var protocolHints = map[string]kb.Protocol{
	"ftp": kb.FTP, "msftpsvc": kb.FTP, "stor": kb.FTP, "retr": kb.FTP, "rnfr": kb.FTP, "rnto": kb.FTP, "nlst": kb.FTP, "pasv": kb.FTP,
	"smtp": kb.SMTP, "mail": kb.SMTP, "mta": kb.SMTP, "mx": kb.SMTP, "imc": kb.SMTP, "ims": kb.SMTP, "rcpt": kb.SMTP, "helo": kb.SMTP, "ehlo": kb.SMTP, "relay": kb.SMTP,
	"nntp": kb.NNTP, "news": kb.NNTP, "newsgroup": kb.NNTP, "newsreader": kb.NNTP,
	"http": kb.HTTP, "https": kb.HTTP, "web": kb.HTTP, "browser": kb.HTTP, "browsers": kb.HTTP, "url": kb.HTTP, "asp": kb.HTTP, "htm": kb.HTTP, "html": kb.HTTP, "webdav": kb.HTTP, "isapi": kb.HTTP, "cgi": kb.HTTP,
}

// hintReach is how many words around a number are looked through for the protocol.
const hintReach = 25

// spokenOf returns the protocol of the number i when a word before it announces
// a reply ("gives 404", "response (500)") and the words around it speak of one
// protocol only.
func (f *finder) spokenOf(i int) kb.Protocol {
	if i == 0 || !joined(f.gap(i-1), " (:=#'\">-") || !replyVerbs[lower(f.word(i-1))] || f.unit(i) || f.fraction(i) {
		return ""
	}
	if before := lower(f.word(i - 2)); programWords[before] || platformWords[before] {
		return ""
	}
	var found kb.Protocol
	for j := max(0, i-hintReach); j < min(len(f.w), i+hintReach); j++ {
		p, ok := protocolHints[strings.ToLower(f.shortWord(j))]
		if ok && found != "" && p != found {
			return ""
		}
		if ok {
			found = p
		}
	}
	return found
}

// shortWord returns the word i when it is short enough to hint at a protocol.
func (f *finder) shortWord(i int) string {
	const longest = len("newsreader")
	if w := f.word(i); len(w) <= longest {
		return w
	}
	return ""
}
