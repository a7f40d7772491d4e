package reply

import "kbadvisor/kb"

// class says what all codes of a class have in common: the first digit (RFC 959
// section 4.2, RFC 5321 section 4.2.1, RFC 3977 section 3.2, RFC 9110 section 15),
// or the word of the reply.
func class(p kb.Protocol, code string) string {
	switch p {
	case kb.FTP:
		return named(code, "positive preliminary", "positive", "positive intermediate", "transient negative", "permanent negative", "protected reply")
	case kb.SMTP:
		return named(code, "positive preliminary", "positive", "positive intermediate", "transient negative", "permanent negative")
	case kb.NNTP:
		return named(code, "information", "positive", "positive so far, more is wanted", "command is correct and could not be done", "command is wrong, not known or not supported")
	case kb.HTTP:
		return named(code, "informational", "success", "redirection", "client error", "server error")
	}
	switch code {
	case "+OK", "OK", "PREAUTH":
		return "positive"
	case "-ERR", "NO", "BAD", "BYE":
		return "negative"
	case "+":
		return "more is wanted"
	}
	return "response code"
}

// named returns the name that the first digit of a code stands for, from 1.
func named(code string, names ...string) string {
	i := int(code[0] - '1')
	if i < 0 || i >= len(names) {
		return ""
	}
	return names[i]
}

// subject says what a code is about: the second digit (RFC 959 section 4.2,
// RFC 5321 section 4.2.1, RFC 3977 section 3.2). HTTP gives it no meaning.
func subject(p kb.Protocol, code string) string {
	if len(code) != 3 || !allDigits(code) {
		return ""
	}
	switch p {
	case kb.FTP:
		return at(code[1], "syntax", "information", "connections", "authentication and accounting", "", "file system")
	case kb.SMTP:
		return at(code[1], "syntax", "information", "connections", "authentication", "", "mail system")
	case kb.NNTP:
		return at(code[1], "connection and set-up", "choice of newsgroup", "choice of article", "distribution", "posting", "", "", "", "authentication and privacy", "private use and debugging")
	}
	return ""
}

// detailSubject says what an enhanced status code is about (RFC 3463 section 3).
func detailSubject(p kb.Protocol, code string) string {
	if p != kb.SMTP || code[3] != '.' {
		return ""
	}
	return at(code[2], "", "address", "mailbox", "mail system", "network and routing", "mail protocol", "content", "security or policy")
}

// at returns the name of a digit, or nothing.
func at(digit byte, names ...string) string {
	if i := int(digit - '0'); i < len(names) {
		return names[i]
	}
	return ""
}
