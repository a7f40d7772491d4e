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
