package extract

import (
	"slices"
	"strings"

	"kbadvisor/kb"
)

// mention is a place in a text that names something.
type mention struct {
	kind     kb.ReferenceKind
	id       string
	from, to int
}

// references returns what the article refers to, in the order of first mention:
// in the title, then in everything but the header, the query words, the footer
// and the legal text.
func references(a *kb.Article) []kb.Reference {
	c := collector{self: string(a.ID)}
	c.title(a)
	for _, s := range a.Sections {
		switch s.Kind {
		case kb.Preamble, kb.AppliesTo, kb.Lead, kb.Content:
			c.section(a, s)
		}
	}
	return c.found
}

// collector keeps the first mention of each thing.
type collector struct {
	self  string
	found []kb.Reference
	seen  map[string]bool
}

// maxTitle is the length in bytes over which a title is none.
const maxTitle = 1000

// title collects from the title.
func (c *collector) title(a *kb.Article) {
	if len(a.Title) > maxTitle {
		return
	}
	for _, m := range mentions(a.Title) {
		c.add(m, titleSpan(a, m.from, m.to))
	}
}

// section collects from the text of a section.
func (c *collector) section(a *kb.Article, s kb.Section) {
	m := mentions(s.Text)
	if len(m) == 0 {
		return
	}
	loc := a.Locator(s)
	for _, m := range m {
		if c.isNew(m) {
			c.add(m, loc.Span(m.from, m.to))
		}
	}
}

// isNew reports whether a mention names something else than the article itself
// and what was found before.
func (c *collector) isNew(m mention) bool {
	return !(m.kind == kb.RefArticle && m.id == c.self) && !c.seen[m.key()]
}

// add keeps a mention when it is new.
func (c *collector) add(m mention, span kb.Span) {
	if !c.isNew(m) {
		return
	}
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	c.seen[m.key()] = true
	c.found = append(c.found, kb.Reference{Kind: m.kind, ID: m.id, Span: span})
}

// key tells two mentions apart. The names of files do not differ by case.
func (m mention) key() string {
	id := m.id
	if m.kind == kb.RefFile {
		id = strings.ToLower(id)
	}
	return string(m.kind) + " " + id
}

// mentions returns everything that a text names, in order.
func mentions(text string) []mention {
	var m []mention
	m = appendArticles(m, text)
	m = appendBulletins(m, text)
	m = appendCVEs(m, text)
	m = appendBugs(m, text)
	m = appendURLs(m, text)
	m = appendFiles(m, text)
	slices.SortStableFunc(m, func(x, y mention) int { return x.from - y.from })
	return m
}
