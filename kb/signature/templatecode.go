package signature

import "strings"

// numberWords are words before a number that make it a code. numberLinks may stand
// between the two; numberOwners before a code word make it another thing.
var (
	numberWords = hashSet(`error errors err errorcode code codes event eventid id stop msg http status errno rc hr
		hresult result exception warning notice winsock sqlstate sqlcode ora asp fatal rule ierror lasterror
		retcode scode win32 ntstatus`)
	numberLinks  = hashSet("code codes number no id is was of value status")
	numberOwners = hashSet("process thread session job message client user object page context query")
)

// hashSet makes a set of the hashes of the words of a text.
func hashSet(text string) map[uint64]bool {
	set := map[uint64]bool{}
	for _, w := range strings.Fields(text) {
		set[hashFolded(w)] = true
	}
	return set
}

// isCode reports whether token i names a condition: a number after a code
// word, a reply code, an HRESULT, a tool's number.
func (b *templateBuilder) isCode(text string, i int) bool {
	t := b.tokens[i]
	switch t.Kind {
	case TokWord:
		return t.role == roleTool
	case TokNumber, TokHex:
		return i == 0 && t.role == roleReply || b.afterCodeWord(i) ||
			t.Kind == TokHex && isStatus(t.Normal(text)) && !inList(text, t)
	}
	return false
}

// afterCodeWord reports whether the number i follows a code word.
func (b *templateBuilder) afterCodeWord(i int) bool {
	k := i - 1
	for k >= 0 && i-k <= 2 && numberLinks[b.tokens[k].hash] && !numberWords[b.tokens[k].hash] {
		k--
	}
	if k < 0 || !numberWords[b.tokens[k].hash] {
		return false
	}
	return k == 0 || !numberOwners[b.tokens[k-1].hash]
}

// isStatus reports whether a hex number in normal form is an HRESULT or an
// NTSTATUS that tells of a failure.
func isStatus(s string) bool {
	return len(s) == 10 && (s[2] == '8' && s[3] == '0' || s[2] == 'c' && s[3] == '0' && s[4] == '0')
}

// inList reports whether the token stands in a list with commas, as the
// parameters of a STOP do.
func inList(text string, t Token) bool {
	before := strings.TrimRight(text[:t.Span.Start], " ")
	after := strings.TrimLeft(text[t.Span.End:], " ")
	return strings.HasSuffix(before, ",") || strings.HasPrefix(after, ",") && strings.HasSuffix(before, "(")
}

// isToolCode reports whether a word is the number of a tool's message:
// one to four capital letters and four to six figures (LNK2001, A2009, R6000).
func isToolCode(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	d := n
	if n == 0 || n > 4 {
		return false
	}
	for d < len(s) && tokenClass[s[d]] == classDigit {
		d++
	}
	return d == len(s) && d-n >= 4 && d-n <= 6
}
