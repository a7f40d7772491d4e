package signature

import (
	"strings"

	"kbadvisor/kb"
)

// session follows the state of a session through a transcript.
type session struct {
	protocol kb.Protocol
	phase    kb.Phase
	verb     string // last command, in lower case
}

// next returns the phase in which the command was sent that a reply answers, and
// goes on to the phase after the reply.
func (s *session) next(r said) kb.Phase {
	if s.phase == "" {
		s.phase = kb.UnknownPhase
	}
	switch s.protocol {
	case kb.FTP:
		return s.ftp(r)
	case kb.POP3:
		return s.pop3(r)
	case kb.NNTP:
		return s.steps(r, "381", "281")
	case kb.SMTP:
		return s.steps(r, "334", "235")
	}
	return kb.UnknownPhase
}

// ftp follows RFC 959. What a reply says about the state before it counts when
// nothing else tells.
func (s *session) ftp(r said) kb.Phase {
	before := s.phase
	guess := func(p kb.Phase) {
		if before == kb.UnknownPhase {
			before = p
		}
	}
	after := func(p kb.Phase) { s.phase = p }
	switch text := lower(r.text); r.code {
	case "220", "120":
		before = kb.BeforeLogin
		after(kb.BeforeLogin)
	case "331", "332":
		guess(kb.BeforeLogin)
		after(kb.UserGiven)
	case "230", "232", "202":
		guess(kb.UserGiven)
		after(kb.LoggedIn)
	case "530", "430", "531":
		switch {
		case strings.Contains(text, "cannot log") || strings.Contains(text, "incorrect"):
			guess(kb.UserGiven)
		case strings.Contains(text, "please log"):
			guess(kb.BeforeLogin)
		}
		after(kb.BeforeLogin)
	case "150", "125", "425":
		guess(kb.DataAsked)
		after(kb.TransferOpen)
		if r.code == "425" {
			after(kb.LoggedIn)
		}
	case "226", "426", "451", "452", "552":
		guess(kb.TransferOpen)
		after(kb.LoggedIn)
	case "200", "227", "229":
		if before == kb.LoggedIn && (r.code != "200" || strings.Contains(text, "port")) {
			after(kb.DataAsked)
		}
	case "221", "421":
		after(kb.Closed)
	}
	return before
}

func (s *session) pop3(r said) kb.Phase {
	before := s.phase
	switch {
	case s.verb == "user" && r.code == "+OK":
		s.phase = kb.UserGiven
	case s.verb == "pass" && r.code == "+OK":
		s.phase = kb.LoggedIn
	case s.verb == "pass":
		s.phase = kb.BeforeLogin
	case s.verb == "":
		before, s.phase = kb.BeforeLogin, kb.BeforeLogin
	case s.verb == "quit":
		s.phase = kb.Closed
	}
	return before
}

// steps follows a protocol that asks for a password with one code and takes it
// with another.
func (s *session) steps(r said, ask, taken string) kb.Phase {
	before := s.phase
	switch r.code {
	case "220", "200", "201":
		if s.verb != "mode" && s.verb != "group" {
			before, s.phase = kb.BeforeLogin, kb.BeforeLogin
		}
	case ask:
		s.phase = kb.UserGiven
		if before == kb.UnknownPhase {
			before = kb.BeforeLogin
		}
	case taken:
		s.phase = kb.LoggedIn
		if before == kb.UnknownPhase {
			before = kb.UserGiven
		}
	case "221", "205", "421":
		s.phase = kb.Closed
	}
	return before
}

// command takes a line that may be a command, typed or sent, and reports whether
// it is one.
func (s *session) command(line string) bool {
	line = strings.TrimLeft(lower(line), "\"")
	for _, m := range []string{"c>", "c:", "ftp>", "<<<", ">>>", "--->", "> ", "command:", "quote "} {
		if strings.HasPrefix(line, m) {
			line = strings.TrimLeft(line[len(m):], " ")
		}
	}
	if i := strings.Index(line, ": <<< "); i >= 0 && i < 40 {
		line = line[i+len(": <<< "):]
	}
	word, _, _ := strings.Cut(line, " ")
	switch word {
	case "user", "pass", "port", "list", "retr", "stor", "pasv", "type", "quit", "helo", "ehlo", "mail", "rcpt", "data", "auth", "authinfo", "etrn",
		"stat", "dele", "top", "group", "article", "post", "mode", "bye", "dir", "ls", "get", "put", "cd", "cwd", "rset", "vrfy", "turn", "syst", "pwd", "nlst":
		s.verb = word
		return true
	case "open", "telnet", "ftp", "connected", `c:\>ftp`, `c:\>telnet`:
		s.verb, s.phase = "", kb.BeforeLogin
		return true
	}
	return false
}
