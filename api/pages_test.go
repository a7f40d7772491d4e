package api_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kbadvisor/api"
)

// parse reads a page as a browser does and fails the test when it holds anything
// that its policy forbids.
func parse(t *testing.T, a answer) *html.Node {
	t.Helper()
	if ct := a.Header.Get("Content-Type"); ct != "text/html; charset=utf-8" {
		t.Fatalf("%s: type %q\n%.500s", a.Request.URL, ct, a.body)
	}
	doc, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		ours := n.Data == "script" && strings.HasPrefix(attr(n, "src"), "/static/") && n.FirstChild == nil ||
			n.Data == "iframe" && attr(n, "sandbox") != "" && !strings.Contains(attr(n, "sandbox"), "allow-same-origin")
		if !ours && slices.Contains([]string{"script", "iframe", "object", "embed", "base", "style", "svg"}, n.Data) {
			t.Errorf("%s: an element <%s>", a.Request.URL, n.Data)
		}
		for _, at := range n.Attr {
			if strings.HasPrefix(at.Key, "on") || at.Key == "style" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(at.Val)), "javascript:") {
				t.Errorf("%s: <%s %s=%q>", a.Request.URL, n.Data, at.Key, at.Val)
			}
			if at.Key == "id" && ids[at.Val] {
				t.Errorf("%s: two elements have the id %q", a.Request.URL, at.Val)
			}
			ids[at.Val] = ids[at.Val] || at.Key == "id"
		}
	}
	checkFrame(t, doc)
	return doc
}

// checkFrame checks what every page needs to be usable with a screen reader.
func checkFrame(t *testing.T, doc *html.Node) {
	t.Helper()
	if lang := attr(one(t, doc, "html"), "lang"); lang != "en" {
		t.Errorf("language %q", lang)
	}
	for _, name := range []string{"title", "main", "h1"} {
		if text(one(t, doc, name)) == "" {
			t.Errorf("<%s> is empty", name)
		}
	}
	if search := all(doc, "form")[0]; attr(search, "role") != "search" || text(search) == "" {
		t.Error("the first form is not the search")
	}
	input, label := all(doc, "input")[0], all(doc, "label")[0]
	if attr(input, "name") != "q" || attr(label, "for") != attr(input, "id") {
		t.Error("the search box has no label")
	}
	if skip := all(doc, "a")[0]; attr(skip, "href") != "#"+attr(one(t, doc, "main"), "id") {
		t.Errorf("the first link does not lead to the content: %s", attr(skip, "href"))
	}
}

// all returns the elements of a name in document order.
func all(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			out = append(out, d)
		}
	}
	return out
}

// one returns the only element of a name.
func one(t *testing.T, n *html.Node, name string) *html.Node {
	t.Helper()
	found := all(n, name)
	if len(found) != 1 {
		t.Fatalf("%d elements <%s>, want one", len(found), name)
	}
	return found[0]
}

// classed returns the elements that have a class.
func classed(n *html.Node, class string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(strings.Fields(attr(d, "class")), class) {
			out = append(out, d)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text returns all text below a node, blanks collapsed.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestHomePage(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	doc := parse(t, s.get("/").want(t, 200))
	if got := text(doc); !strings.Contains(got, "in 4 knowledge-base articles") {
		t.Errorf("the page does not tell how many articles there are: %s", got)
	}
	examples := all(classed(doc, "examples")[0], "a")
	if len(examples) != 3 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, a := range examples {
		page := parse(t, s.get(attr(a, "href"), "Accept", "text/html").want(t, 200))
		if got := attr(one(t, page, "input"), "value"); got != text(a.FirstChild) && got != text(a) {
			t.Errorf("example %q searches for %q", text(a), got)
		}
	}
}

// TestPageFiles follows the references of a page to its files.
func TestPageFiles(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	doc := parse(t, s.get("/"))
	for _, l := range all(doc, "link") {
		a := s.get(attr(l, "href")).want(t, 200)
		want := map[string]string{"stylesheet": "text/css; charset=utf-8", "icon": "image/svg+xml"}[attr(l, "rel")]
		if a.Header.Get("Content-Type") != want || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %v", attr(l, "href"), a.Header)
		}
		s.get(attr(l, "href"), "If-None-Match", a.Header.Get("ETag")).want(t, 304)
		if strings.Contains(a.body, "url(") || strings.Contains(a.body, "@import") {
			t.Errorf("%s loads something else", attr(l, "href"))
		}
	}
	s.get("/static/..%2fpages.go").want(t, 404)
	s.get("/static/").want(t, 404)
}

func TestResultsPage(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	doc := parse(t, s.get("/?q=530").want(t, 200))
	if got := text(one(t, doc, "h1")); got != "1 article" {
		t.Errorf("heading %q", got)
	}
	if marks := all(doc, "mark"); len(marks) == 0 || text(marks[0]) != "530" {
		t.Errorf("marks: %d", len(marks))
	}
	hit := all(classed(doc, "hits")[0], "a")[0]
	if attr(hit, "href") != "/articles/Q239041" {
		t.Errorf("the result leads to %s", attr(hit, "href"))
	}
	if badge := classed(doc, "badge"); len(badge) != 1 || text(badge[0]) != "By design" {
		t.Errorf("badges: %d", len(badge))
	}
	parse(t, s.get(attr(hit, "href")).want(t, 200))
}

// TestResultsLinks follows every link of a page of results: none may be broken,
// and a filter can be taken away again.
func TestResultsLinks(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	const start = "/?q=session&limit=2"
	doc := parse(t, s.get(start).want(t, 200))
	for _, a := range all(one(t, doc, "main"), "a") {
		if href := attr(a, "href"); !strings.HasPrefix(href, "#") {
			s.get(href, "Accept", "text/html").want(t, 200)
		}
	}
	facet := all(classed(doc, "facets")[0], "a")[0]
	filtered := parse(t, s.get(attr(facet, "href")).want(t, 200))
	if got := text(one(t, filtered, "h1")); got != "3 articles" {
		t.Errorf("filtered: %s", got)
	}
	for _, class := range []string{"chips", "on"} {
		el := classed(filtered, class)[0]
		if el.Data != "a" {
			el = all(el, "a")[0]
		}
		if back, _ := url.QueryUnescape(attr(el, "href")); back != "/?limit=2&q=session" {
			t.Errorf("%s: the filter is taken away by %s", class, back)
		}
	}
	next := all(classed(doc, "paging")[0], "a")[0]
	second := parse(t, s.get(attr(next, "href")).want(t, 200))
	if a, b := text(classed(doc, "hits")[0]), text(classed(second, "hits")[0]); a == b {
		t.Error("the second page is the first one")
	}
}

func TestNothingFound(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	doc := parse(t, s.get("/?q=xyzzyplugh").want(t, 200))
	if text(one(t, doc, "h1")) != "No article matches" || len(classed(doc, "examples")) != 1 {
		t.Errorf("page: %s", text(one(t, doc, "main")))
	}
	doc = parse(t, s.get("/?q=sesion").want(t, 200))
	if mean := classed(doc, "mean"); len(mean) != 1 || !strings.Contains(text(mean[0]), "session") {
		t.Errorf("no correction: %s", text(one(t, doc, "main")))
	}
}

func TestArticlePage(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	doc := parse(t, s.get("/articles/Q239041").want(t, 200))
	got := text(one(t, doc, "main"))
	for _, want := range []string{
		"FTP server refuses the user", "By design", "It is meant to do that.", "Internet Server, version 4.0", "winnt 4.0", "kbone",
		"1999-08-20", "The server replies 530", "The user gave no password.", "Q100002", "CVE-2000-0001",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the page: %s", want, got)
		}
	}
	var hrefs []string
	for _, a := range all(classed(doc, "about")[0], "a") {
		hrefs = append(hrefs, attr(a, "href"))
	}
	for _, want := range []string{"/articles/Q100002", "ftp://ftp.example.com/a", "/v1/articles/Q239041.json", "/v1/articles/Q239041.txt", "/v1/articles/Q239041.md"} {
		if !slices.Contains(hrefs, want) {
			t.Errorf("no link to %s in %v", want, hrefs)
		}
	}
	if same := s.get("/v1/articles/Q239041", "Accept", "text/html").want(t, 200); text(parse(t, same)) != text(doc) {
		t.Error("the page under /v1 is another one")
	}
}

