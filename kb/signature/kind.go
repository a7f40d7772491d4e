package signature

import (
	"strings"

	"kbadvisor/kb"
)

// reading is what is understood of a message.
type reading struct {
	kind     kb.SignatureKind
	protocol kb.Protocol
	code     string
	source   string
	text     string // the message without code and label
}

// read tells the kind of a message, its code and its words. The text is collapsed.
func read(text string) reading {
	for _, f := range []func(string) (reading, bool){readEvent, readHTTP, readStop, readFault, readTool, readSQL, readResult, readError} {
		if r, ok := f(text); ok {
			return r
		}
	}
	return reading{kind: kb.SigText, text: text}
}

// readStop reads a STOP screen: "STOP: 0x0000000A (p1, p2, p3, p4) NAME".
func readStop(s string) (reading, bool) {
	at := indexWord(s, "stop")
	for at >= 0 {
		rest := strings.TrimLeft(s[at+4:], ": \t-")
		for _, w := range []string{"error ", "code ", "message ", "screen "} {
			if hasFold(rest, w) {
				rest = strings.TrimLeft(rest[len(w):], ": ")
			}
		}
		if v, n := readHex(rest); n > 0 && (hasFold(rest, "0x") || n == 8) {
			return reading{kind: kb.SigStop, code: hexCode(v), text: tidy(rest[n:])}, true
		}
		next := indexWord(s[at+4:], "stop")
		if next < 0 {
			break
		}
		at += 4 + next
	}
	if hasFold(s, "*** stop") || hasFold(s, "fatal system error") {
		return reading{kind: kb.SigStop, text: s}, true
	}
	return reading{}, false
}

// indexWord returns the offset of a whole word, in any case, -1 when there is none.
func indexWord(s, word string) int {
	for at := 0; ; {
		i := indexFold(s[at:], word)
		if i < 0 {
			return -1
		}
		i += at
		end := i + len(word)
		if (i == 0 || !isWord(s[i-1])) && (end == len(s) || !isWord(s[end])) {
			return i
		}
		at = i + 1
	}
}

var faultWords = []string{
	"page fault", "protection fault", "fatal exception", "caused an exception", "access violation", "unhandled exception",
	"illegal operation", "general protection", "fatal 0", "invalid opcode", "stack fault", "divide error", "divide overflow",
	"exception breakpoint", "the instruction at", "application error has occurred", "integrity violation", "illegal instruction",
	"segment load failure", "caused a stack", "application exception occurred", "exception number:",
}

// readFault reads what is said when a program breaks off: a page fault, a
// protection fault, an exception.
func readFault(s string) (reading, bool) {
	l := lower(s)
	if !containsAny(l, faultWords) {
		return reading{}, false
	}
	code, _, _ := result(s)
	if code == "" {
		code = exceptionNumber(l)
	}
	return reading{kind: kb.SigPageFault, code: code, text: s}, true
}

// exceptionNumber returns the number of a processor exception: "0E" of "fatal
// exception 0E at".
func exceptionNumber(l string) string {
	for _, w := range []string{"exception ", "fatal "} {
		if i := strings.LastIndex(l, w); i >= 0 {
			rest := l[i+len(w):]
			if n := hexDigits(rest); n == 2 && isDigit(rest[0]) {
				return strings.ToUpper(rest[:2])
			}
		}
	}
	return ""
}

// readTool reads a message of a compiler or another tool: "error C2065: ...",
// "LNK1104: ...", "ASP 0113", "ORA-..." is SQL.
func readTool(s string) (reading, bool) {
	for at := 0; at < len(s); at++ {
		if !isUpper(s[at]) || at > 0 && (isWord(s[at-1]) || s[at-1] == '\\' || s[at-1] == '-') {
			continue
		}
		n := at
		for n < len(s) && isUpper(s[n]) {
			n++
		}
		d := number(s[n:])
		end := n + len(d)
		if n-at <= 4 && len(d) >= 4 && len(d) <= 5 && (end == len(s) || !isWord(s[end])) && toolContext(s, at, end) {
			return reading{kind: kb.SigCompiler, code: s[at:end], text: tidy(s[end:])}, true
		}
		at = n - 1
	}
	return reading{}, false
}

// isToolLine reports whether a line has the number of a message of a compiler near
// its start.
func isToolLine(line string) bool {
	if !strings.Contains(line, "error ") && !strings.Contains(line, "warning ") && !strings.Contains(line, "Error ") {
		return false
	}
	_, ok := readTool(line[:min(len(line), 80)])
	return ok
}

