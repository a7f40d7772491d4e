package signature

// finder looks for patterns in one observation. It keeps its buffers for the
// next one.
type finder struct {
	aligner
	words  wordFilter
	tried  []trial     // by pattern
	seen   []int32     // patterns that were tried
	fits   []fit       // the best of each pattern that was found
	visits map[int]int // of seeds with many postings
	near   []nearCode
	ranked []ranked
}

// trial is what is known of one pattern in one observation.
type trial struct {
	places int32 // how often it was tried
	end    int32 // first token after the last place where it was found
	best   int32 // 1 + index of its best fit, 0 when there is none
}

// Of seeds with more postings than longList, maxVisits occurrences in one
// observation are looked at.
const (
	longList  = 16
	maxVisits = 64
)

// often reports whether a seed was looked at often enough.
func (f *finder) often(slot int) bool {
	f.visits[slot]++
	return f.visits[slot] > maxVisits
}

// keep notes a fit of a pattern if it is better than those before.
func (f *finder) keep(r *trial, g fit) {
	switch {
	case r.best == 0:
		f.fits = append(f.fits, g)
		r.best = int32(len(f.fits))
	case g.better(&f.fits[r.best-1]):
		f.fits[r.best-1] = g
	}
}

// maxTries bounds the places at which one pattern is tried in one observation.
const maxTries = 8

// Find returns the signatures that the observation says, best first, at most
// MaxHits. Hits with equal scores stand in the order of their articles.
func (t *Table) Find(obs []Token) []Hit {
	f := t.scratch.Get().(*finder)
	defer t.scratch.Put(f)
	f.reset(len(t.patterns), obs)
	t.scan(f, obs)
	return t.hits(f, obs)
}

// reset prepares the finder for the next observation.
func (f *finder) reset(patterns int, obs []Token) {
	f.words.reset(obs)
	if len(f.tried) < patterns {
		f.tried = make([]trial, patterns)
	}
	for _, p := range f.seen {
		f.tried[p] = trial{}
	}
	f.seen, f.fits = f.seen[:0], f.fits[:0]
	clear(f.visits)
}

// scan tries the patterns of all seeds in the observation.
func (t *Table) scan(f *finder, obs []Token) {
	for i := range obs {
		t.try(f, obs, i, singleHash(obs[i].hash))
		if i+1 < len(obs) {
			t.try(f, obs, i, pairHash(obs[i].hash, obs[i+1].hash))
		}
	}
}

// try aligns the patterns that have the seed at token col.
func (t *Table) try(f *finder, obs []Token, col int, hash uint64) {
	slot := t.seeds.find(hash)
	if slot < 0 {
		return
	}
	s := &t.seeds.slots[slot]
	if s.n > longList && f.often(slot) {
		return
	}
	for i := s.start; i < s.start+s.n; i++ {
		p := &t.seeds.posts[i]
		if !f.words.admitsSeed(p, col) {
			continue
		}
		r := &f.tried[p.pattern]
		if r.places >= maxTries || col < int(r.end) {
			continue
		}
		pattern, at := &t.patterns[p.pattern], place{int(p.row), col}
		if !f.words.admits(pattern, at) {
			continue
		}
		if r.places == 0 {
			f.seen = append(f.seen, p.pattern)
		}
		r.places++
		if g, ok := f.fit(pattern, obs, at); ok {
			r.end = int32(g.to)
			f.keep(r, g)
		}
	}
}
