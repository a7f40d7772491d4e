package match

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// wordWeights are the weights of the words of these tests. Words that only stand
// for others have none of their own in an observation.
var wordWeights = map[string]float64{"red": 1, "green": 2, "blue": 4, "530": 8, "gray": 0.5}

// readingOf returns a reading of words with their weights. A bar ends a message;
// words behind ">" are what others stand for.
func readingOf(text string) *reading {
	r := &reading{place: map[string]int{}}
	said, means, _ := strings.Cut(text, ">")
	for _, w := range strings.Fields(said) {
		if w == "|" {
			r.seq = append(r.seq, breakMark)
			continue
		}
		r.seq = append(r.seq, r.add(analyze.Term(w), wordWeights[w], true))
	}
	for _, w := range strings.Fields(means) {
		r.add(analyze.Term(w), wordWeights[w], false)
	}
	ones := make([]float64, len(r.clues))
	for i := range ones {
		ones[i] = 1
	}
	r.weigh(ones)
	return r
}

// filler returns words that no observation of these tests has.
func filler(n int) string { return strings.Repeat("house ", n) }

// TestCompare gives small texts whose closeness can be counted by hand.
func TestCompare(t *testing.T) {
	span := func(a, b int) kb.Span { return kb.Span{Start: a, End: b} }
	for name, tc := range map[string]struct {
		seen, text string
		marks      []kb.Span
		want       closeness
	}{
		"nothing":  {"red green", "", nil, closeness{}},
		"no words": {"", "red green", nil, closeness{words: 2}},
		"others":   {"red green", "house door", nil, closeness{words: 2}},
		"all of it": {"red green blue", "red green blue", nil, closeness{words: 3, own: 7, pairs: 3, run: 7, passage: 7,
			best: span(0, 14), longest: span(0, 14)}},
		"within more": {"red green", "house red green door", nil, closeness{words: 4, own: 3, pairs: 1, run: 3, passage: 3,
			best: span(6, 15), longest: span(6, 15)}},
		"the other way round": {"red green blue", "blue green red", nil, closeness{words: 3, own: 7, run: 4, passage: 7,
			best: span(0, 14), longest: span(0, 4)}},
		"two words between": {"red green", "red house door green", nil, closeness{words: 4, own: 3, pairs: 1, run: 2, passage: 3,
			best: span(0, 20), longest: span(15, 20)}},
		"three words between": {"red green", "red house door roof green", nil, closeness{words: 5, own: 3, run: 2, passage: 3,
			best: span(0, 25), longest: span(20, 25)}},
		"a stretch that breaks off": {"red green blue", "red green house blue", nil, closeness{words: 4, own: 7, pairs: 3, run: 4, passage: 7,
			best: span(0, 20), longest: span(16, 20)}},
		"said twice counts once": {"red green", "red green red green", nil, closeness{words: 4, own: 3, pairs: 1, run: 3, passage: 3,
			best: span(0, 9), longest: span(0, 9)}},
		"a word that returns": {"red red green", "red green", nil, closeness{words: 2, own: 3, pairs: 1, run: 3, passage: 3,
			best: span(0, 9), longest: span(0, 9)}},
		"messages do not join": {"red | green", "red green", nil, closeness{words: 2, own: 3, run: 2, passage: 3,
			best: span(0, 9), longest: span(4, 9)}},
		"numbers": {"red 530", "530 red", nil, closeness{words: 2, own: 9, codes: 8, run: 8, passage: 9,
			best: span(0, 7), longest: span(0, 3)}},
		"meant words": {"red > gray", "gray", nil, closeness{words: 1, means: 0.5, passage: 0.5, best: span(0, 4)}},
		"meant words break a stretch": {"red green > gray", "red gray green", nil, closeness{words: 3, own: 3, means: 0.5, pairs: 1, run: 2, passage: 3.5,
			best: span(0, 14), longest: span(9, 14)}},
		"marked": {"red green", "red green", []kb.Span{span(4, 9)}, closeness{words: 2, own: 3, pairs: 1, run: 3, passage: 3, within: 2,
			best: span(0, 9), longest: span(0, 9)}},
		"marked twice": {"red green blue", "red house red green house blue", []kb.Span{span(0, 3), span(10, 19)}, closeness{words: 6, own: 7, pairs: 3, run: 4,
			passage: 7, within: 3, best: span(0, 30), longest: span(26, 30)}},
		"meant words are not within": {"red > gray", "gray red", []kb.Span{span(0, 8)}, closeness{words: 2, own: 1, means: 0.5, run: 1, passage: 1.5, within: 1,
			best: span(0, 8), longest: span(5, 8)}},
		"one passage": {"red green", "red " + filler(window-2) + "green", nil, closeness{words: window, own: 3, run: 2, passage: 3,
			best: span(0, 6*window-3), longest: span(6*window-8, 6*window-3)}},
		"two passages": {"red green", "red " + filler(window-1) + "green", nil, closeness{words: window + 1, own: 3, run: 2, passage: 2,
			best: span(6*window-2, 6*window+3), longest: span(6*window-2, 6*window+3)}},
	} {
		t.Run(name, func(t *testing.T) {
			var c comparer
			c.begin(readingOf("blue red 530")) // what was compared before does not matter
			c.compare(tc.text, nil)
			c.begin(readingOf(tc.seen))
			for range 2 {
				got := c.compare(tc.text, tc.marks)
				if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(closeness{})); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// FuzzCompare wants no text to be closer to an observation than that is to itself,
// and all that is pointed at to be there.
func FuzzCompare(f *testing.F) {
	f.Add("red green blue", "blue red green 530")
	f.Add("red | red green > gray", "gray red, red green")
	f.Fuzz(func(t *testing.T, seen, text string) {
		r := readingOf(seen)
		all := 0.0
		for i := range r.clues {
			all += r.weight[i]
		}
		var c comparer
		c.begin(r)
		x := c.compare(text, []kb.Span{{Start: 0, End: len(text) / 2}})
		const rounding = 1e-9
		if x.own > r.total+rounding || x.codes > r.codes+rounding || x.means > r.means+rounding || x.within > x.own+rounding || x.passage > all+rounding {
			t.Errorf("%+v of at most %v own, %v numbers, %v meant", x, r.total, r.codes, r.means)
		}
		for _, s := range []kb.Span{x.best, x.longest} {
			if s.Start < 0 || s.Start > s.End || s.End > len(text) {
				t.Errorf("%v of %d bytes", s, len(text))
			}
		}
	})
}
