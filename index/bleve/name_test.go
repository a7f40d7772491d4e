package bleve

import (
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb/kbfile"
)

// TestHighlightsOfMarkdownByName looks for an article that only its name tells to
// be Markdown.
func TestHighlightsOfMarkdownByName(t *testing.T) {
	const name = "notes/plain.md"
	source := []byte("The spooler keeps a lock on the volume. Nobody reads it.\n")
	if kbfile.Detect(source, "") != "" {
		t.Fatal("the text tells its format: the test looks at nothing")
	}
	a, err := kbfile.Parse(source, name, kbfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(t.Context(), Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if _, err := e.Put(t.Context(), []index.Document{{Article: a, Name: name, Origin: "test"}}); err != nil {
		t.Fatal(err)
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	page, err := e.Search(t.Context(), index.Query{Words: []index.Word{{Text: "spooler"}}, Highlight: true})
	if err != nil || len(page.Hits) != 1 || len(page.Hits[0].Highlights) == 0 {
		t.Errorf("got %+v, %v; want one hit with a passage", page.Hits, err)
	}
}
