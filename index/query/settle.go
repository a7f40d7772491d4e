package query

import "slices"

// settle decides what depends on the whole text: whether it is a message, in
// which signs count at the end only and soft errors are punctuation.
func settle(tokens []token) []token {
	message := words(tokens) > LongText
	text := false // a plain word follows
	out := make([]token, 0, len(tokens))
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		if t.kind == softError && message {
			continue
		}
		if message && text && (t.kind == required || t.kind == excluded) {
			t.kind = plain
		}
		text = text || t.kind == plain
		out = append(out, t)
	}
	slices.Reverse(out)
	return out
}

// words counts the tokens that are single words.
func words(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == plain || t.kind == required || t.kind == excluded {
			n++
		}
	}
	return n
}
