package index

import "kbadvisor/kb"

// Probe asks for the articles that are nearest to a set of weighted terms. It
// is what matching starts from: no syntax, no conditions, no paging.
type Probe struct {
	Clues []Clue
	Limit int     // how many of the best are wanted
	Also  []kb.ID // articles that are scored as well, however low
	// Least is the share of the heaviest clue, by weight times rarity, from which a
	// clue is scored. Frequent words cost most and tell least.
	Least float64
}

// Clue is a term of index/analyze with how much it counts, 1 for a usual one.
type Clue struct {
	Term   string
	Weight float64
}

// Candidates are the articles nearest to a probe.
type Candidates struct {
	List        []Candidate // best first; those of Also that were not among the best follow
	Rarity      []float64   // of each clue: the more, the fewer articles have it; 0 for none
	Fingerprint string      // Stats.Fingerprint of what was searched
}

// Candidate is an article with its BM25F score for the weighted clues.
type Candidate struct {
	ID    kb.ID
	Score float64
}

// Body is the searched text of an article, from its first searched section (lead
// or content) to its last, headings included: the bytes of the source, neither
// decoded nor parsed, so that a place in it is a place in the source.
type Body struct {
	Text string
	At   int // offset of Text in the article's source
}
