package signature

import (
	"fmt"
	"math/rand"
	"strings"
)

// variation is a way in which users give a message: with the least number of
// words of the messages to try, and the least share that must be found first or
// tied.
type variation struct {
	name  string
	words int
	least float64
	vary  func(string, *rand.Rand) string
}

// variations are the ways that are tried.
var variations = []variation{
	{"time stamp before it", 3, 0.99, func(s string, _ *rand.Rand) string { return "2001-06-11 14:02:31 srv1 [1211] " + s }},
	{"other wraps", 1, 0.995, wrapWords},
	{"other values", 1, 0.97, otherValues},
	{"all of these", 3, 0.96, func(s string, r *rand.Rand) string {
		return wrapWords("Jun 11 14:02:31 srv1 app[77]: "+otherValues(s, r), r)
	}},
	{"within prose", 3, 0.96, func(s string, r *rand.Rand) string {
		return "Since this morning users of the second floor report this: " + otherValues(s, r) + " What can I do about it? Nobody changed anything."
	}},
	{"cut at the end", 12, 0.85, func(s string, _ *rand.Rand) string { return cutWords(s, 0, 7) }},
	{"cut at the beginning", 12, 0.88, func(s string, _ *rand.Rand) string { return cutWords(s, 3, 10) }},
	{"other values and cut", 12, 0.80, func(s string, r *rand.Rand) string { return cutWords(otherValues(s, r), 0, 7) }},
	{"one other word", 12, 0.96, otherWord},
	{"one word more", 6, 0.97, oneMoreWord},
}

// wrapWords breaks a text into indented lines.
func wrapWords(s string, r *rand.Rand) string {
	width, n := 18+r.Intn(50), 0
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		if n+len(w) > width {
			b.WriteString("\r\n    ")
			n = 0
		}
		b.WriteString(w + " ")
		n += len(w) + 1
	}
	return b.String()
}

// cutWords keeps the tenths from to to of the words.
func cutWords(s string, from, to int) string {
	w := strings.Fields(s)
	return strings.Join(w[len(w)*from/10:len(w)*to/10], " ")
}

// otherWord puts another word in the place of one that carries no negation.
func otherWord(s string, r *rand.Rand) string {
	words := strings.Fields(s)
	for range 20 {
		k := r.Intn(len(words))
		w := strings.ToLower(words[k])
		if len(w) >= 4 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" && roleOf(hashFolded(w)) == 0 && w != "cannot" {
			words[k] = "flimsy"
			break
		}
	}
	return strings.Join(words, " ")
}

// oneMoreWord puts a word between two.
func oneMoreWord(s string, r *rand.Rand) string {
	w := strings.Fields(s)
	k := 1 + r.Intn(len(w)-1)
	return strings.Join(w[:k], " ") + " really " + strings.Join(w[k:], " ")
}

// otherValues puts other values in the place of the variables.
func otherValues(s string, r *rand.Rand) string {
	var b strings.Builder
	at := 0
	t := NewTemplate(s)
	for i := range t.elems {
		e := &t.elems[i]
		if e.is(elemVariable) && e.least > 0 {
			b.WriteString(s[at:e.start] + otherValue(e.kind, s[e.start:e.end], r))
			at = int(e.end)
		}
	}
	return b.String() + s[at:]
}

// otherValue returns a value of the kind.
func otherValue(kind TokenKind, old string, r *rand.Rand) string {
	pick := func(values ...string) string { return values[r.Intn(len(values))] }
	switch kind {
	case TokNumber:
		return fmt.Sprint(10 + r.Intn(5000))
	case TokHex:
		if strings.Contains(old, ":") {
			return fmt.Sprintf("%04x:%08x", r.Intn(65536), r.Uint32())
		}
		return fmt.Sprintf("0x%08x", r.Uint32())
	case TokIP:
		return fmt.Sprintf("10.%d.%d.%d", r.Intn(255), r.Intn(255), r.Intn(255))
	case TokGUID:
		return fmt.Sprintf("6ba7b810-9dad-11d1-80b4-00c04fd43%03x", r.Intn(4096))
	case TokPath:
		return pick(`D:\data\app\run.cfg`, `\\fs01\public`, `C:\Program Files\Tool\x.dat`)
	case TokURL:
		return "http://intra.fabrikam.com/x"
	case TokHost:
		return pick("mail.fabrikam.com", "srv07")
	case TokUser:
		return pick(`FABRIKAM\ann`, "ann@fabrikam.com")
	case TokDate:
		return "11/3/2001"
	case TokTime:
		return "23:59:01"
	case TokQuoted:
		return pick("zulu", "my_symbol", "Q3 figures")
	}
	return pick("bob", "srv07", `C:\data\report 7.txt`, "1234", "FABRIKAM", "ann smith")
}
