package web

import (
	"html/template"
	"net/url"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// maxRelated is how many related articles a page lists.
const maxRelated = 8

// Article is the page of an article.
type Article struct {
	Record  v1.Article
	HTML    []byte       // the text as safe HTML
	Related []v1.Related // those that the record refers to give references their titles
}

type articleView struct {
	v1.Article
	Text       template.HTML
	Badge      *badge
	Said       bool // the status is read from a sentence, not from a keyword or field
	References []reference
	Related    []relatedView
	Forms      []link
}

type reference struct {
	Label, Title, Kind string
	Href               template.URL // empty when there is nothing to lead to
	External           bool
}

type relatedView struct {
	ID, Title, Href, Why string
}

// newRelated returns a related article. The slug of a house article says no more
// than its title and is left out.
func newRelated(r v1.Related) relatedView {
	v := relatedView{Title: clean(r.Title), Href: ArticlePath(r.ID), Why: why(r.Why)}
	if kb.ID(r.ID).Archive() || v.Title == "" {
		v.ID = r.ID
	}
	return v
}

// Article returns the page of an article.
func (p *Pages) Article(a Article) ([]byte, error) {
	v := articleView{Article: cleaned(a.Record), Text: template.HTML(a.HTML)}
	if s := a.Record.Status; s != nil {
		v.Badge = newBadge(s.Kind)
		source := kb.StatusSource(s.Source)
		v.Said = s.Quote != "" && (source == kb.FromStatusSection || source == kb.FromPhrase)
	}
	titles := map[string]string{}
	for _, r := range a.Related {
		switch {
		case r.Why == "cites":
			titles[r.ID] = clean(r.Title)
		case len(v.Related) < maxRelated:
			v.Related = append(v.Related, newRelated(r))
		}
	}
	for _, r := range a.Record.References {
		v.References = append(v.References, newReference(r, titles))
	}
	for _, f := range []struct{ label, suffix string }{{"JSON", ".json"}, {"Text", ".txt"}, {"Markdown", ".md"}} {
		v.Forms = append(v.Forms, link{Label: f.label, Href: "/v1/articles/" + url.PathEscape(a.Record.ID) + f.suffix})
	}
	return p.render("article", a.Record.ID+": "+a.Record.Title, "", v)
}

// cleaned returns a record whose short texts can be shown as they are.
func cleaned(a v1.Article) v1.Article {
	a.Title, a.Product, a.Category = clean(a.Title), clean(a.Product), clean(a.Category)
	a.AppliesTo, a.Versions, a.Keywords = cleanAll(a.AppliesTo), cleanAll(a.Versions), cleanAll(a.Keywords)
	if a.Status != nil {
		s := *a.Status
		s.Quote, s.FixedIn = clean(s.Quote), cleanAll(s.FixedIn)
		a.Status = &s
	}
	if a.Fix != nil {
		f := *a.Fix
		f.Quote, f.FixedIn = clean(f.Quote), cleanAll(f.FixedIn)
		a.Fix = &f
	}
	return a
}

func cleanAll(in []string) []string {
	var out []string
	for _, s := range in {
		out = append(out, clean(s))
	}
	return out
}

// newReference returns where a reference leads to: to a page here, with the title
// when it is known, to an address
// of a harmless scheme elsewhere, or to a search for its name.
func newReference(r v1.Reference, titles map[string]string) reference {
	ref := reference{Label: clean(r.ID), Title: titles[r.ID], Kind: r.Kind}
	switch r.Kind {
	case "article":
		ref.Href = template.URL(ArticlePath(r.ID))
	case "url":
		ref.Href, ref.External = safeURL(r.ID), true
	default:
		ref.Href = template.URL(searchHref(url.Values{"q": {`"` + strings.ReplaceAll(r.ID, `"`, " ") + `"`}}))
	}
	return ref
}

// safeURL returns an address that a link may have: http, https or ftp with a
// host. Others are empty.
func safeURL(s string) template.URL {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "ftp":
		return template.URL(u.String())
	}
	return ""
}

func why(kind string) string {
	if kind == "cited_by" {
		return "mentions this article"
	}
	return "similar"
}
