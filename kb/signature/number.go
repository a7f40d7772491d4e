package signature

import "strings"

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