func TestArticlePageRedirect(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	for _, id := range []string{"q239041", "239041", "KB239041"} {
		a := s.get("/articles/"+id).want(t, 308)
		if got := a.Header.Get("Location"); got != "/articles/Q239041" {
			t.Errorf("%s leads to %q", id, got)
		}
	}
	s.get("/articles/%2f%2fevil.example").want(t, 404)
}

// TestHostilePages says that no text of an article or a query becomes markup.
func TestHostilePages(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	for _, target := range []string{
		"/articles/Q100002", "/v1/articles/Q100002.html", "/?q=session", "/?q=Q100002",
		"/?q=" + url.QueryEscape(hostile), "/?category=" + url.QueryEscape(hostile), "/?q=" + url.QueryEscape(`"`+hostile),
		"/?" + url.QueryEscape(hostile) + "=1", "/?sort=" + url.QueryEscape(hostile), "/articles/" + url.PathEscape(hostile), "/" + url.PathEscape(hostile),
		"/?q=" + url.QueryEscape("\u202egnp.exe\x00"),
	} {
		a := s.get(target, "Accept", "text/html")
		doc := parse(t, a)
		for _, img := range all(doc, "img") {
			t.Errorf("%s: an image %v", target, img.Attr)
		}
		for _, bad := range []string{"<script", "\u202e", "\x00"} {
			if strings.Contains(a.body, bad) {
				t.Errorf("%s: %q is on the page", target, bad)
			}
		}
	}
}

// TestErrorPages says that people get errors as pages with the same words, and
// keep what they typed.
func TestErrorPages(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	for target, status := range map[string]int{
		"/?q=%22open": 400, "/?limit=0": 422, "/?page=junk": 400, "/articles/no..id": 404, "/nothing": 404,
	} {
		page := s.get(target, "Accept", "text/html,*/*;q=0.8").want(t, status)
		problem := s.get(target, "Accept", "application/json").want(t, status)
		p := wantProblem(t, problem, decodeCode(t, problem))
		main := text(one(t, parse(t, page), "main"))
		if !strings.Contains(main, p.Title) || !strings.Contains(main, p.Detail) || !strings.Contains(main, p.Code) {
			t.Errorf("%s: page %q, problem %+v", target, main, p)
		}
	}
	doc := parse(t, s.get("/?q=%22open", "Accept", "text/html"))
	if got := attr(one(t, doc, "input"), "value"); got != `"open` {
		t.Errorf("the search box has %q", got)
	}
	doc = parse(t, s.get("/articles/Q777777", "Accept", "text/html").want(t, 404))
	if links := all(one(t, doc, "main"), "a"); attr(links[0], "href") != "/?q=Q777777" {
		t.Errorf("no search for those that mention it: %s", attr(links[0], "href"))
	}
	wantProblem(t, s.get("/v1/nothing", "Accept", "text/html").want(t, 404), "no_route")
}

func decodeCode(t *testing.T, a answer) string {
	t.Helper()
	_, code, _ := strings.Cut(a.body, `"code":"`)
	code, _, _ = strings.Cut(code, `"`)
	return code
}
