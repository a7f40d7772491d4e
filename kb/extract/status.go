package extract

import (
	"strings"

	"kbadvisor/kb"
)

// hit is a sentence with labels.
type hit struct {
	sentence
	labels  labels
	section int // index in Article.Sections
}

// status returns the status that the article gives, nil when it gives none.
func status(a *kb.Article) *kb.Status {
	if st, ok := fromSection(a); ok {
		return st
	}
	if st := fromPhrases(a); st != nil {
		return st
	}
	if st := fromFields(a); st != nil {
		return st
	}
	return fromTitle(a)
}

// fromSection reads the STATUS sections. It reports false when there is none.
func fromSection(a *kb.Article) (*kb.Status, bool) {
	var hits []hit
	section, first := -1, hit{section: -1}
	for i := range a.Sections {
		if a.Sections[i].Kind != kb.Content || a.Sections[i].Name != kb.StatusName {
			continue
		}
		if section < 0 {
			section = i
		}
		for _, s := range sentences(a.Sections[i].Text) {
			h := hit{s, label(s.lower), i}
			if first.section < 0 {
				first = h
			}
			if h.labels != 0 {
				hits = append(hits, h)
			}
		}
	}
	switch {
	case section < 0:
		return nil, false
	case len(hits) > 0:
		return verdict(a, hits, kb.FromStatusSection), true
	case first.section < 0:
		s := a.Sections[section]
		end := s.Span.End
		return &kb.Status{Kind: kb.Empty, Also: []kb.StatusKind{kb.Empty}, Section: s.Name, Source: kb.FromStatusSection, Span: kb.Span{Start: s.Span.Start, End: end}}, true
	}
	st := quote(a, first, kb.FromStatusSection)
	st.Kind, st.Also = kb.Unclassified, []kb.StatusKind{kb.Unclassified}
	return st, true
}

// verdict returns the status that sentences allow together.
func verdict(a *kb.Article, hits []hit, source kb.StatusSource) *kb.Status {
	var all labels
	for _, h := range hits {
		all |= h.labels
	}
	all = all.complete()
	var st *kb.Status
	for _, h := range hits {
		if h.labels&all.quoted() != 0 {
			st = quote(a, h, source)
			break
		}
	}
	st.Kind, st.Also, st.FixedIn = all.primary(), all.kinds(), targets(a, hits)
	return st
}

// quote returns a status with the words of a sentence and where they stand.
func quote(a *kb.Article, h hit, source kb.StatusSource) *kb.Status {
	s := a.Sections[h.section]
	return &kb.Status{Quote: h.original(s.Text), Span: a.Locator(s).Span(h.from, h.to), Section: s.Name, Source: source}
}

// fromPhrases reads the sentences of other sections than STATUS that can only be
// about a status.
func fromPhrases(a *kb.Article) *kb.Status {
	var hits []hit
	for i := range a.Sections {
		s := &a.Sections[i]
		if s.Kind != kb.Content || !mayTell(s.Text) {
			continue
		}
		for _, t := range sentences(s.Text) {
			if l := strong(t.lower); l != 0 {
				hits = append(hits, hit{t, l, i})
			}
		}
	}
	if len(hits) == 0 {
		return nil
	}
	return verdict(a, hits, kb.FromPhrase)
}

// telling are words of which every sentence that fromPhrases takes has one.
var telling = newFinder("onfirmed", "orrected", "ixed in", "been fixed", "esearching", "esolved in", "liminated in", "a known ", "design")

// mayTell reports whether a text may have a sentence that fromPhrases takes. It
// costs little and spares most texts.
func mayTell(text string) bool {
	for word, at := range telling.in(text) {
		if word != "design" || strings.Contains(text[max(0, at-30):at], "by") {
			return true
		}
	}
	return false
}

// fix returns what the RESOLUTION sections offer.
func fix(a *kb.Article) *kb.Fix {
	var hits []hit
	var all labels
	for i := range a.Sections {
		if a.Sections[i].Kind != kb.Content || a.Sections[i].Name != kb.Resolution {
			continue
		}
		for _, s := range sentences(a.Sections[i].Text) {
			if l := mending(s.lower, stemsOf(s.lower)); l != 0 {
				hits, all = append(hits, hit{s, l, i}), all|l
			}
		}
	}
	if all == 0 {
		return nil
	}
	st := verdict(a, hits, "")
	return &kb.Fix{Kind: st.Kind, Quote: st.Quote, Span: st.Span, Section: st.Section, FixedIn: st.FixedIn}
}

// has reports whether list contains word in either case.
func has(list []string, word string) bool {
	for _, w := range list {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
