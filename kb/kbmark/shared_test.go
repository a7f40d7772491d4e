package kbmark

import (
	"errors"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// collections are the Markdown knowledge bases with the share of their named
// sections, in percent, that must get a canonical name. The issue pages are those
// with a heading Issue.
var collections = map[string]int{"openshift-runbooks": 98, "issue pages": 95, "magento-kb": 85, "iis-ftp": 45}

// TestShared reads all of the Markdown knowledge bases.
func TestShared(t *testing.T) {
	ids := map[kb.ID]string{}
	mapped, all := map[string]int{}, map[string]int{}
	n, skipped, problems := 0, 0, 0
	for name, src := range kbtest.Markdown(t) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		name = strings.TrimPrefix(name, "./")
		a, err := Parse(src, name, Options{})
		switch {
		case errors.Is(err, kb.ErrNotArticle):
			skipped++
			t.Logf("%s: %v", name, err)
			continue
		case err != nil:
			t.Errorf("%s: %v", name, err)
			continue
		}
		n++
		checkCover(t, a)
		if other, ok := ids[a.ID]; ok {
			t.Errorf("%s and %s have the id %s", name, other, a.ID)
		}
		ids[a.ID] = name
		if id, err := kb.ParseID(string(a.ID)); err != nil || id != a.ID || a.Title == "" {
			t.Errorf("%s: id %q, title %q: %v", name, a.ID, a.Title, err)
		}
		for _, w := range a.Warnings {
			if w.Kind == kb.WarnFrontMatter || w.Kind == kb.WarnBadField {
				problems++
				t.Logf("%s: %+v", name, w)
			}
		}
		coll, _, _ := strings.Cut(name, "/")
		issue := len(a.Named(kb.Symptoms)) > 0 && coll == "magento-kb"
		for _, s := range a.Content() {
			if s.Name == kb.Body {
				continue
			}
			for _, c := range []string{coll, "issue pages"} {
				if c == coll || issue {
					all[c]++
					if kb.Canonical(s.Name) {
						mapped[c]++
					}
				}
			}
		}
	}
	for c, floor := range collections {
		share := mapped[c] * 1000 / max(all[c], 1)
		t.Logf("%-20s %4d of %4d sections mapped: %d.%d %%", c, mapped[c], all[c], share/10, share%10)
		if share < floor*10 {
			t.Errorf("%s: %d of %d sections mapped, want %d %%", c, mapped[c], all[c], floor)
		}
	}
	if n+skipped != 816 || skipped > 2 || problems > 0 {
		t.Errorf("%d articles read, %d skipped, %d with odd front matter; want 816 in all, at most 2 skipped", n, skipped, problems)
	}
}

func BenchmarkParse(b *testing.B) {
	var files [][]byte
	var size int64
	for _, src := range kbtest.Markdown(b) {
		files = append(files, src)
		size += int64(len(src))
	}
	b.SetBytes(size)
	b.ResetTimer()
	for range b.N {
		for _, src := range files {
			_, _ = Parse(src, "a/b.md", Options{})
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	var arts []*kb.Article
	var size int64
	for _, src := range kbtest.Markdown(b) {
		if a, err := Parse(src, "a.md", Options{}); err == nil {
			arts = append(arts, a)
			size += int64(len(src))
		}
	}
	b.SetBytes(size)
	b.ResetTimer()
	for range b.N {
		for _, a := range arts {
			if _, err := HTML(a); err != nil {
				b.Fatal(err)
			}
		}
	}
}
