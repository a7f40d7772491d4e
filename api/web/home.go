package web

import (
	"net/url"

	v1 "kbadvisor/api/v1"
)

// Home is the page that explains the site.
type Home struct {
	Articles int    // how many can be found
	Syntax   string // help for the search box
}

// example is a search to try.
type example struct {
	Text, Href, Why string
}

// Home returns the page for those who searched for nothing yet.
func (p *Pages) Home(h Home) ([]byte, error) {
	return p.render("home", "", "", struct {
		Home
		Count    string
		Examples []example
	}{h, number(h.Articles), examples()})
}

func examples() []example {
	return []example{
		newExample("530 User cannot log in", "what a server replied"),
		newExample(`"access is denied" product:iis`, "exact words, about one product"),
		newExample("Q239041", "an article, then those that mention it"),
	}
}

func newExample(text, why string) example {
	return example{Text: text, Why: why, Href: searchHref(url.Values{"q": {text}})}
}

// Problem is the page of an error.
type Problem struct {
	v1.Problem
	Query  string // what was searched for
	Absent string // id of the article that is not there, empty for other errors
}

// Problem returns the page of an error. The search box keeps what was typed.
func (p *Pages) Problem(e Problem) ([]byte, error) {
	return p.render("problem", e.Title, e.Query, e)
}

// searchHref returns the address of a search.
func searchHref(v url.Values) string {
	if len(v) == 0 {
		return "/"
	}
	return "/?" + v.Encode()
}
