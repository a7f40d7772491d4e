package api

import (
	"slices"
	"testing"
)

// FuzzNegotiate says that any header gives one of the offers or nothing, and that
// a type which is asked for alone is given.
func FuzzNegotiate(f *testing.F) {
	for _, s := range []string{"", "*/*", "text/html;q=0.5, */*;q=0", "a/b;q=x", ",;=,/", "text/*;q=1;q=0"} {
		f.Add(s)
	}
	offers := []string{typeJSON, typeHTML, typeMarkdown, typeText}
	f.Fuzz(func(t *testing.T, accept string) {
		if got := negotiate(accept, offers); got != "" && !slices.Contains(offers, got) {
			t.Errorf("%q: %q was not offered", accept, got)
		}
		if len(parseAccept(accept)) > maxRanges {
			t.Errorf("%d ranges", len(parseAccept(accept)))
		}
		if got := negotiate("text/plain", offers); got != typeText {
			t.Errorf("text/plain gives %q", got)
		}
	})
}
