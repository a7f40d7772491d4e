package match

import (
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// maxWhole is the longest observation, in bytes, that may be nothing but a message.
const maxWhole = 4 << 10

// wholeShare is the share of an observation's words that a candidate must quote to
// quote all of it.
const wholeShare = 0.9

// bareReply is the most bytes in which a text names a reply by its code; a longer
// span is that of the reply with its words.
const bareReply = 14

// labels are words that say what follows and nothing of what it is.
var labels = map[string]bool{
	"error": true, "err": true, "msg": true, "message": true, "event": true, "id": true, "source": true,
	"description": true, "stop": true, "type": true, "category": true, "http": true, "ftp": true, "smtp": true,
	"warning": true, "number": true, "code": true, "run": true, "time": true,
}

// content returns where the words of the observation stand, without labels; nothing
// for a long one.
func content(text string) []kb.Span {
	if len(text) > maxWhole {
		return nil
	}
	var out []kb.Span
	for w := range analyze.Words(text) {
		if !labels[w.Term] {
			out = append(out, kb.Span{Start: w.Start, End: w.End})
		}
	}
	return out
}

// wholly reports whether one message that the candidate quotes is all that the
// observation says, beside what both name, and whether all of what it quotes and
// names is. Nothing in the observation tells such a
// candidate from others that do the same.
func (s *search) wholly(c *candidate) (quotes, names bool) {
	if len(s.words) == 0 || len(c.hits) == 0 && len(c.same) == 0 {
		return false, false
	}
	var named []kb.Span
	for _, m := range c.same {
		for _, i := range s.idents {
			if i.Kind == m.Kind && i.ID == m.ID && (i.Kind != kb.IdentReply || i.Span.Len() <= bareReply) {
				named = append(named, i.Span)
			}
		}
	}
	all := named
	for _, h := range c.hits {
		if h.Coverage <= 0.99 {
			continue
		}
		said := []kb.Span{h.Alignment.Span}
		if h.Code == signature.CodeSame {
			said = append(said, h.CodeSpan)
		}
		quotes = quotes || s.covers(append(said, named...))
		all = append(all, said...)
	}
	return quotes, quotes || s.covers(all)
}

// covers reports whether the spans have nearly all words of the observation.
func (s *search) covers(spans []kb.Span) bool {
	n := 0
	for _, w := range s.words {
		for _, x := range spans {
			if overlap(w, x) > 0 {
				n++
				break
			}
		}
	}
	return float64(n) >= wholeShare*float64(len(s.words))
}
