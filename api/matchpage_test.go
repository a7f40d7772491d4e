package api_test

import (
	"net/url"
	"strings"
	"testing"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
)

const formType = "application/x-www-form-urlencoded"

func (s *site) fill(input string) answer {
	s.t.Helper()
	return s.post("/match", url.Values{"input": {input}}.Encode(), "Content-Type", formType, "Accept", "text/html")
}

func TestMatchPage(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	doc := parse(t, s.get("/match").want(t, 200))
	area := one(t, doc, "textarea")
	if label := all(doc, "label")[1]; attr(label, "for") != attr(area, "id") || text(label) == "" {
		t.Error("the text box has no label")
	}
	if form := all(doc, "form")[1]; attr(form, "action") != "/match" || attr(form, "method") != "post" {
		t.Error("the form goes elsewhere")
	}
	examples := all(classed(doc, "examples")[0], "a")
	for _, a := range examples {
		doc := parse(t, s.get(attr(a, "href"), "Accept", "text/html").want(t, 200))
		if got := text(one(t, doc, "textarea")); got != text(a) {
			t.Errorf("example %q pastes %q", text(a), got)
		}
	}
	if len(examples) < 3 {
		t.Errorf("%d examples", len(examples))
	}
}

func TestMatchPageAnswer(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	input := "PASS opensesame\n" + hostile + refused
	a := s.fill(input).want(t, 200)
	doc := parse(t, a)
	if strings.Contains(a.body, "opensesame") {
		t.Error("the password is on the page")
	}
	if got := text(one(t, doc, "textarea")); got != "PASS ******** "+hostile+refused {
		t.Errorf("the text box has %q", got)
	}
	if got := text(classed(doc, "verdict")[0]); got != "An article explains it: very likely (90 %)." {
		t.Errorf("verdict %q", got)
	}
	items := all(classed(doc, "matches")[0], "li")
	if len(items) != 3 {
		t.Fatalf("%d articles", len(items))
	}
	first := text(items[0])
	for _, want := range []string{"Title " + hostile, "Q239041", "By design", "very likely (90 %)", "You saw" + hostile + refused, "It saysSYMPTOMS The server rep", "Cause The user gave no password."} {
		if !strings.Contains(first, want) {
			t.Errorf("the first article lacks %q: %s", want, first)
		}
	}
	if attr(all(items[0], "a")[0], "href") != "/articles/Q239041" {
		t.Error("the article is not linked")
	}
	if rows := all(one(t, doc, "tbody"), "tr"); len(rows) != 1 || !strings.Contains(text(rows[0]), "user givenPASS ********530") {
		t.Errorf("exchanges: %s", text(one(t, doc, "tbody")))
	}
	doc = parse(t, s.fill("all is well").want(t, 200))
	if got := text(classed(doc, "verdict")[0]); got != "Nothing in this knowledge base is near it." {
		t.Errorf("verdict %q", got)
	}
}

func TestMatchPageErrors(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	for name, tt := range map[string]struct {
		a      answer
		status int
		says   string
	}{
		"over 1 MiB":    {s.fill(strings.Repeat("x", v1.MaxInput+1)), 413, "over 1 MiB"},
		"a large body":  {s.fill(strings.Repeat("x", 5<<20)), 413, "too large"},
		"another field": {s.post("/match", "input=x&more=y", "Content-Type", formType, "Accept", "text/html"), 400, "not well-formed"},
		"two inputs":    {s.post("/match", "input=x&input=y", "Content-Type", formType, "Accept", "text/html"), 400, "not well-formed"},
		"bad escapes":   {s.post("/match", "input=%zz", "Content-Type", formType, "Accept", "text/html"), 400, "not well-formed"},
		"JSON":          {s.post("/match", "{}", "Accept", "text/html"), 415, "not read here"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := parse(t, tt.a.want(t, tt.status))
			if got := text(one(t, doc, "main")); !strings.Contains(got, tt.says) {
				t.Errorf("the page lacks %q: %s", tt.says, got)
			}
		})
	}
	if got := s.fill("bytes \xff\xfe").want(t, 200); strings.Contains(got.body, "\xff") {
		t.Error("the page is not UTF-8")
	}
	none := newSite(t, newEngine(t), api.Config{})
	parse(t, none.get("/match", "Accept", "text/html").want(t, 200))
	parse(t, none.fill("x").want(t, 503))
}

// TestMatchIsPrivate says that nothing of what was pasted gets into the log.
func TestMatchIsPrivate(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	s.fill("privatewords")
	s.post("/v1/match", `{"input":"privatewords"}`)
	s.post("/v1/match:batch", `{"items":[{"input":"privatewords"}]}`)
	s.get("/match?input=privatewords")
	if log := s.log.String(); strings.Contains(log, "privatewords") || strings.Count(log, "\n") != 4 {
		t.Errorf("the log:\n%s", log)
	}
}
