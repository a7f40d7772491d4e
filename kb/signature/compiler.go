package signature

import (
	"strings"

	"kbadvisor/kb"
)

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
// its start, or begins with an error number.
func isToolLine(line string) bool {
	if hasFold(line, "error ") && isDigit(byteAt(line, len("error "))) {
		return true
	}
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

var sqlWords = []string{"[microsoft][", "[microsoft] [", "odbc error", "odbc driver", "odbc -", "odbc-", "odbc call", "[odbc", "odbc sql", "sqlstate", "sql server]", "dblib", "db-library", "[ins][", "[oracle]", "ora-0", "ora-1", "state:"}

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
