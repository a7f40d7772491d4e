package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// kind tells what an item of a transcript is.
type kind uint8

const (
	kText    kind = iota // a line that nothing marks
	kNote                // a remark of the program that wrote the session down
	kCommand             // a command to the server
	kReply               // a line of a reply that begins with a code
	kArrow               // a marked line without code: a command or a line of a reply
	kMore                // a line of a reply without code
	kConnect             // a connection is opened
	kClosed              // a connection is closed
	kLogin               // the program says that it is logged in
	kSecure              // the program says that the connection is encrypted
	kPrompt              // a prompt with nothing typed, or with something for the program itself
	kData                // what was transferred: a line of a list, a header
	kRemark              // a person's words
	kGap                 // a mark that something was left out
)

// item is one stretch of a line: a command, a line of a reply, a remark.
type item struct {
	kind kind
	span kb.Span // of the input, empty for a command that is not in it
	text string  // what it says: without prompt, arrow, code and time stamp

	verb, arg string // of a command
	local     bool   // a command of the client program, which may send others before it
	follows   bool   // a command that is sent only when the one before it asks for it
	unix      bool   // the question of a client of Unix was answered

	code   string    // of a reply; of a command whose outcome the log tells in words, done or refused
	greets bool      // a reply that begins a session
	run    int       // how many replies come from here on before the next command
	multi  bool      // lines of the same reply follow
	speaks protocols // of a reply whose protocol is named beside it

	col     int    // where the line begins
	mark    string // the arrow that marks the line
	conn    string // connection, in a log of several
	account string // who is logged in, where the line tells it: - for nobody
	peer    string // address of the client, where the line tells it
	host    string // address or name of the server, where the line tells it
	sure    bool   // a mark tells what it is, not its words alone
	fail    bool   // a remark that says that something went wrong
}

// command returns the item of a command as it goes over the wire, which is
// l.text[from:to].
func command(l *line, from, to int) item {
	verb, arg := wire(l.text[from:to])
	return item{kind: kCommand, span: l.span(from, to), text: l.text[from:to], verb: verb, arg: arg, conn: l.conn, sure: true}
}

// The outcomes of a command that a log tells in words.
const (
	done    = "done"
	refused = "refused"
)

// note returns the item of a remark, which is l.text[from:].
func note(l *line, k kind, from int) item {
	text := strings.TrimSpace(l.text[from:])
	return item{kind: k, span: l.span(from, len(l.text)), text: text, conn: l.conn, sure: true, fail: k == kNote && failing(text)}
}

// wire cuts a command into its verb, in upper case, and its argument. It leaves
// out the tag of IMAP.
func wire(s string) (verb, arg string) {
	s = strings.TrimSpace(s)
	verb, arg, _ = strings.Cut(s, " ")
	if tag(verb) && arg != "" {
		verb, arg, _ = strings.Cut(strings.TrimSpace(arg), " ")
	}
	return strings.ToUpper(verb), strings.TrimSpace(arg)
}

// tag reports whether s is a tag of IMAP: a few letters and digits.
func tag(s string) bool {
	i := 0
	for i < len(s) && i < 5 && letter(s[i]) {
		i++
	}
	j := i
	for j < len(s) && digit(s[j]) {
		j++
	}
	return j == len(s) && j > i && j-i < 7 && (i > 0 || j != 3)
}

// replyLine cuts a line of a reply into its code, the text behind it, the offset
// of that text and whether lines of the same reply follow. ok is false when s does
// not begin with a code.
func replyLine(s string) (code string, text int, multi, ok bool) {
	switch {
	case len(s) >= 3 && s[0] >= '1' && s[0] <= '6' && digit(s[1]) && digit(s[2]):
		return digits(s)
	case strings.HasPrefix(s, "+OK"), strings.HasPrefix(s, "-ERR"):
		n := len("+OK")
		if s[0] == '-' {
			n = len("-ERR")
		}
		if n < len(s) && s[n] != ' ' {
			return "", 0, false, false
		}
		return s[:n], min(len(s), n+1), false, true
	}
	return "", 0, false, false
}

// digits is replyLine for s that begins with three digits.
func digits(s string) (code string, text int, multi, ok bool) {
	if len(s) == 3 {
		return s, 3, false, true
	}
	switch s[3] {
	case ' ', '\t':
		return s[:3], 4, false, true
	case '-':
		return s[:3], 4, true, true
	}
	return "", 0, false, false
}
