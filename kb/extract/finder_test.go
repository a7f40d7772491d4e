package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// found is a word and where it stands.
type found struct {
	Word string
	At   int
}

func TestFinder(t *testing.T) {
	for _, c := range []struct {
		name, text string
		words      []string
		want       []found
	}{
		{"nothing in nothing", "", []string{"design"}, nil},
		{"a text shorter than four bytes", "des", []string{"design"}, nil},
		{"a word that is cut off", "a desig", []string{"design"}, nil},
		{"the word alone", "word", []string{"word"}, []found{{"word", 0}}},
		{"a word at the end", "by design", []string{"design"}, []found{{"design", 3}}},
		{"twice without a gap", "designdesign", []string{"design"}, []found{{"design", 0}, {"design", 6}}},
		{"the beginning of a word before it", "desidesign", []string{"design"}, []found{{"design", 4}}},
		{"two words", "a known fix was confirmed", []string{"onfirmed", "a known "}, []found{{"a known ", 0}, {"onfirmed", 17}}},
		{"a word in another", "confirmed", []string{"confirmed", "firm"}, []found{{"confirmed", 0}, {"firm", 3}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, collectFound(newFinder(c.words...), c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFinderOffsets moves a word through a text, so that it stands at every
// distance from where the finder looks.
func TestFinderOffsets(t *testing.T) {
	for _, word := range []string{"wide", "design", "corrected", "a longer phrase"} {
		f := newFinder(word)
		for at := range 40 {
			text := strings.Repeat(".", at) + word + " -"
			if diff := cmp.Diff([]found{{word, at}}, collectFound(f, text)); diff != "" {
				t.Errorf("%q: %s", text, diff)
			}
		}
	}
}

func collectFound(f *finder, text string) (out []found) {
	for w, at := range f.in(text) {
		out = append(out, found{w, at})
	}
	return out
}

func FuzzFinder(f *testing.F) {
	f.Add("a known limitation by design", "design", "a known ")
	f.Add("aaaaaaaaaaaa", "aaaa", "aaaaa")
	f.Fuzz(func(t *testing.T, text, one, two string) {
		if len(one) < 4 || len(two) < 4 || one == two {
			t.Skip()
		}
		want := map[found]int{}
		for at := range len(text) {
			for _, w := range []string{one, two} {
				if strings.HasPrefix(text[at:], w) {
					want[found{w, at}]++
				}
			}
		}
		got := map[found]int{}
		for _, x := range collectFound(newFinder(one, two), text) {
			got[x]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
