package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"regexp"
	"strings"
	"testing"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

// htmlOf returns the page of some findings.
func htmlOf(t *testing.T, all []v1.Finding) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.HTML(&b, document(t, all), report.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPageIsSmall says that a page grows slowly with its findings: it is mailed.
func TestPageIsSmall(t *testing.T) {
	one, many := len(htmlOf(t, many(1))), len(htmlOf(t, many(1001)))
	if one > 40_000 || (many-one)/1000 > 1600 {
		t.Errorf("a page of one finding has %d bytes, each further one takes %d", one, (many-one)/1000)
	}
}

// TestPolicy says that the policy of the page allows its own style and script, and
// nothing else.
func TestPolicy(t *testing.T) {
	page := htmlOf(t, findings())
	find := func(pattern string) string {
		m := regexp.MustCompile(`(?s)`+pattern).FindAllStringSubmatch(page, -1)
		if len(m) != 1 {
			t.Fatalf("%d of %s", len(m), pattern)
		}
		return m[0][1]
	}
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(find(`<style>(.*?)</style>`)) + "; script-src " + hash(find(`<script>(.*?)</script>`)) + "; img-src data:; base-uri 'none'; form-action 'none'"
	if got := html.UnescapeString(find(`http-equiv="Content-Security-Policy" content="([^"]*)"`)); got != want {
		t.Errorf("policy %s\nwant   %s", got, want)
	}
}

// TestPageLoadsNothing says that style and script name no other place and do not
// make elements of text.
func TestPageLoadsNothing(t *testing.T) {
	page := htmlOf(t, many(2))
	style := page[strings.Index(page, "<style>"):strings.Index(page, "</style>")]
	script := page[strings.Index(page, "<script>"):strings.Index(page, "</script>")]
	for _, bad := range []string{"@import", "url(", "http:", "https:", "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch(", "XMLHttp", "import("} {
		if strings.Contains(style, bad) || strings.Contains(script, bad) {
			t.Errorf("style or script has %s", bad)
		}
	}
}

func TestHeadlines(t *testing.T) {
	open, explained := findings()[5], findings()[0]
	for want, all := range map[string][]v1.Finding{
		"No findings": nil, "The one finding is explained": {explained}, "The one finding is not explained": {open}, "All 2 findings are explained": {explained, explained},
		"None of 2 findings is explained": {open, open}, "1 of 2 findings is explained": {open, explained}, "2 of 3 findings are explained": {open, explained, explained},
	} {
		if page := htmlOf(t, all); !strings.Contains(page, `<h1 id="title">`+want+"</h1>") {
			t.Errorf("%d findings: the title is not %q", len(all), want)
		}
	}
}

// TestPageIsBounded says that a page of too many findings has the explained ones,
// and tells how many are missing.
func TestPageIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 26,000 findings")
	}
	all := make([]v1.Finding, 26_000)
	for i := range all {
		all[i] = v1.Finding{Verdict: "unexplained", Reason: "no_candidate"}
	}
	all[25_999] = findings()[0]
	page := htmlOf(t, all)
	if n := strings.Count(page, "<article class=\"finding "); n != 25_000 || !strings.Contains(page, `id="f26000"`) {
		t.Errorf("%d findings are on the page; the explained one: %v", n, strings.Contains(page, `id="f26000"`))
	}
	if !strings.Contains(page, "25,000 of 26,000 findings") || !strings.Contains(page, "other 1,000 are") {
		t.Error("the page does not say that some are missing")
	}
}
