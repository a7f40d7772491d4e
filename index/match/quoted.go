package match

import (
	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// messages fills in what quoted messages tell. A message that says that all is
// well counts little.
func (s *search) messages(c *candidate) {
	for _, h := range c.hits {
		w := s.standing(h.Alignment.Span)
		c.v[fMessage] = max(c.v[fMessage], fit(h, w))
		switch sig := &s.cat.entries[h.Entry].Sig; {
		case sig.Section == "TITLE":
			c.v[fMessageTitle] = max(c.v[fMessageTitle], fit(h, w))
		case seenName(sig.Section):
			c.v[fMessageSeen] = max(c.v[fMessageSeen], fit(h, w))
		}
		c.v[fMessageRare] = max(c.v[fMessageRare], h.Score*min(1, w)/s.heaviest)
		if w >= neutralWeight {
			c.v[fReply] = max(c.v[fReply], codeFit(h))
		}
		if h.Exact && w >= neutralWeight {
			c.v[fExact] = 1
		}
		if w >= neutralWeight {
			c.v[fValues] = max(c.v[fValues], sameValues(h))
		}
		c.v[fTold] = max(c.v[fTold], s.share(h.Alignment.Span))
	}
}

// fit is how well a message fits that stands where words weigh w.
func fit(h signature.Hit, w float64) float64 { return h.Coverage * min(1, w) }

// codeFit tells whether the code of a message stands beside it.
func codeFit(h signature.Hit) float64 {
	switch h.Code {
	case signature.CodeSame:
		return 1
	case signature.CodeOther:
		return -1
	}
	return 0
}

// seenName reports whether a section says what is seen.
func seenName(section string) bool {
	return section == kb.Symptoms || section == kb.Summary || section == kb.Impact || section == kb.Body
}

// sameValues returns the share of the article's sample values that the observation
// has too, 0 without samples.
func sameValues(h signature.Hit) float64 {
	same, all := 0, 0
	for _, b := range h.Bindings {
		if b.Sample == "" {
			continue
		}
		all++
		if b.Equal {
			same++
		}
	}
	return float64(same) / float64(max(1, all))
}

// standing returns the weight of what stands in a span of the observation.
func (s *search) standing(span kb.Span) float64 {
	w := 0.0
	for _, m := range s.r.obs.Messages {
		if overlap(m.Span, span) > 0 {
			w = max(w, roleWeight(m.Role))
		}
	}
	return w
}

// share returns how much of what counts in the observation stands in a span.
func (s *search) share(span kb.Span) float64 {
	in, all := 0.0, 0.0
	for _, m := range s.r.obs.Messages {
		w := roleWeight(m.Role)
		all += w * float64(m.Span.Len())
		in += w * float64(overlap(m.Span, span))
	}
	return in / max(all, 1)
}

// overlap returns how many bytes two spans share.
func overlap(a, b kb.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }
