package match

import (
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// linker is what a finding names, and what machines say in it.
type linker struct {
	m        *Matcher
	cat      *Catalog
	finding  *kb.Finding
	obs      kb.Observation
	parts    []kb.Part
	named    map[int]float64 // articles that stand behind what it cites, with how sure that makes
	by       map[int]kb.Span // where the finding cites it
	absent   []kb.ID         // articles and bulletins that it cites and nobody knows
	quoting  map[int]bool    // articles that quote something of what went wrong
	weak     bool            // articles quote something of the outputs that tells little
	state    bool            // the state of a session tells something
	weakness bool            // it tells of an attack on a product that is known, or of its weakness
}

func newLinker(m *Matcher, cat *Catalog, f *kb.Finding, obs kb.Observation, parts []kb.Part) *linker {
	l := &linker{m: m, cat: cat, finding: f, obs: obs, parts: parts, named: map[int]float64{}, by: map[int]kb.Span{}, quoting: map[int]bool{}}
	for _, i := range distinct(obs.Identifiers) {
		l.cite(i)
	}
	l.quotes()
	l.state = slices.Contains(factsOf(&obs), kb.FactPortBeforeLogin)
	l.weakness = obs.Product != "" && attack.MatchString(obs.Text[:min(len(obs.Text), maxLooked)])
	return l
}

// cite takes in an identifier.
func (l *linker) cite(i kb.Identifier) {
	var here bool
	switch i.Kind {
	case kb.IdentArticle:
		here = l.name(kb.ID(i.ID), citedLink, i.Span)
	case kb.IdentBulletin, kb.IdentCVE:
		here = l.behind(i)
	default:
		return
	}
	if !here && i.Kind != kb.IdentCVE {
		l.absent = append(l.absent, kb.ID(i.ID))
	}
}

// behind takes in the articles that stand behind a bulletin or CVE number, and
// reports whether there is one.
func (l *linker) behind(i kb.Identifier) bool {
	here := false
	for _, id := range l.m.aliases.Articles(i) {
		sure := mentionLink
		switch {
		case slices.Contains(l.m.cfg.Aliases.Articles(i), id):
			sure = citedLink
		case slices.Contains(l.m.aliases.Direct(i), id) && l.m.aliases.Breadth(id) <= manyBulletins:
			sure = directLink
		}
		here = l.name(id, sure, i.Span) || here
	}
	for _, n := range l.cat.named[identKey(i.Kind, i.ID)] {
		here = l.name(l.cat.cards[n].ID, l.naming(&l.cat.cards[n], i), i.Span) || here
	}
	return here
}

// naming returns how sure it makes that an article names an identifier.
func (l *linker) naming(c *card, i kb.Identifier) float64 {
	at, ok := slices.BinarySearchFunc(c.Idents, mark{Kind: i.Kind, ID: i.ID}, compareMarks)
	same := 0
	for _, m := range c.Idents {
		if m.Kind == i.Kind {
			same++
		}
	}
	if ok && c.Idents[at].Seen && same <= manyBulletins {
		return namingLink
	}
	return mentionLink
}

// name takes in an article, and reports whether it is there.
func (l *linker) name(id kb.ID, sure float64, at kb.Span) bool {
	n, ok := l.cat.number(id)
	if ok && sure > l.named[n] {
		l.named[n], l.by[n] = sure, at
	}
	return ok
}

// quotes finds the articles that quote what went wrong in the outputs. Messages
// that many articles quote, or that are all but one common word, tell nothing; so do
// those of a product that came after the articles or is of another vendor.
func (l *linker) quotes() {
	hits := l.cat.table.Find(signature.Tokens(l.obs.Text))
	quoted := map[kb.Span]int{}
	for _, h := range hits {
		if covers(h) {
			quoted[h.Alignment.Span]++
		}
	}
	for _, h := range hits {
		if !covers(h) || !l.failed(h.Alignment.Span) {
			continue
		}
		if !l.tells(h) || quoted[h.Alignment.Span] > mostQuoting {
			l.weak = true
			continue
		}
		l.quoting[int(h.Article)] = true
	}
}

// covers reports whether enough of a message stands in an output.
func covers(h signature.Hit) bool {
	return h.Coverage >= leastCoverage || h.Code == signature.CodeSame && h.Coverage >= leastWithCode
}

// tells reports whether a message is rare enough to tell one problem from others.
func (l *linker) tells(h signature.Hit) bool {
	if len(l.cat.cards) > smallBase {
		return h.Score >= leastQuote
	}
	sig, rarity := &l.cat.entries[h.Entry].Sig, 0.0
	for _, t := range terms(sig.Text) {
		rarity += l.m.background.rarity(t)
	}
	if h.Code == signature.CodeSame {
		rarity += l.m.background.rarity(sig.Code)
	}
	return rarity >= leastRarity
}

// failed reports whether a span is of an output and says that something went wrong.
func (l *linker) failed(x kb.Span) bool {
	in := func(p kb.Part) bool { return strings.HasPrefix(p.Field, "outputs") && overlap(p.Span, x) == x.Len() }
	return slices.ContainsFunc(l.parts, in) && slices.ContainsFunc(l.obs.Messages, func(m kb.Message) bool {
		return m.Role == kb.RoleFailure && overlap(m.Span, x) > 0
	})
}

// considers reports whether an article is a candidate.
func (l *linker) considers(c *candidate) bool {
	return l.named[c.n] > 0 || len(l.named) == 0 && l.weakness || l.quoting[c.n] || l.state && slices.Contains(c.card.Facts, kb.FactPortBeforeLogin)
}

// sound matches how scanners say that what they looked for is not there.
var sound = regexp.MustCompile(`(?i)^\s*(?:not[ _-]?(?:vulnerable|affected|applicable)|not-vulnerable\b.*|false|pass(?:ed)?|fixed|known_not_affected)\s*(?:[:(].*)?$`)

// unweighed matches the severities of what is no problem in itself.
var unweighed = regexp.MustCompile(`(?i)^\s*(?:info(?:rmation(?:al)?)?|none|note|log|0(?:\.0)?|)\s*$`)

// well reports whether the scanner says that nothing is wrong, or heard a session
// in which all went well and makes nothing of it. Replies of HTTP tell nothing: a
// web server gives out what it should not with 200, too.
func (l *linker) well() bool {
	if sound.MatchString(l.finding.Status) {
		return true
	}
	healthy := slices.ContainsFunc(l.obs.Facts, func(f kb.Fact) bool { return f.Kind == kb.FactHealthy })
	return healthy && len(l.obs.Exchanges) > 1 && l.obs.Protocol != kb.HTTP && unweighed.MatchString(l.finding.Severity)
}
