package signature

import "kbadvisor/kb"

// Template is a message as an article quotes it: words that every occurrence of
// the message has, and variables that each occurrence fills in. The zero value
// is the template of no message.
type Template struct {
	text   string
	elems  []element
	total  float32 // weight of all literals
	strong int     // literals that are no stop words
	size   int     // tokens of the text
	spread int     // tokens that variables can take more than one each
	alone  bool    // says too little to be found within more text
}

// element is a literal token or a variable of a template. For a variable, hash
// is the hash of what the article writes in its place, and weight what an
// observation with the very same there gains.
type element struct {
	hash       uint64
	weight     float32
	start, end int32 // of the template's text
	kind       TokenKind
	flags      elementFlags
	least      uint8 // tokens that a variable stands for
	most       uint8
	sample     uint8 // tokens of the sample
}

// elementFlags tells what an element is.
type elementFlags uint8

const (
	elemVariable elementFlags = 1 << iota
	elemHole                  // a variable that is a placeholder, not a sample
	elemNegator               // must be there
	elemPolarity              // must not be another word
	elemCode                  // must not be another code
	elemStop                  // carries no sense of its own
	elemEnds                  // a sentence or line ends after it
)

const elemCritical = elemNegator | elemPolarity | elemCode

func (e *element) is(f elementFlags) bool { return e.flags&f != 0 }

// Variable is a part of a template that each occurrence fills in.
type Variable struct {
	Name   string    // of a placeholder as written, without brackets; empty for a sample
	Kind   TokenKind // TokAny for a placeholder whose name tells nothing
	Sample string    // the value that the article shows, empty for a placeholder
}

// maxElements bounds a template; the rest of a longer message is cut off, as
// if the article had ended it with three points.
const maxElements = 320

// NewTemplate returns the template of a message. Placeholders and values that
// differ from case to case (numbers, addresses, paths, names of hosts and users,
// dates, short quotations) become variables; words, codes and names of files stay
// as they are. A message that would have hardly any word left keeps its values.
func NewTemplate(text string) Template {
	var b templateBuilder
	return b.build(text)
}

// Text returns the message that the template was made of.
func (t Template) Text() string { return t.text }

// Variables returns the variables in order.
func (t Template) Variables() []Variable {
	var vars []Variable
	for i := range t.elems {
		if e := &t.elems[i]; e.is(elemVariable) {
			vars = append(vars, t.variable(e))
		}
	}
	return vars
}

// variable describes the variable e.
func (t Template) variable(e *element) Variable {
	s := t.text[e.start:e.end]
	if e.is(elemHole) {
		return Variable{Name: holeName(s), Kind: e.kind}
	}
	return Variable{Kind: e.kind, Sample: s}
}

// Literals returns the normal forms of the words and codes that an occurrence
// must have, in order.
func (t Template) Literals() []string {
	var words []string
	for i := range t.elems {
		if e := &t.elems[i]; !e.is(elemVariable) {
			words = append(words, t.normal(e))
		}
	}
	return words
}

// normal returns the normal form of the literal e.
func (t Template) normal(e *element) string {
	return Token{hash: e.hash, Kind: e.kind, Span: kb.Span{Start: int(e.start), End: int(e.end)}}.Normal(t.text)
}

// weigh gives every element the weight of its words and adds up those of the
// literals. Weights are multiples of 1/64, so that sums of them are exact in any
// order.
func (t *Template) weigh(weight func(hash uint64, role tokenRole) float32) {
	t.total, t.strong, t.spread = 0, 0, 0
	for i := range t.elems {
		e := &t.elems[i]
		if e.is(elemVariable) {
			t.spread = min(t.spread+int(e.most)-1, 32)
			e.weight = t.valueWeight(e, weight)
			continue
		}
		var role tokenRole
		if e.is(elemStop) {
			role = roleStop
		}
		e.weight = weight(e.hash, role)
		t.total += e.weight
		if !e.is(elemStop) {
			t.strong++
		}
	}
}

// valueWeight returns the weight of what the article writes in the place of a
// variable.
func (t *Template) valueWeight(e *element, weight func(uint64, tokenRole) float32) float32 {
	switch e.sample {
	case 0:
		return 0
	case 1:
		return weight(e.hash, 0)
	}
	var sum float32
	for _, v := range Tokens(t.text[e.start:e.end]) {
		sum += weight(v.hash, v.role)
	}
	return sum
}

// plainWeight is the weight of a word when nothing is known about how
// frequent words are.
func plainWeight(_ uint64, role tokenRole) float32 {
	if role&roleStop != 0 {
		return stopWeight
	}
	return 1
}

// stopWeight is the most that a stop word weighs.
const stopWeight = 0.1875
