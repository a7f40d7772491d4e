package v1

import (
	"kbadvisor/index"
	"kbadvisor/kb"
)

// Span is a half-open range [start, end) of byte offsets.
type Span [2]int

// Search is one page of search results.
type Search struct {
	Total       Total   `json:"total" doc:"How many articles match"`
	Results     []Hit   `json:"results" nullable:"false" doc:"The articles of this page, best first"`
	Facets      []Facet `json:"facets" nullable:"false" doc:"Counts over all matches, empty when not asked for"`
	Next        *string `json:"next" doc:"Value of the parameter page for the next page, null on the last one"`
	DidYouMean  string  `json:"did_you_mean,omitempty" doc:"The query with words corrected, absent when there is nothing to mend"`
	Fingerprint string  `json:"fingerprint" doc:"Changes when, and only when, the set of articles changes"`
	TookMS      float64 `json:"took_ms,omitempty" doc:"Milliseconds that the search took"`
}

// Total is how many articles match.
type Total struct {
	Value    int    `json:"value" minimum:"0" doc:"Number of articles"`
	Relation string `json:"relation" enum:"eq,gte" doc:"eq: exactly that many; gte: at least that many"`
}

// Hit is one article that matches.
type Hit struct {
	ID         string      `json:"id" doc:"Canonical id of the article" example:"Q239041"`
	Title      string      `json:"title" doc:"Title"`
	Score      float64     `json:"score" doc:"Rank value; comparable within one answer only"`
	Date       string      `json:"date" doc:"Day of the last change as YYYY-MM-DD, empty when unknown"`
	Category   string      `json:"category" doc:"Short tag of the collection"`
	Product    string      `json:"product" doc:"Product family"`
	Status     string      `json:"status" doc:"State of the problem, empty when unknown" example:"by_design"`
	URL        string      `json:"url" doc:"Path of the article on this server" example:"/v1/articles/Q239041"`
	Highlights []Highlight `json:"highlights" nullable:"false" doc:"Passages with the words that matched"`
}

// Highlight is a passage of an article with the words that matched. It is plain
// text: who shows it as HTML has to escape it.
type Highlight struct {
	Section string `json:"section" doc:"Name of the section, TITLE for the title"`
	Text    string `json:"text" doc:"The passage, blanks collapsed"`
	Span    Span   `json:"span" doc:"Where the passage stands in the article's source, in bytes"`
	Marks   []Span `json:"marks" nullable:"false" doc:"Bytes of text (UTF-8) that matched, in order"`
}

// Facet is how many matches have each value of a field.
type Facet struct {
	Field  string       `json:"field" doc:"Name of the field" example:"category"`
	Values []FacetValue `json:"values" nullable:"false" doc:"Its values, most frequent first"`
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Value string `json:"value" doc:"The value"`
	Count int    `json:"count" minimum:"0" doc:"Number of matches that have it"`
}

// NewSearch returns the wire form of a page of hits. TookMS is left zero.
func NewSearch(p index.Page) Search {
	s := Search{
		Total:       Total{Value: p.Total.Value, Relation: "gte"},
		Results:     each(p.Hits, NewHit),
		Facets:      each(p.Facets, newFacet),
		Next:        optional(p.Next),
		DidYouMean:  p.DidYouMean,
		Fingerprint: p.Fingerprint,
	}
	if p.Total.Exact {
		s.Total.Relation = "eq"
	}
	return s
}

// NewHit returns the wire form of a hit.
func NewHit(h index.Hit) Hit {
	return Hit{
		ID: string(h.ID), Title: h.Title, Score: h.Score, Date: string(h.Date),
		Category: h.Category, Product: h.Product, Status: string(h.Status),
		URL:        ArticlePath(h.ID),
		Highlights: each(h.Highlights, newHighlight),
	}
}

func newHighlight(h index.Highlight) Highlight {
	return Highlight{Section: h.Section, Text: h.Text, Span: newSpan(h.Span), Marks: each(h.Marks, newSpan)}
}

func newSpan(s kb.Span) Span { return Span{s.Start, s.End} }

func newFacet(f index.Facet) Facet {
	return Facet{Field: string(f.Field), Values: each(f.Values, newFacetValue)}
}

func newFacetValue(v index.FacetValue) FacetValue {
	return FacetValue{Value: v.Value, Count: v.Count}
}

// ArticlePath returns the path of an article's record on a server.
func ArticlePath(id kb.ID) string { return "/v1/articles/" + string(id) }

// RelatedArticles lists the articles that belong to one.
type RelatedArticles struct {
	Related []Related `json:"related" nullable:"false" doc:"The articles: cited ones, citing ones, similar ones"`
}

// Related is an article that belongs to another one.
type Related struct {
	Hit
	Why string `json:"why" enum:"cites,cited_by,similar" doc:"cites: the article that was asked for names this one; cited_by: this one names it; similar: they have words in common"`
}

// NewRelated returns the wire form of related articles.
func NewRelated(in []index.Related) RelatedArticles {
	return RelatedArticles{Related: each(in, func(r index.Related) Related {
		return Related{Hit: NewHit(r.Hit), Why: string(r.Why)}
	})}
}

// optional returns nil for an empty text.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
