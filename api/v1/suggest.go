package v1

import "kbadvisor/index"

// Suggest holds titles that complete what was typed.
type Suggest struct {
	Suggestions []Suggestion `json:"suggestions" nullable:"false" doc:"Titles, best first"`
}

// Suggestion is a title that completes what was typed.
type Suggestion struct {
	ID    string `json:"id" doc:"Id of the article" example:"Q239041"`
	Title string `json:"title" doc:"Its title"`
}

// NewSuggest returns the wire form of suggestions.
func NewSuggest(in []index.Suggestion) Suggest {
	return Suggest{Suggestions: each(in, func(s index.Suggestion) Suggestion {
		return Suggestion{ID: string(s.ID), Title: s.Title}
	})}
}
