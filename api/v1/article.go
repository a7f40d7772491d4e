package v1

import "kbadvisor/kb"

// Article is the record of one article.
type Article struct {
	ID         string      `json:"id" doc:"Canonical id of the article" example:"Q239041"`
	Date       string      `json:"date" doc:"Day of the last change as YYYY-MM-DD, empty when unknown" example:"2001-05-11"`
	Category   string      `json:"category" doc:"Short tag of the collection, empty when there is none" example:"iis"`
	Title      string      `json:"title" doc:"Title"`
	Product    string      `json:"product" doc:"Product family as the header names it"`
	Versions   []string    `json:"versions" nullable:"false" doc:"Product versions: platform, number, or both with a blank between them" example:"[\"winnt 4.0\"]"`
	AppliesTo  []string    `json:"applies_to" nullable:"false" doc:"Products the article applies to, in its order"`
	Keywords   []string    `json:"keywords" nullable:"false" doc:"Keywords"`
	Sections   []Section   `json:"sections" nullable:"false" doc:"What the article says, in document order"`
	Status     *Status     `json:"status" doc:"State of the problem, null when nothing in the article tells"`
	References []Reference `json:"references" nullable:"false" doc:"What the article points to"`
	Warnings   []Warning   `json:"warnings" nullable:"false" doc:"What was odd about the source"`

	Fix    *Fix   `json:"fix" doc:"What the article offers as a fix, null when nothing"`
	Format string `json:"format" enum:"text,markdown" doc:"Notation of the source"`
	URL    string `json:"url,omitempty" doc:"Path of the article on this server" example:"/v1/articles/Q239041"`
}

// Section is one named part of an article.
type Section struct {
	Name string `json:"name" doc:"Canonical name (SYMPTOMS), or the heading as written" example:"SYMPTOMS"`
	Text string `json:"text" doc:"Text without the heading, lines end in \\n"`
}

// Status is the state of the problem with the words that say so.
type Status struct {
	Kind    string   `json:"kind" doc:"State, one of a closed vocabulary" example:"fixed_in"`
	Quote   string   `json:"quote" doc:"The words of the article that say so"`
	Source  string   `json:"source" enum:"status_section,front_matter,phrase,footer,title" doc:"Part of the article that the quote is from"`
	FixedIn []string `json:"fixed_in" nullable:"false" doc:"What the fix came with"`
}

// Fix is what an article offers to mend the problem.
type Fix struct {
	Kind    string   `json:"kind" enum:"fixed_in,hotfix_available" doc:"Kind of fix"`
	Quote   string   `json:"quote" doc:"The words of the article that offer it"`
	FixedIn []string `json:"fixed_in" nullable:"false" doc:"What the fix came with"`
}

// Reference is a pointer from an article to something else.
type Reference struct {
	Kind string `json:"kind" enum:"article,bulletin,cve,url,file,bug" doc:"What is named"`
	ID   string `json:"id" doc:"Its name in normal form" example:"Q233396"`
}

// Warning is something odd about an article's source.
type Warning struct {
	Kind   string `json:"kind" doc:"Kind, one of a closed list" example:"keyword_mismatch"`
	Line   int    `json:"line" doc:"Line of the source from 1, 0 when no line fits"`
	Detail string `json:"detail" doc:"What was found"`
}

// NewArticle returns the record of an article. URL is left empty.
func NewArticle(a *kb.Article) Article {
	return Article{
		ID: string(a.ID), Date: string(a.Date), Category: a.Category,
		Title: a.Title, Product: a.Product,
		Versions:   each(a.Versions, kb.Version.String),
		AppliesTo:  each(a.AppliesTo, func(e kb.Applies) string { return e.Name }),
		Keywords:   list(a.Keywords),
		Sections:   each(a.Content(), newSection),
		Status:     newStatus(a.Status),
		References: each(a.References, newReference),
		Warnings:   each(a.Warnings, newWarning),
		Fix:        newFix(a.Fix),
		Format:     string(a.Format),
	}
}

func newSection(s kb.Section) Section {
	return Section{Name: s.Name, Text: s.Plain()}
}

func newStatus(s *kb.Status) *Status {
	if s == nil {
		return nil
	}
	return &Status{Kind: string(s.Kind), Quote: s.Quote, Source: string(s.Source), FixedIn: list(s.FixedIn)}
}

func newFix(f *kb.Fix) *Fix {
	if f == nil {
		return nil
	}
	return &Fix{Kind: string(f.Kind), Quote: f.Quote, FixedIn: list(f.FixedIn)}
}

func newReference(r kb.Reference) Reference {
	return Reference{Kind: string(r.Kind), ID: r.ID}
}

func newWarning(w kb.Warning) Warning {
	return Warning{Kind: string(w.Kind), Line: w.Line, Detail: w.Detail}
}

// each converts every element of in; the result is never nil.
func each[A, B any](in []A, convert func(A) B) []B {
	out := make([]B, len(in))
	for i, e := range in {
		out[i] = convert(e)
	}
	return out
}

// list returns in, or an empty slice for nil, which JSON writes as [].
func list(in []string) []string {
	if in == nil {
		return []string{}
	}
	return in
}
