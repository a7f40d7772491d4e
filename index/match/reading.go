package match

import (
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// The weights of words by what says them. A server that is content tells little;
// what it refuses, and what a person adds, tells most.
const (
	failureWeight = 1.5
	healthyWeight = 0.25
	neutralWeight = 0.8
	commandWeight = 0.7
	commentWeight = 1.0
	glossWeight   = 0.6 // words that a fact or a command stands for
	clientWeight  = 0.4 // what a client of later days says of its own
	valueWeight   = 0.2 // names and addresses that were sent, of the weight of their message
	meansWeight   = 0.3 // words that a word stands for, of that word's weight
)

// maxClues is how many distinct terms of an observation are looked up.
const maxClues = 160

// reading is an observation as the ranking sees it: its words with how much each
// counts, in order.
type reading struct {
	obs   kb.Observation
	clues []index.Clue
	own   []bool         // by clue: the word stands in the observation
	place map[string]int // term -> clue
	told  float64        // share of the words that a person says
	seq   []int          // clues in the order of the observation; breakMark between messages

	// Set when the rarity of the clues is known.
	absent []bool    // by clue: no article has it
	weight []float64 // by clue: weight times rarity
	total  float64   // of own clues
	means  float64   // of the other clues
	pairs  float64   // of neighbours in seq
	number []bool    // by clue: has a digit
	codes  float64   // weight of numbers
}

// breakMark stands in seq between messages.
const breakMark = -1

// read weighs the words of an observation.
func (l *lexicon) read(obs kb.Observation) *reading {
	r := &reading{obs: obs, place: map[string]int{}}
	told, all := 0, 0
	values := valuesOf(obs)
	for _, m := range obs.Messages {
		all += m.Span.Len()
		if m.Role == kb.RoleComment {
			told += m.Span.Len()
		}
		w := weightOf(&obs, m)
		sequence := terms(obs.Text[m.Span.Start:m.Span.End])
		for _, t := range sequence {
			part := w
			if m.Role != kb.RoleComment && values[t] {
				part *= valueWeight
			}
			if at := r.add(t, part, true); at >= 0 {
				r.seq = append(r.seq, at)
			}
		}
		r.seq = append(r.seq, breakMark)
		for i := range sequence {
			l.at(sequence[i:], func(means []string) {
				for _, t := range means {
					r.add(t, w*meansWeight, false)
				}
			})
		}
	}
	r.told = float64(told) / float64(max(1, all))
	for _, g := range gloss(obs) {
		sequence := terms(g.text)
		for _, t := range sequence {
			r.add(t, g.weight, false)
		}
	}
	return r
}

// clients are the dialects of programs that came after the articles. What they
// say of their own is in no article.
var clients = map[string]bool{"curl": true, "wget": true, "lftp": true, "filezilla": true, "winscp": true, "tnftp": true}

// weightOf returns the weight of the words of a message.
func weightOf(obs *kb.Observation, m kb.Message) float64 {
	w := roleWeight(m.Role)
	if obs.Kind == kb.ObsFinding && m.Role == kb.RoleHealthy {
		return commentWeight // what a scanner found is the matter, however it sounds
	}
	if clients[obs.Dialect] && m.Kind != kb.SigReply && (m.Role == kb.RoleFailure || m.Role == kb.RoleNeutral) {
		return min(w, clientWeight)
	}
	return w
}

// valuesOf returns the terms of what was sent with commands: names of users, files
// and hosts, which replies repeat. They differ from case to case.
func valuesOf(obs kb.Observation) map[string]bool {
	out := map[string]bool{}
	for _, x := range obs.Exchanges {
		if _, ok := verbs[x.Command]; !ok {
			continue
		}
		for _, t := range terms(x.Argument) {
			if t != "anonym" {
				out[t] = true
			}
		}
	}
	return out
}

func roleWeight(role kb.Role) float64 {
	switch role {
	case kb.RoleFailure:
		return failureWeight
	case kb.RoleHealthy:
		return healthyWeight
	case kb.RoleNeutral:
		return neutralWeight
	case kb.RoleCommand:
		return commandWeight
	}
	return commentWeight
}

// add enters a term and returns its clue, -1 when there are too many.
func (r *reading) add(term string, weight float64, own bool) int {
	at, ok := r.place[term]
	if !ok {
		if len(r.clues) == maxClues {
			return -1
		}
		at = len(r.clues)
		r.place[term] = at
		r.clues = append(r.clues, index.Clue{Term: term})
		r.own = append(r.own, false)
	}
	if own == r.own[at] {
		r.clues[at].Weight = max(r.clues[at].Weight, weight)
	} else if own {
		r.clues[at].Weight, r.own[at] = weight, true
	}
	return at
}

// missing takes in which clues no article has.
func (r *reading) missing(rarity []float64) {
	r.absent = make([]bool, len(rarity))
	for i, x := range rarity {
		r.absent[i] = x == 0
	}
}

// weigh takes in how rare each clue is.
func (r *reading) weigh(rarity []float64) {
	r.weight = make([]float64, len(r.clues))
	r.number = make([]bool, len(r.clues))
	for i, c := range r.clues {
		w := c.Weight * rarity[i]
		r.weight[i] = w
		if !r.own[i] {
			r.means += w
			continue
		}
		r.total += w
		if strings.ContainsAny(c.Term, "0123456789") {
			r.number[i] = true
			r.codes += w
		}
	}
	last := breakMark
	for _, at := range r.seq {
		if last >= 0 && at >= 0 && at != last {
			r.pairs += min(r.weight[last], r.weight[at])
		}
		last = at
	}
}
