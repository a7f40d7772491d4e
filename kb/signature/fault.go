package signature

import (
	"strings"

	"kbadvisor/kb"
)

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
