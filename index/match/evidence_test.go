package match

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/signature"
)

// TestEvidenceOfCases reads every piece of evidence of every answer to the labelled
// observations again, in the observation and in the article's source.
func TestEvidenceOfCases(t *testing.T) {
	l := archive(t)
	cases := slices.Concat(devCases(t), ownCases(t))
	pieces := map[kb.EvidenceKind]int{}
	for i, a := range answers(t, l.matcher, cases, 0) {
		for _, m := range a.Matches {
			w := witness{l: l, a: &a, m: &m, source: string(l.source(t, m.ID))}
			for _, e := range m.Evidence {
				pieces[e.Kind]++
				if err := w.check(e); err != nil {
					t.Errorf("case %s, %s: %s: %v", cases[i].ID, m.ID, e.Kind, err)
				}
			}
			if err := wantWeights(m.Evidence); err != nil {
				t.Errorf("case %s, %s: %v", cases[i].ID, m.ID, err)
			}
		}
	}
	t.Logf("pieces of evidence: %v", pieces)
	for _, kind := range []kb.EvidenceKind{kb.EvIdentifier, kb.EvMessage, kb.EvReply, kb.EvState, kb.EvText} {
		if pieces[kind] == 0 {
			t.Errorf("no evidence of kind %s", kind)
		}
	}
}

// wantWeights wants the weights to be shares in falling order that add up to one.
func wantWeights(list []kb.Evidence) error {
	if len(list) == 0 {
		return fmt.Errorf("no evidence")
	}
	sum, last := 0.0, 1.0
	for _, e := range list {
		if !(e.Weight > 0) || e.Weight > last+1e-9 {
			return fmt.Errorf("weight %v after %v", e.Weight, last)
		}
		sum, last = sum+e.Weight, e.Weight
	}
	if math.Abs(sum-1) > 1e-9 {
		return fmt.Errorf("the weights add up to %v", sum)
	}
	return nil
}

// witness reads the evidence of one match again.
type witness struct {
	l      *library
	a      *kb.Answer
	m      *kb.Match
	source string
}

func (w witness) check(e kb.Evidence) error {
	text := w.a.Observation.Text
	if e.Observed.Start < 0 || e.Observed.Len() <= 0 || e.Observed.End > len(text) {
		return fmt.Errorf("%v is no stretch of the observation", e.Observed)
	}
	if e.Article.Start < 0 || e.Article.Len() <= 0 || e.Article.End > len(w.source) {
		return fmt.Errorf("%v is no stretch of the article", e.Article)
	}
	seen, said := text[e.Observed.Start:e.Observed.End], w.source[e.Article.Start:e.Article.End]
	var ok bool
	switch e.Kind {
	case kb.EvMessage:
		ok = w.says(e, seen)
	case kb.EvIdentifier, kb.EvReply:
		ok = w.names(e, said)
	case kb.EvState:
		ok = slices.ContainsFunc(w.a.Observation.Facts, func(f kb.Fact) bool { return f.Span == e.Observed })
	case kb.EvText:
		ok = len(common(terms(seen), terms(said))) > 0
	}
	if !ok {
		return fmt.Errorf("%.80q does not support %.80q", said, seen)
	}
	return nil
}

// says reports whether the article's stretch is a message that it quotes and that
// the observed stretch says.
func (w witness) says(e kb.Evidence, seen string) bool {
	n, _ := w.l.catalog.number(w.m.ID)
	tokens := signature.Tokens(seen)
	return slices.ContainsFunc(w.l.catalog.cards[n].Signatures, func(s kb.Signature) bool {
		_, ok := signature.NewTemplate(s.Text).Align(tokens)
		return ok && s.Span == e.Article
	})
}

// names reports whether both stretches name the same thing, or the article's is the
// title of the article that the observed one names.
func (w witness) names(e kb.Evidence, said string) bool {
	o := &w.a.Observation
	seen := namedIn(o.Text, e.Observed)
	for _, i := range o.Identifiers { // protocols and sources may follow from the rest of the observation
		number := i.ID[strings.LastIndexByte(i.ID, '/')+1:]
		if i.Span == e.Observed && strings.Contains(o.Text[i.Span.Start:i.Span.End], number) {
			seen = append(seen, identKey(i.Kind, i.ID))
		}
	}
	if len(common(seen, namedIn(w.source, e.Article))) > 0 || w.quotesCode(e, seen) {
		return true
	}
	return strings.Join(strings.Fields(said), " ") == w.m.Title && slices.ContainsFunc(o.Identifiers, func(i kb.Identifier) bool {
		return i.Span == e.Observed && (kb.ID(i.ID) == w.m.ID || slices.Contains(w.l.matcher.aliases.Direct(i), w.m.ID))
	})
}

// quotesCode reports whether the article's stretch is a message that it quotes with
// one of the codes that were seen.
func (w witness) quotesCode(e kb.Evidence, seen []string) bool {
	n, _ := w.l.catalog.number(w.m.ID)
	return slices.ContainsFunc(w.l.catalog.cards[n].Signatures, func(s kb.Signature) bool {
		return s.Span == e.Article && s.Code != "" && slices.ContainsFunc(seen, func(key string) bool {
			return strings.HasSuffix(key, "/"+s.Code) || strings.HasSuffix(key, " "+s.Code)
		})
	})
}

// namedIn returns the identifiers in a stretch of a text, read alone and with the
// text around it.
func namedIn(text string, at kb.Span) []string {
	var out []string
	for _, i := range ident.Find(text) {
		if overlap(i.Span, at) > 0 {
			out = append(out, identKey(i.Kind, i.ID))
		}
	}
	for _, i := range ident.Find(text[at.Start:at.End]) {
		out = append(out, identKey(i.Kind, i.ID))
	}
	return out
}

func common(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool { return !slices.Contains(b, x) })
}

// maxUnmoved is how many of the cases of TestBlankedEvidence may be as sure without
// what they rest on, as measured.
const maxUnmoved = 3

// TestBlankedEvidence takes from answered observations what their first match rests
// on most, and wants another answer or less confidence.
func TestBlankedEvidence(t *testing.T) {
	const sample = 40
	l, tried, unmoved := archive(t), 0, 0
	cases := devCases(t)
	for i := 0; i < len(cases) && tried < sample; i += 3 {
		a := ask(t, l.matcher, cases[i].Input)
		if len(a.Matches) == 0 {
			continue
		}
		tried++
		best := a.Matches[0]
		top := best.Evidence[0]
		b := ask(t, l.matcher, blanked(cases[i].Input, top.Observed))
		if len(b.Matches) > 0 && b.Matches[0].ID == best.ID && b.Matches[0].Confidence >= best.Confidence {
			unmoved++
			t.Logf("case %s: without %s %.120q (weight %.2f) %s has %.3f, with it %.3f", cases[i].ID, top.Kind,
				cases[i].Input[top.Observed.Start:top.Observed.End], top.Weight, best.ID, b.Matches[0].Confidence, best.Confidence)
		}
	}
	if tried < sample {
		t.Errorf("%d cases, want %d", tried, sample)
	}
	if unmoved > maxUnmoved {
		t.Errorf("%d of %d answers do not move when their strongest evidence is gone, want at most %d", unmoved, tried, maxUnmoved)
	}
}

// blanked returns a text with blanks in place of a stretch. Ends of lines stay.
func blanked(text string, at kb.Span) string {
	gone := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return r
		}
		return ' '
	}, text[at.Start:at.End])
	return text[:at.Start] + gone + text[at.End:]
}
