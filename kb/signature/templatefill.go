package signature

// fill appends the elements of the text to the room and returns them.
func (b *templateBuilder) fill(text string, keep keep) []element {
	b.first = len(b.elems)
	h := 0
	for i := 0; i < len(b.tokens) && len(b.elems)-b.first < maxElements; {
		for h < len(b.holes) && b.holes[h].end <= b.tokens[i].Span.Start {
			b.emptyHole(h, keep)
			h++
		}
		if h < len(b.holes) && b.holes[h].start < b.tokens[i].Span.End {
			n := b.inside(i, b.holes[h].end)
			if b.open(h, i, n, text, keep) {
				b.hole(h, b.tokens[i:i+n])
				i += n
				h++
				continue
			}
			h++
		}
		b.token(text, i, keep)
		i++
	}
	for ; h < len(b.holes); h++ {
		b.emptyHole(h, keep)
	}
	elems := b.elems[b.first:len(b.elems):len(b.elems)]
	markEnds(text, elems)
	return elems
}

// inside counts the tokens from i on that begin before end.
func (b *templateBuilder) inside(i, end int) int {
	n := 1
	for i+n < len(b.tokens) && b.tokens[i+n].Span.Start < end {
		n++
	}
	return n
}

// open reports whether hole h with n tokens from i on becomes a variable.
func (b *templateBuilder) open(h, i, n int, text string, keep keep) bool {
	if !b.holes[h].sample {
		return keep != keepAll
	}
	return keep == keepWords && !(n == 1 && b.isCode(text, i))
}

// emptyHole appends the variable of a hole without tokens (... or ___).
func (b *templateBuilder) emptyHole(h int, keep keep) {
	if !b.holes[h].sample && keep != keepAll && len(b.elems)-b.first < maxElements {
		b.hole(h, nil)
	}
}

// hole appends the variable of a hole that covers the tokens.
func (b *templateBuilder) hole(h int, tokens []Token) {
	o := b.holes[h]
	e := element{start: int32(o.start), end: int32(o.end), kind: o.kind, flags: elemVariable, least: o.least, most: o.most}
	if len(tokens) == 0 {
		e.least = 0 // the article itself has nothing there
	} else {
		e.hash, e.sample = hashRun(tokens), uint8(min(len(tokens), 255))
		e.most = max(e.most, e.sample)
	}
	if o.sample {
		e.start, e.end = int32(tokens[0].Span.Start), int32(tokens[len(tokens)-1].Span.End)
	} else {
		e.flags |= elemHole
	}
	b.elems = append(b.elems, e)
}

// token appends token i as a literal or as a variable with a sample.
func (b *templateBuilder) token(text string, i int, keep keep) {
	t := b.tokens[i]
	e := element{hash: t.hash, start: int32(t.Span.Start), end: int32(t.Span.End), kind: t.Kind}
	code := b.isCode(text, i)
	switch {
	case code:
		e.flags = elemCode
	case keep == keepWords && valueKinds[t.Kind]:
		e.flags, e.least, e.most, e.sample = elemVariable, 1, valueMost[t.Kind], 1
	case t.role == roleNegator:
		e.flags = elemNegator
	case t.role == rolePolarity:
		e.flags = elemPolarity
	case t.role == roleStop:
		e.flags = elemStop
	}
	b.elems = append(b.elems, e)
}

// valueKinds are the kinds of tokens that differ from case to case.
var valueKinds = [...]bool{TokNumber: true, TokHex: true, TokIP: true, TokGUID: true, TokPath: true,
	TokURL: true, TokHost: true, TokUser: true, TokDate: true, TokTime: true, TokQuoted: false, TokAny: false}

// valueMost are the most tokens that a variable with a sample of the kind
// stands for.
var valueMost = [...]uint8{TokNumber: 1, TokHex: 1, TokIP: 1, TokGUID: 1, TokPath: 6, TokURL: 1,
	TokHost: 2, TokUser: 3, TokDate: 2, TokTime: 2, TokAny: 8}
