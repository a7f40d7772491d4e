package bleve

import (
	"kbadvisor/index"
	"kbadvisor/index/analyze"
)

// matcher compares a query with the words of an article, in order. It serves one
// goroutine at a time.
type matcher struct {
	analyzer analyze.Analyzer
	at       map[uint32][]int // number of a term -> its places in the query
	weight   []float64        // by place in the query
	runs     []float64        // weight of the run that ends at each place of the query
	next     []float64
	pairs    []bool // by place: the word there followed the one before it closely
	last     []int  // by place: where the word stood last in the text, in words
}

// maxGap is how many words may stand between two words of the query for them to
// count as neighbours.
const maxGap = 2

// maxPlaces is how many words of a query are compared.
const maxPlaces = 2 * index.MaxWords

// query sets what is looked for: the words of a text with the rarity of each term.
func (m *matcher) query(text string, rarities map[string]float64) {
	m.analyzer.Reset()
	m.at, m.weight = map[uint32][]int{}, m.weight[:0]
	m.analyzer.Each(text, false, func(id uint32, _, _ int) {
		if len(m.weight) == maxPlaces {
			return
		}
		w := rarities[m.analyzer.Term(id)]
		m.at[id] = append(m.at[id], len(m.weight))
		m.weight = append(m.weight, w)
	})
	n := len(m.weight)
	m.runs, m.next = make([]float64, n), make([]float64, n)
	m.pairs, m.last = make([]bool, n), make([]int, n)
}

// closeness tells how a text repeats the query.
type closeness struct {
	run   float64 // weight of the longest stretch of the query that stands in the text
	pairs float64 // weight of the neighbours that are neighbours in the text too
}

// compare reads a text.
func (m *matcher) compare(text string) (c closeness) {
	for i := range m.last {
		m.last[i], m.pairs[i] = -1<<30, false
	}
	clear(m.runs)
	place := 0
	dirty := false
	m.analyzer.Each(text, false, func(id uint32, _, _ int) {
		places := m.at[id]
		if len(places) == 0 {
			if dirty {
				clear(m.runs)
				dirty = false
			}
			place++
			return
		}
		clear(m.next)
		for _, q := range places {
			m.next[q] = m.weight[q]
			if q > 0 {
				m.next[q] += m.runs[q-1]
				if place-m.last[q-1] <= maxGap+1 {
					m.pairs[q] = true
				}
			}
			c.run = max(c.run, m.next[q])
		}
		for _, q := range places {
			m.last[q] = place
		}
		m.runs, m.next = m.next, m.runs
		dirty = true
		place++
	})
	for q, ok := range m.pairs {
		if ok {
			c.pairs += min(m.weight[q], m.weight[q-1])
		}
	}
	return c
}
