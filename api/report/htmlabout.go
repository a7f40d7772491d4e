package report

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"

	v1 "kbadvisor/api/v1"
)

// How much of what a scanner says of a test a page has.
const (
	pageProse      = 10_000 // bytes of one text
	pageReferences = 100
)

// tests are the parts of a page that say what a test is about, once for all of its
// findings.
type tests struct {
	at      map[[16]byte]int // numbers of the tests that findings point to
	written map[int]bool
}

func newTests() *tests { return &tests{map[[16]byte]int{}, map[int]bool{}} }

func (t *tests) any() bool { return len(t.at) > 0 }

// testView is what a scanner says of a test.
type testView struct {
	Anchor, ID, Title     string
	Description, Solution []string
	References            []referenceView
}

type referenceView struct{ Kind, Text, Href string }

// keyOf tells tests with different texts apart; false for one without texts.
func keyOf(f v1.Finding) (key [16]byte, ok bool) {
	if f.Description == "" && f.Solution == "" && len(f.References) == 0 {
		return key, false
	}
	text, _ := json.Marshal([]any{f.Format, f.Plugin, f.Description, f.Solution, f.References}) // strings only: cannot fail
	sum := sha256.Sum256(text)
	return [16]byte(sum[:16]), true
}

// anchor returns the place on the page that tells of the test of a finding, empty
// when there is nothing to tell.
func (t *tests) anchor(f v1.Finding) string {
	key, ok := keyOf(f)
	if !ok {
		return ""
	}
	n, ok := t.at[key]
	if !ok {
		n = len(t.at) + 1
		t.at[key] = n
	}
	return fmt.Sprintf("test-%d", n)
}

// view returns the part about the test of a finding, the first time that it is
// asked for and when some finding points to it.
func (t *tests) view(f v1.Finding) (testView, bool) {
	key, ok := keyOf(f)
	n := t.at[key]
	if !ok || n == 0 || t.written[n] {
		return testView{}, false
	}
	t.written[n] = true
	v := testView{
		Anchor: fmt.Sprintf("test-%d", n), Title: oneLine(titleOf(f), pageTitle),
		Description: lines(cut(f.Description, pageProse)), Solution: lines(cut(f.Solution, pageProse)),
	}
	if f.Plugin.ID != titleOf(f) {
		v.ID = oneLine(f.Plugin.ID, pageTitle)
	}
	for i, c := range f.References {
		if i == pageReferences {
			v.References = append(v.References, referenceView{Text: fmt.Sprintf("and %s", plural(len(f.References)-i, "more", "more"))})
			break
		}
		v.References = append(v.References, newReferenceView(c))
	}
	return v, true
}

// newReferenceView returns a reference; only addresses of the web become links.
func newReferenceView(c v1.FindingCitation) referenceView {
	v := referenceView{Kind: oneLine(c.Kind, 60), Text: oneLine(c.Value, pageTitle)}
	if u, err := url.Parse(c.Value); err == nil && c.Kind == "url" && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		v.Href = u.String()
	}
	return v
}