// toolContext reports whether letters and digits at [from, to) are the number of
// a message: behind "error" or "warning", or first and before a colon.
func toolContext(s string, from, to int) bool {
	before := lower(strings.TrimRight(s[max(0, from-16):from], " :("))
	for _, w := range []string{"error", "warning", "error:", "run-time error", "runtime error", "remark", "message"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	rest := strings.TrimLeft(s[to:], " ")
	return from == 0 && (strings.HasPrefix(rest, ":") || to < len(s) && s[to] == '\n')
}

var sqlWords = []string{"[microsoft][", "[microsoft] [", "odbc", "sqlstate", "sql server]", "dblib", "db-library", "[ins][", "[oracle]", "ora-0", "ora-1", "state:"}

// readSQL reads a message of ODBC or of a database server.
func readSQL(s string) (reading, bool) {
	l := lower(s)
	r := reading{kind: kb.SigSQL, text: s}
	switch i := strings.Index(l, "msg "); {
	case i >= 0 && len(number(l[i+4:])) > 1 && strings.Contains(l, "level "):
		r.code = number(l[i+4:])
	case strings.Contains(l, "ora-"):
		at := strings.Index(l, "ora-")
		d := number(l[at+4:])
		if len(d) < 4 {
			return reading{}, false
		}
		r.code = "ORA-" + d
	case containsAny(l, sqlWords):
		r.code, _, _ = result(s)
		if r.code == "" {
			r.code = errorNumber(s).code
		}
	default:
		return reading{}, false
	}
	return r, true
}

// readResult reads a message with an HRESULT or NTSTATUS.
func readResult(s string) (reading, bool) {
	code, from, to := result(s)
	if code == "" {
		return reading{}, false
	}
	r := reading{kind: kb.SigResult, code: code, text: s}
	if isLabel(s[:from]) {
		r.text = behindResult(s[to:])
	}
	return r, true
}

// readError reads a message with an error number.
func readError(s string) (reading, bool) {
	e := errorNumber(s)
	if e.code == "" {
		return reading{}, false
	}
	r := reading{kind: kb.SigError, code: e.code, text: s}
	if isLabel(s[:e.from]) {
		r.text = tidy(s[e.to:])
	}
	return r, true
}

// numbered is an error number and where it stands.
type numbered struct {
	code     string
	from, to int
}

var numberLabels = []string{"error", "err", "msg", "helpmsg", "warning", "exception", "rc", "winsock", "wsa", "status"}

// errorNumber finds the first number behind a word such as "error".
func errorNumber(s string) numbered {
	l := lower(s)
	best := numbered{from: len(s)}
	for _, w := range numberLabels {
		for at := 0; ; {
			i := strings.Index(l[at:], w)
			if i < 0 || at+i >= best.from {
				break
			}
			at += i + len(w)
			if start := at - len(w); start > 0 && isWord(l[start-1]) && w != "error" {
				continue
			}
			if n, ok := numberBehind(l, at); ok && n.from < best.from {
				best = n
			}
		}
	}
	if best.from == len(s) {
		return numbered{}
	}
	return best
}

// numberBehind reads the number that follows a word that ends at offset at:
// "error 5", "error: 5", "error #5", "error code = 5", "error '5'", "error(5)".
func numberBehind(l string, at int) (numbered, bool) {
	i := at
	for _, w := range []string{" has occurred", " code", " number", " no.", " message", " msg", "="} {
		if strings.HasPrefix(l[i:], w) {
			i += len(w)
		}
	}
	for i < len(l) && i < at+16 && strings.IndexByte(" :#='(\"-", l[i]) >= 0 {
		i++
	}
	d := number(l[i:])
	end := i + len(d)
	if len(d) == 0 || len(d) > 6 || i == at || end < len(l) && (isWord(l[end]) || l[end] == '.' && end+1 < len(l) && isDigit(l[end+1]) || l[end] == '/') {
		return numbered{}, false
	}
	code := strings.TrimLeft(d, "0")
	if l[i-1] == '-' && i >= 2 && l[i-2] == ' ' {
		code = "-" + code
		i--
	}
	if code == "" || code == "-" {
		code = "0"
	}
	return numbered{code, i, end}, true
}

// isLabel reports whether what stands before a code only names it: "Error ",
// "Run-time error '", "Error Code: ", "Microsoft OLE DB Provider error '".
func isLabel(s string) bool {
	s = strings.TrimRight(lower(s), " :#='(\"-")
	for _, w := range []string{"error", "err", "code", "number", "msg", "message", "warning", "hresult", "helpmsg", "no.", "hr", "err msg"} {
		if s == w || strings.HasSuffix(s, " "+w) && len(s) <= 40 && !strings.ContainsAny(s, ".,:;") {
			return true
		}
	}
	return s == ""
}

// tidy returns what follows a code without what closes the code's brackets or
// quotation marks, and without the punctuation that parts it from the message.
func tidy(s string) string {
	if s != "" && strings.IndexByte("'\")]}", s[0]) >= 0 {
		s = s[1:]
	}
	s = strings.TrimLeft(s, " \t:;,-=.")
	for _, w := range []string{"has occurred", "occurred"} {
		if hasFold(s, w) {
			s = strings.TrimLeft(s[len(w):], " :.")
		}
	}
	return strings.TrimSpace(s)
}

// behindResult returns what follows a result, without its other spelling in
// brackets: "-2147467259 (80004005)': ...".
func behindResult(s string) string {
	t := strings.TrimLeft(s, " ")
	if strings.HasPrefix(t, "(") {
		if _, n := readHex(t[1:]); n > 0 && byteAt(t, n+1) == ')' {
			return tidy(t[n+2:])
		}
	}
	return tidy(s)
}
