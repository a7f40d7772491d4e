package web

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	v1 "kbadvisor/api/v1"
)

// maxFacet is how many values of a facet a page offers.
const maxFacet = 8

// Results is a page of search results.
type Results struct {
	Params url.Values // the parameters of the search, without page
	Found  v1.Search
	First  bool // the first page
}

// resultsView is what the template shows.
type resultsView struct {
	Heading    string
	Hits       []hitView
	Chips      []link // filters in force, with the address without them
	Sorts      []link
	Facets     []facetView
	DidYouMean *link
	Next       string
	Start      string // address of the first page, on others
	Examples   []example
}

type link struct {
	Label, Href string
	On          bool
	Count       string
}

type hitView struct {
	ID, Href, Date, Category, Product string
	Title                             []segment
	Badge                             *badge
	Passages                          []passage
}

type passage struct {
	Section string
	Text    []segment
}

type facetView struct {
	Label  string
	Values []link
}

// Results returns the page that lists what was found.
func (p *Pages) Results(r Results) ([]byte, error) {
	q := r.Params.Get("q")
	v := resultsView{
		Heading: heading(r.Found.Total),
		Chips:   chips(r.Params),
		Sorts:   sorts(r.Params),
	}
	for _, h := range r.Found.Results {
		v.Hits = append(v.Hits, newHit(h))
	}
	for _, f := range r.Found.Facets {
		if fv := newFacet(f, r.Params); len(fv.Values) > 0 {
			v.Facets = append(v.Facets, fv)
		}
	}
	if r.Found.DidYouMean != "" {
		v.DidYouMean = &link{Label: clean(r.Found.DidYouMean), Href: with(r.Params, "q", r.Found.DidYouMean)}
	}
	if r.Found.Next != nil {
		v.Next = with(r.Params, "page", *r.Found.Next)
	}
	if !r.First {
		v.Start = searchHref(r.Params)
	}
	if len(v.Hits) == 0 {
		v.Examples = examples()
	}
	return p.render("results", strings.TrimPrefix(q+": "+v.Heading, ": "), q, v)
}

func heading(t v1.Total) string {
	switch {
	case t.Value == 0:
		return "No article matches"
	case t.Relation == "gte":
		return "At least " + number(t.Value) + " articles"
	case t.Value == 1:
		return "1 article"
	}
	return number(t.Value) + " articles"
}

func newHit(h v1.Hit) hitView {
	v := hitView{
		ID: h.ID, Href: ArticlePath(h.ID), Date: h.Date, Category: clean(h.Category), Product: clean(h.Product),
		Title: segments(h.Title, nil), Badge: newBadge(h.Status),
	}
	for _, l := range h.Highlights {
		if l.Section == "TITLE" {
			if l.Text == strings.Join(strings.Fields(h.Title), " ") {
				v.Title = segments(l.Text, l.Marks)
			}
			continue
		}
		v.Passages = append(v.Passages, passage{clean(l.Section), segments(l.Text, l.Marks)})
	}
	return v
}

// newFacet returns the values of a facet as links that filter by them, or that
// take the filter away again.
func newFacet(f v1.Facet, params url.Values) facetView {
	v := facetView{Label: label(f.Field)}
	for _, val := range f.Values[:min(len(f.Values), maxFacet)] {
		if val.Value == "" {
			continue
		}
		l := link{Label: clean(val.Value), Count: number(val.Count)}
		if f.Field == "status" {
			if b := newBadge(val.Value); b != nil {
				l.Label = b.Label
			}
		}
		l.On, l.Href = toggle(params, f.Field, val.Value)
		v.Values = append(v.Values, l)
	}
	return v
}

// label returns a field's name as a heading.
func label(field string) string {
	if field == "" {
		return ""
	}
	return strings.ToUpper(field[:1]) + field[1:]
}

// toggle returns whether a filter is in force, and the address that turns it
// round. A year is a filter on the day of the last change.
func toggle(params url.Values, field, value string) (on bool, href string) {
	p := maps.Clone(params)
	if field == "year" {
		from, to := value+"-01-01", nextYear(value)+"-01-01"
		if on = p.Get("after") == from && p.Get("before") == to; on {
			p.Del("after")
			p.Del("before")
		} else {
			p.Set("after", from)
			p.Set("before", to)
		}
		return on, searchHref(p)
	}
	if i := slices.IndexFunc(p[field], func(v string) bool { return strings.EqualFold(v, value) }); i >= 0 {
		return true, without(params, field, i)
	}
	p[field] = append(slices.Clone(p[field]), value)
	return false, searchHref(p)
}

func nextYear(year string) string {
	n, err := strconv.Atoi(year)
	if err != nil || n < 0 || n > 9998 {
		return "9999"
	}
	return strconv.Itoa(n + 1)
}

// with returns the address of the search with a parameter set.
func with(params url.Values, name, value string) string {
	p := maps.Clone(params)
	p.Set(name, value)
	return searchHref(p)
}

// without returns the address of the search without one value of a parameter.
func without(params url.Values, name string, i int) string {
	p := maps.Clone(params)
	if p[name] = slices.Delete(slices.Clone(p[name]), i, i+1); len(p[name]) == 0 {
		p.Del(name)
	}
	return searchHref(p)
}

// chips returns the filters in force as links that take them away.
func chips(params url.Values) []link {
	var out []link
	for _, name := range []string{"category", "product", "keyword", "status", "version", "after", "before"} {
		for i, value := range params[name] {
			out = append(out, link{Label: name + ": " + clean(value), Href: without(params, name, i)})
		}
	}
	return out
}

// sorts returns the orders as links.
func sorts(params url.Values) []link {
	now := cmp.Or(params.Get("sort"), "relevance")
	var out []link
	for _, s := range []link{{Label: "Best first", Href: "relevance"}, {Label: "Newest first", Href: "date"}, {Label: "Oldest first", Href: "-date"}} {
		out = append(out, link{Label: s.Label, On: s.Href == now, Href: with(params, "sort", s.Href)})
	}
	return out
}

// ArticlePath returns the path of an article's page.
func ArticlePath(id string) string { return "/articles/" + url.PathEscape(id) }
