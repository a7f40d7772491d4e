package kbmark

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"kbadvisor/kb"
)

// houseFields is the front matter of the house format.
type houseFields struct {
	ID         string   `yaml:"id"`
	Title      string   `yaml:"title"`
	Date       string   `yaml:"date,omitempty"`
	Category   string   `yaml:"category,omitempty"`
	Products   []string `yaml:"products,omitempty"`
	AppliesTo  []string `yaml:"applies_to,omitempty"`
	Versions   []string `yaml:"versions,omitempty"`
	Keywords   []string `yaml:"keywords,omitempty"`
	QueryWords []string `yaml:"query_words,omitempty"`
	Status     string   `yaml:"status,omitempty"`
	FixedIn    []string `yaml:"fixed_in,omitempty"`
	References []string `yaml:"references,omitempty"`
	Quotes     []string `yaml:"quotes,omitempty"`
}

// Markdown returns the article as Markdown: the source of a Markdown article as
// UTF-8, a text article in the house format with its literal blocks as code.
func Markdown(a *kb.Article) []byte {
	if a.Format == kb.FormatMarkdown {
		return []byte(decode(a.Source, a.Encoding))
	}
	w := &mdWriter{}
	w.WriteString("---\n")
	if front, err := yaml.Marshal(houseOf(a)); err == nil {
		w.Write(front)
	}
	w.WriteString("---\n\n")
	for _, s := range a.Sections {
		w.section(a, s)
	}
	return []byte(w.String())
}

// section writes a section of a text article; those that front matter covers are
// left out.
func (w *mdWriter) section(a *kb.Article, s kb.Section) {
	switch s.Kind {
	case kb.AppliesTo:
		if w.list {
			w.applies(a)
		}
	case kb.Preamble:
		if isNotice(s.Text) {
			w.writeBlocks(readBlocks(s.Text))
		}
	case kb.Lead:
		w.writeBlocks(readBlocks(s.Text))
	case kb.Content:
		if s.Name != kb.Body {
			w.WriteString("## " + escape(s.Name) + "\n\n")
		}
		w.writeBlocks(readBlocks(s.Text))
	}
}

// applies writes the list of products.
func (w *mdWriter) applies(a *kb.Article) {
	if len(a.AppliesTo) == 0 {
		return
	}
	w.WriteString("## " + kb.AppliesToName + "\n\n")
	for _, p := range a.AppliesTo {
		w.WriteString(indentFor(min(p.Depth, 6)) + "-   " + escape(p.Name) + "\n")
	}
	w.WriteString("\n")
}

// isNotice reports whether the text above the list of products is a notice to
// the reader and not one of the old rows of versions and platforms.
func isNotice(text string) bool {
	for l := range strings.SplitSeq(text, "\n") {
		if len(strings.Fields(l)) >= 5 && !strings.Contains(l, "|") {
			return true
		}
	}
	return false
}

// houseOf returns the front matter for an article.
func houseOf(a *kb.Article) houseFields {
	h := houseFields{ID: string(a.ID), Title: a.Title, Date: string(a.Date), Category: a.Category, Keywords: a.Keywords, QueryWords: a.QueryWords}
	if a.Product != "" {
		h.Products = []string{a.Product}
	}
	for _, p := range a.AppliesTo {
		h.AppliesTo = append(h.AppliesTo, strings.Repeat("- ", p.Depth)+p.Name)
	}
	for _, v := range a.Versions {
		if v.Platform != "" {
			h.Versions = append(h.Versions, v.Platform+":"+v.Number)
		} else {
			h.Versions = append(h.Versions, v.Number)
		}
	}
	if a.Status != nil && a.Status.Kind != kb.Empty && a.Status.Kind != kb.Unclassified {
		h.Status, h.FixedIn = string(a.Status.Kind), a.Status.FixedIn
	}
	for _, r := range a.References {
		h.References = append(h.References, houseReference(r))
	}
	for _, q := range a.Quotes {
		h.Quotes = append(h.Quotes, q.Text)
	}
	return h
}

// houseReference returns the reference as front matter writes it.
func houseReference(r kb.Reference) string {
	if r.Kind == kb.RefBug || r.Kind == kb.RefFile {
		return string(r.Kind) + ": " + r.ID
	}
	return r.ID
}
