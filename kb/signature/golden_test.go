package signature

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// show writes signatures down, one paragraph each: what was understood, and the
// source that it stands in.
func show(a *kb.Article, sigs []kb.Signature) string {
	var b strings.Builder
	for _, s := range sigs {
		fmt.Fprintf(&b, "%s %s %s", s.Section, s.Origin, s.Kind)
		for _, f := range []struct{ name, value string }{
			{"protocol", string(s.Protocol)}, {"code", s.Code}, {"source", s.Source}, {"phase", string(s.Phase)},
		} {
			if f.value != "" {
				fmt.Fprintf(&b, " %s=%q", f.name, f.value)
			}
		}
		fmt.Fprintf(&b, "\n  text %q\n  span %q\n", s.Text, a.Source[s.Span.Start:s.Span.End])
	}
	return b.String()
}

func TestExtractGolden(t *testing.T) {
	texts, _ := filepath.Glob("testdata/extract/*.txt")
	marks, _ := filepath.Glob("testdata/extract/*.md")
	files := append(texts, marks...)
	if len(files) < 7 {
		t.Fatalf("found %d articles", len(files))
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := kbfile.Parse(src, name, kbfile.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got, golden := show(a, Extract(a)), name+".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got), -update accepts it:\n%s", diff)
			}
		})
	}
}
