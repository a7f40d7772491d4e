package index

import "kbadvisor/kb"

// Query asks for articles. An article matches when it passes all of Phrases,
// Required, Filters, After and Before, has none of the Excluded words and
// phrases, and, when there are Words, at least one of them. Matches are ranked by their
// words (all of Words, Required and Phrases). A query without any condition matches all.
//
// Searched are the title, the lead and the content sections; a phrase stands in
// one of them. Words without terms, such as stop words, are no conditions, and a
// query with nothing but such words matches nothing. Articles without a date pass
// neither After nor Before and come last in both orders by date.
type Query struct {
	Text     string // what was typed; for messages and identifiers only
	ID       kb.ID  // set when all of Text names an article: it comes first, then those that cite it, then matches of Words
	Words    []Word
	Required []Word // +word
	Phrases  []string
	Excluded []Exclusion
	Filters  []Filter
	After    kb.Date // changed on this day or later
	Before   kb.Date // changed before this day
	Cites    kb.ID   // refers to this article

	Sort   Sort
	Limit  int    // 0 means DefaultLimit, at most MaxLimit
	Page   string // token of Page.Next, empty for the first page
	Facets bool   // count the values of FacetFields over all matches
	// Highlight asks for passages of each hit with the words that matched.
	Highlight bool
}

// The limits of a query.
const (
	DefaultLimit = 20
	MaxLimit     = 100
	MaxDepth     = 1000 // how deep paging goes
	MaxText      = 1024 // bytes of query text
	MaxWords     = 64   // distinct words
	MinPrefix    = 2    // letters before the star
	MaxFacet     = 50   // values of one facet
)

// Word is one word to look for. With Prefix it stands for every word that
// begins with it.
type Word struct {
	Text   string
	Prefix bool
}

// Exclusion is a word or phrase that a match must not have.
type Exclusion struct {
	Text   string
	Phrase bool
	Prefix bool
}

// Field names a field that can be filtered on.
type Field string

// The fields of filters. Values compare without regard to case.
const (
	FieldID       Field = "id"
	FieldProduct  Field = "product"  // any of its words in Product or AppliesTo; see Filter
	FieldCategory Field = "category" // exact
	FieldKeyword  Field = "keyword"  // exact
	FieldStatus   Field = "status"   // exact, a kb.StatusKind
	FieldVersion  Field = "version"  // exact number, or platform and number
	FieldYear     Field = "year"     // of the last change; FacetFields only and exact
)

// FacetFields are the fields whose values a page counts. FieldProduct counts
// Article.Product.
var FacetFields = []Field{FieldCategory, FieldProduct, FieldStatus, FieldYear}

// Filter wants one of the values in a field, or none of them when Not is set.
// A product value matches when all its words stand in the article's Product or
// in one of its AppliesTo entries.
type Filter struct {
	Field  Field
	Values []string
	Not    bool
}

// Sort is the order of the hits. Equal hits are ordered by id.
type Sort string

// The orders.
const (
	ByRelevance Sort = "relevance"
	ByNewest    Sort = "date"  // latest change first
	ByOldest    Sort = "-date" // earliest change first
)

// Page is one page of hits.
type Page struct {
	Total       Total
	Hits        []Hit
	Facets      []Facet // in the order of FacetFields, when asked for
	Next        string  // token of the next page, empty on the last one
	DidYouMean  string  // the query with words corrected, empty when there is nothing to mend
	Fingerprint string  // Stats.Fingerprint of what was searched
}

// Total is how many articles match. Exact is false when there are at least Value.
type Total struct {
	Value int
	Exact bool
}

// Hit is one article that matches.
type Hit struct {
	ID         kb.ID
	Title      string
	Score      float64
	Date       kb.Date
	Category   string
	Product    string
	Status     kb.StatusKind
	Highlights []Highlight
}

// Highlight is a passage of an article with the words that matched.
type Highlight struct {
	Section string    // name of the section, "TITLE" for the title
	Text    string    // the passage: decoded, blanks collapsed, without fences of code
	Span    kb.Span   // where the passage stands in the article's source
	Marks   []kb.Span // bytes of Text that matched, in order, without overlap
}

// Facet is how many matches have each value of a field, most frequent first.
type Facet struct {
	Field  Field
	Values []FacetValue
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Value string
	Count int
}
