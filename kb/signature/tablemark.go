package signature

import (
	"strings"

	"kbadvisor/kb"
)

// codeMark is the code of an entry as it stands in observations.
type codeMark struct {
	hash uint64 // of its tokens, 0 for none
	form codeForm
	sub  bool // it is a part of a code: 401.1
}

// codeForm tells how a code stands beside a message.
type codeForm uint8

const (
	formNone  codeForm = iota
	formReply          // three figures just before the message
	formEvent          // a number after Event ID
	formTool           // LNK2001 before the message
	formError          // a number after a word such as error
	formHex            // a hex number
)

// newCodeMark returns the mark of a signature's code.
func newCodeMark(s *kb.Signature) codeMark {
	tokens := Tokens(s.Code)
	if len(tokens) == 0 || len(tokens) > 2 {
		return codeMark{}
	}
	m := codeMark{hash: hashRun(tokens), form: formError, sub: strings.IndexByte(s.Code, '.') > 0}
	switch {
	case s.Kind == kb.SigReply:
		m.form = formReply
	case s.Kind == kb.SigEvent:
		m.form = formEvent
	case tokens[0].Kind == TokHex:
		m.form = formHex
	case tokens[0].role == roleTool:
		m.form = formTool
	}
	return m
}

// nearCode is a code that stands near a message in an observation.
type nearCode struct {
	hash uint64
	form codeForm
	at   int // token
	span kb.Span
}

// How many tokens before and after a message a code can stand.
const (
	codeBefore      = 24
	codeBeforeReply = 4 // of a reply, and of codes that are another's
	codeAfter       = 8
)

// codesNear returns the codes that stand near a message, the nearest before it
// first.
func (f *finder) codesNear(obs []Token, fit *fit) []nearCode {
	f.near = f.near[:0]
	for i := fit.to - 1; i >= max(fit.from-codeBefore, 0); i-- {
		f.addNear(obs, i)
	}
	for i := fit.to; i < min(fit.to+codeAfter, len(obs)); i++ {
		f.addNear(obs, i)
	}
	return f.near
}

// addNear adds token i if it can be a code.
func (f *finder) addNear(obs []Token, i int) {
	t := &obs[i]
	form := formNone
	switch {
	case t.Kind == TokHex:
		form = formHex
	case t.role == roleTool:
		form = formTool
	case t.Kind == TokNumber:
		form = numberForm(obs, i)
	case t.Kind != TokWord:
		return
	}
	if form != formNone || t.Kind == TokNumber {
		f.near = append(f.near, nearCode{t.hash, form, i, t.Span})
	}
	if i > 0 && t.Kind == TokNumber && obs[i-1].Kind == TokWord {
		span := kb.Span{Start: obs[i-1].Span.Start, End: t.Span.End}
		f.near = append(f.near, nearCode{pairHash(obs[i-1].hash, t.hash), formNone, i, span})
	}
}

// numberForm returns as what the number i is written.
func numberForm(obs []Token, i int) codeForm {
	b := templateBuilder{tokens: obs}
	switch {
	case obs[i].role == roleReply:
		return formReply
	case i > 1 && obs[i-1].hash == hashID && obs[i-2].hash == hashEvent, i > 0 && obs[i-1].hash == hashEvent:
		return formEvent
	case b.afterCodeWord(i):
		return formError
	}
	return formNone
}

// The hashes of the words before the number of an event.
var (
	hashID    = hashFolded("id")
	hashEvent = hashFolded("event")
)

// match looks for the code of an entry among those near a message.
func (m codeMark) match(near []nearCode, f *fit) (CodeMatch, kb.Span) {
	other := -1
	for i := range near {
		n := &near[i]
		far := f.from - n.at
		if n.hash == m.hash && m.form != formNone && (m.form != formReply || far <= codeBeforeReply && n.at < f.to) {
			return CodeSame, n.span
		}
		if n.form == m.form && other < 0 && !m.sub && n.at < f.from && (far <= codeBeforeReply || m.form == formEvent) {
			other = i
		}
	}
	if other < 0 || m.form == formNone || m.form == formHex {
		return CodeNone, kb.Span{}
	}
	return CodeOther, near[other].span
}
