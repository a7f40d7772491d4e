package kbmark

import (
	"fmt"
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// fill sets what the front matter says and reports whether it has an id.
func (p *reader) fill() bool {
	a := p.art
	hasID := p.fillID()
	p.fillDate()
	a.Category = strings.ToLower(first(p.front.list("category", "categories", "section", "topic")))
	products := p.front.list("product", "products", "affected_products", "ms_product", "ms_prod")
	a.Product = first(products)
	applies := p.front.list("applies_to", "appliesto", "affects")
	if len(applies) == 0 {
		applies = products
	}
	for _, name := range applies {
		a.AppliesTo = append(a.AppliesTo, appliesOf(name))
	}
	for _, v := range p.front.list("versions", "version", "affected_versions", "product_version", "product_versions") {
		a.Versions = append(a.Versions, parseVersion(v))
	}
	a.Keywords = p.front.list("keywords", "tags", "labels", "tag", "label", "keyword", "topics")
	a.QueryWords = p.front.list("query_words", "search_terms", "aliases_of_search", "synonyms")
	if len(a.AppliesTo) == 0 {
		p.fillApplies()
	}
	return hasID
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// fillID sets the id from the front matter, else from the name.
func (p *reader) fillID() bool {
	p.art.ID = PathID(p.name)
	f, ok := p.front.find("id", "kb", "kb_id", "article_id", "kb_number")
	if !ok || f.values[0].sub != nil {
		return false
	}
	text := strings.TrimSpace(f.values[0].text)
	if id, err := kb.ParseID(text); err == nil {
		p.art.ID = id
		return true
	}
	slug := kb.Slug(text)
	if validID(slug) {
		p.warn(kb.WarnBadField, f.line, fmt.Sprintf("id %.60q is no slug: read as %q", text, slug))
		p.art.ID = kb.ID(slug)
		return true
	}
	p.warn(kb.WarnBadField, f.line, fmt.Sprintf("id %.60q is no article id: the path is used", text))
	return false
}

// fillDate sets the day of the last change.
func (p *reader) fillDate() {
	for _, key := range []string{"lastmod", "last_modified", "last_modified_at", "last_updated", "lastupdated", "last_update",
		"updated", "updated_at", "modified", "revised",
		"ms_date", "date", "published", "publish_date", "publishdate", "date_published", "created", "created_at", "date_created"} {
		f, ok := p.front.find(key)
		if !ok {
			continue
		}
		text := f.values[0].text
		if text == "" {
			text = f.values[0].sub["date"]
		}
		if d, ok := parseDate(text); ok {
			p.art.Date = d
			return
		}
		p.warn(kb.WarnBadField, f.line, fmt.Sprintf("%s: %.40q is no date", key, text))
	}
}

var platformRE = regexp.MustCompile(`^([A-Za-z][\w./ -]{1,20}):\s*(.*)$`)

// parseVersion reads "5.0" and "winnt:5.0".
func parseVersion(text string) kb.Version {
	if m := platformRE.FindStringSubmatch(text); m != nil {
		return kb.Version{Platform: strings.ToLower(m[1]), Number: m[2]}
	}
	return kb.Version{Number: text}
}

// appliesOf reads an entry of a list of products; one "- " for each level stands
// before entries that belong to the one above.
func appliesOf(text string) kb.Applies {
	depth := 0
	for strings.HasPrefix(text, "- ") && depth < 6 {
		text = strings.TrimSpace(text[2:])
		depth++
	}
	return kb.Applies{Name: text, Depth: depth}
}
