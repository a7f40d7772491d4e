package match

import (
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// window is how many words of an article stand together: about one paragraph.
const window = 40

// maxGap is how many words may stand between two neighbours of the observation
// for them to be neighbours in an article too.
const maxGap = 2

// closeness tells how a text repeats an observation. All but words are weights.
type closeness struct {
	words   int     // terms in the text
	own     float64 // of the observation's words that the text has
	means   float64 // of the words that those stand for
	codes   float64 // of the observation's numbers
	pairs   float64 // of neighbours that are neighbours in the text too
	run     float64 // of the longest stretch of the observation in the text
	passage float64 // of the words in the best window
	within  float64 // of the observation's words in the marked stretches
	best    kb.Span // the best window, bytes of the text
	longest kb.Span // the longest stretch, bytes of the text
}

// comparer compares one observation with texts. It serves one goroutine at a time.
type comparer struct {
	analyzer analyze.Analyzer
	r        *reading
	clue     []int32 // by number of the analyzer: 1 + clue, 0 when not looked up yet, -1 for none
	at       [][]int // by clue: its places in seq
	seen     []bool  // by clue: the text has it
	marked   []bool  // by clue: a marked stretch has it
	inside   []int   // by clue: how often it stands in the window
	paired   []bool  // by place in seq
	last     []int   // by place in seq: word at which the clue stood last
	runs     []streak
	next     []streak
	ring     [window]spot
}

// streak is a stretch of the observation that the text repeats.
type streak struct {
	weight float64
	start  int
}

// spot is a word of the text.
type spot struct {
	clue       int
	start, end int
}

// begin sets the observation.
func (c *comparer) begin(r *reading) {
	c.analyzer.Reset()
	c.r = r
	clear(c.clue)
	n := len(r.clues)
	c.at = make([][]int, n)
	for i, q := range r.seq {
		if q >= 0 {
			c.at[q] = append(c.at[q], i)
		}
	}
	c.seen, c.marked, c.inside = make([]bool, n), make([]bool, n), make([]int, n)
	m := len(r.seq)
	c.paired, c.last = make([]bool, m), make([]int, m)
	c.runs, c.next = make([]streak, m), make([]streak, m)
}

// lookup returns the clue of a term, -1 for none.
func (c *comparer) lookup(id uint32) int {
	for int(id) >= len(c.clue) {
		c.clue = append(c.clue, make([]int32, 1024)...)
	}
	if c.clue[id] == 0 {
		c.clue[id] = -1
		if at, ok := c.r.place[c.analyzer.Term(id)]; ok {
			c.clue[id] = int32(at) + 1
		}
	}
	return int(max(c.clue[id]-1, -1))
}

// compare reads a text. Marks are stretches of it, in order, whose words are
// counted apart as well.
func (c *comparer) compare(text string, marks []kb.Span) (out closeness) {
	c.reset()
	inWindow, dirty := 0.0, false
	c.analyzer.Each(text, false, func(id uint32, start, end int) {
		q, word := c.lookup(id), out.words
		out.words++
		if word >= window {
			if old := c.ring[word%window].clue; old >= 0 {
				if c.inside[old]--; c.inside[old] == 0 {
					inWindow -= c.r.weight[old]
				}
			}
		}
		c.ring[word%window] = spot{q, start, end}
		if q < 0 {
			if dirty {
				clear(c.runs)
				dirty = false
			}
			return
		}
		for len(marks) > 0 && start >= marks[0].End {
			marks = marks[1:]
		}
		c.count(q, len(marks) > 0 && start >= marks[0].Start, &out)
		if c.inside[q]++; c.inside[q] == 1 {
			if inWindow += c.r.weight[q]; inWindow > out.passage {
				out.passage, out.best = inWindow, kb.Span{Start: c.oldest(word), End: end}
			}
		}
		dirty = c.follow(q, word, start, end, &out) || dirty
	})
	for i, ok := range c.paired {
		if ok {
			out.pairs += min(c.r.weight[c.r.seq[i-1]], c.r.weight[c.r.seq[i]])
		}
	}
	return out
}

func (c *comparer) reset() {
	clear(c.seen)
	clear(c.marked)
	clear(c.inside)
	clear(c.paired)
	clear(c.runs)
	for i := range c.last {
		c.last[i] = -window
	}
}

// oldest returns where the first word of the observation in the window begins.
func (c *comparer) oldest(word int) int {
	for i := max(0, word-window+1); i < word; i++ {
		if s := c.ring[i%window]; s.clue >= 0 {
			return s.start
		}
	}
	return c.ring[word%window].start
}

// count adds a word that the text has.
func (c *comparer) count(q int, marked bool, out *closeness) {
	if marked && !c.marked[q] && c.r.own[q] {
		c.marked[q] = true
		out.within += c.r.weight[q]
	}
	if c.seen[q] {
		return
	}
	c.seen[q] = true
	switch w := c.r.weight[q]; {
	case !c.r.own[q]:
		out.means += w
	default:
		out.own += w
		if c.r.number[q] {
			out.codes += w
		}
	}
}

// follow goes on with stretches and neighbours. It reports whether there is a
// stretch now.
func (c *comparer) follow(q, word, start, end int, out *closeness) bool {
	if len(c.at[q]) == 0 {
		clear(c.runs)
		return false
	}
	clear(c.next)
	for _, i := range c.at[q] {
		s := streak{c.r.weight[q], start}
		if i > 0 && c.r.seq[i-1] >= 0 {
			if before := c.runs[i-1]; before.weight > 0 {
				s = streak{before.weight + s.weight, before.start}
			}
			if word-c.last[i-1] <= maxGap+1 {
				c.paired[i] = true
			}
		}
		if s.weight > out.run {
			out.run, out.longest = s.weight, kb.Span{Start: s.start, End: end}
		}
		c.next[i] = s
	}
	for _, i := range c.at[q] {
		c.last[i] = word
	}
	c.runs, c.next = c.next, c.runs
	return true
}

// article compares a candidate's title and body.
func (c *comparer) article(x *candidate) {
	x.title = c.compare(x.card.Title, nil)
	x.text = c.compare(x.body.Text, x.seenAt())
}
