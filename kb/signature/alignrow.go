package signature

// literal computes the scores after the literal e from those before it, which
// begin at column low. Scores below floor are given up.
func (a *aligner) literal(w *walk, e *element, low, tokens int, floor float32) {
	lack, other := e.lack(), e.other()
	last := float32(none)
	for k := 0; k < maxReach && low+k <= tokens && (k <= len(a.prev) || last != none); k++ {
		s, m := float32(none), moveNone
		if k < len(a.prev) {
			s, m = a.prev[k]-lack, moveLack
		}
		if k > 0 {
			o := w.token(low + k)
			if last-costExtra > s && o.role != roleNegator {
				s, m = last-costExtra, moveExtra
			}
			if k <= len(a.prev) {
				switch before := a.prev[k-1]; {
				case o.hash == e.hash:
					if before+e.weight > s {
						s, m = before+e.weight, moveMatch
					}
				case before-other > s && o.role&(roleNegator|rolePolarity) == 0:
					s, m = before-other, moveOther
				}
			}
		}
		if s < floor {
			s, m = none, moveNone
		}
		a.next, a.moves = append(a.next, s), append(a.moves, m)
		last = s
	}
}

// variable computes the scores after the variable e as literal does.
func (a *aligner) variable(w *walk, e *element, low, tokens int, floor float32) {
	lack := e.lack()
	last := float32(none)
	for k := 0; k < maxReach && low+k <= tokens && (k < len(a.prev)+int(e.most) || last != none); k++ {
		s, m := float32(none), moveNone
		if k < len(a.prev) {
			s, m = a.prev[k]-lack, moveLack
		}
		if last-costExtra > s && w.token(low+k).role != roleNegator {
			s, m = last-costExtra, moveExtra
		}
		s, m = a.take(w, e, k, low, s, m)
		if s < floor {
			s, m = none, moveNone
		}
		a.next, a.moves = append(a.next, s), append(a.moves, m)
		last = s
	}
}

// lack is what it costs when the element lacks; critical literals must not.
func (e *element) lack() float32 {
	switch {
	case e.flags&elemCritical != 0:
		return -none
	case !e.is(elemVariable):
		return costLack + costLack*e.weight
	case e.least == 0:
		return 0
	}
	return costLack
}

// other is what it costs when another word stands in the place of the literal.
func (e *element) other() float32 {
	if e.flags&elemCritical != 0 {
		return -none
	}
	return costOther + costLack*e.weight
}

// take tries how many tokens up to column low+k the variable e takes.
func (a *aligner) take(w *walk, e *element, k, low int, best float32, how move) (float32, move) {
	gain := float32(gainTake)
	if e.least == 0 {
		gain = 0
	}
	for n := max(1, k-len(a.prev)+1); n <= int(e.most) && n <= k; n++ {
		before := a.prev[k-n]
		if before == none {
			continue
		}
		s := before + gain - costTake*float32(n-1)
		run := w.run(low+k, n)
		if n == int(e.sample) && hashRun(run) == e.hash {
			s += e.weight
		} else if !fits(e.kind, run[0].Kind) {
			continue
		}
		if s > best {
			best, how = s, moveTake+move(n)
		}
	}
	return best, how
}

// fits reports whether a variable of a kind can stand for a run of tokens that
// begins with a token of kind k.
func fits(variable, k TokenKind) bool {
	switch variable {
	case TokAny, TokQuoted:
		return true
	case TokNumber, TokHex:
		return k == TokNumber || k == TokHex || k == TokTime
	case TokIP:
		return k == TokIP || k == TokHost
	case TokHost, TokUser:
		return k == TokHost || k == TokIP || k == TokUser || k == TokWord || k == TokFile
	case TokPath, TokURL:
		return k == TokPath || k == TokFile || k == TokURL || k == TokUser || k == TokHost || k == TokWord
	case TokDate, TokTime:
		return k == TokDate || k == TokTime || k == TokNumber
	}
	return variable == k
}
