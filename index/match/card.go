package match

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"kbadvisor/index/semantic"
	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/signature"
)

// card is what is known of an article without reading it.
type card struct {
	ID          kb.ID
	Hash        [32]byte // of the source
	Title       string
	TitleAt     kb.Span // of the source, empty when the title stands nowhere in it
	Disposition kb.StatusKind
	Type        string // issue types joined by blanks
	Product     string // family, list of products and versions, lower case
	Parts       []part // searched sections in order
	Signatures  []kb.Signature
	Idents      []mark        // sorted by kind and id
	Security    bool          // it tells of an attack or a weakness
	Facts       []kb.FactKind // states of sessions that it tells of
	Vector      semantic.Packed

	// What follows from the above, made when the catalog is complete.
	title      string // in lower case
	titleTerms []string
	titleRare  []float64 // by term of the title
	howTo      bool      // it tells how to do something
}

// part is a searched section.
type part struct {
	Role section
	Span kb.Span // of the source
}

// section groups the names of sections by what they are good for.
type section uint8

// The sections. Symptoms and summary say what is seen.
const (
	sectionOther section = iota
	sectionSeen          // lead, SUMMARY, SYMPTOMS
	sectionCause         // CAUSE, DIAGNOSIS
	sectionMend          // RESOLUTION, WORKAROUND
)

// mark is an identifier that an article names, once.
type mark struct {
	Kind kb.IdentifierKind
	ID   string
	Seen bool    // in the title or in a section of what is seen
	Span kb.Span // of the source, the first place
}

// newCard makes the card of an article.
func newCard(model *semantic.Model, a *kb.Article, hash [32]byte) card {
	c := card{
		ID: a.ID, Hash: hash, Title: a.Title, TitleAt: titleAt(a), Type: strings.Join(a.IssueTypes, " "),
		Product: products(a), Signatures: signature.Extract(a), Facts: toldFacts(a),
	}
	c.Idents = marks(a, c.Signatures)
	c.Security = weak(seenText(a))
	if a.Status != nil {
		c.Disposition = a.Status.Kind
	}
	for _, s := range a.Sections {
		if s.Kind == kb.Lead || s.Kind == kb.Content {
			c.Parts = append(c.Parts, part{sectionOf(s), s.Span})
		}
	}
	v := model.Article(a.Title, semantic.Passage(a))
	c.Vector = v.Pack()
	return c
}

// titleAt returns where the title stands in the source, empty when it stands
// nowhere as it is.
func titleAt(a *kb.Article) kb.Span {
	at := bytes.Index(a.Source, []byte(a.Title))
	if at < 0 || a.Title == "" {
		return kb.Span{}
	}
	return kb.Span{Start: at, End: at + len(a.Title)}
}

func sectionOf(s kb.Section) section {
	switch s.Name {
	case kb.Symptoms, kb.Summary, kb.Impact:
		return sectionSeen
	case kb.Cause, kb.Diagnosis:
		return sectionCause
	case kb.Resolution, kb.Workaround:
		return sectionMend
	}
	if s.Kind == kb.Lead {
		return sectionSeen
	}
	return sectionOther
}

// products returns everything an article says it is about, in lower case.
func products(a *kb.Article) string {
	all := []string{a.Product, a.Category}
	for _, x := range a.AppliesTo {
		all = append(all, x.Name)
	}
	for _, v := range a.Versions {
		all = append(all, v.String())
	}
	return strings.ToLower(strings.Join(all, "\n"))
}

// marks returns the identifiers of an article, each once. An article does not
// name itself.
func marks(a *kb.Article, sigs []kb.Signature) []mark {
	var out []mark
	add := func(text string, seen bool, at func(kb.Span) kb.Span) {
		for _, i := range ident.Find(text) {
			if i.Kind != kb.IdentArticle || kb.ID(i.ID) != a.ID {
				out = append(out, mark{i.Kind, i.ID, seen, at(i.Span)})
			}
		}
	}
	add(a.Title, true, func(kb.Span) kb.Span { return kb.Span{} })
	for _, s := range a.Sections {
		if s.Kind != kb.Lead && s.Kind != kb.Content {
			continue
		}
		l := a.Locator(s)
		add(s.Text, sectionOf(s) == sectionSeen, func(x kb.Span) kb.Span { return l.Span(x.Start, x.End) })
	}
	for _, x := range sigs {
		if m, ok := codeMark(x); ok {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, compareMarks)
	kept := out[:0]
	for _, m := range out {
		if n := len(kept); n > 0 && compareMarks(kept[n-1], m) == 0 {
			kept[n-1].Seen = kept[n-1].Seen || m.Seen
			if kept[n-1].Span.Len() == 0 {
				kept[n-1].Span = m.Span
			}
			continue
		}
		kept = append(kept, m)
	}
	return slices.Clone(kept)
}

// codeMark returns the identifier of a message that is a code without words.
func codeMark(s kb.Signature) (mark, bool) {
	m := mark{Seen: s.Section == "TITLE" || seenName(s.Section), Span: s.Span}
	if s.Code == "" || s.Text != "" {
		return m, false
	}
	switch s.Kind {
	case kb.SigReply:
		m.Kind, m.ID = kb.IdentReply, string(s.Protocol)+"/"+s.Code
	case kb.SigEvent:
		m.Kind, m.ID = kb.IdentEvent, ident.EventID(s.Source, s.Code)
	case kb.SigStop:
		m.Kind, m.ID = kb.IdentStop, s.Code
	case kb.SigResult:
		m.Kind, m.ID = kb.IdentResult, s.Code
	case kb.SigError:
		m.Kind, m.ID = kb.IdentError, s.Code
	default:
		return m, false
	}
	return m, true
}

func compareMarks(a, b mark) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}
