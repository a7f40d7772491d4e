package api

import (
	"strconv"
	"strings"
)

// maxRanges is how many media ranges of Accept are looked at.
const maxRanges = 64

// negotiate returns the offer that fits an Accept header best (RFC 9110,
// section 12.5.1): the one with the highest q, the earlier one of equals. It
// returns the first offer when nothing is asked for, and nothing when no offer
// will do. Parameters other than q make no difference.
func negotiate(accept string, offers []string) string {
	ranges := parseAccept(accept)
	if len(ranges) == 0 {
		return offers[0]
	}
	best, bestQ := "", 0.0
	for _, offer := range offers {
		if q := quality(offer, ranges); q > bestQ {
			best, bestQ = offer, q
		}
	}
	return best
}

// mediaRange is one entry of Accept.
type mediaRange struct {
	name string // type/subtype, type/* or */*
	q    float64
}

// parseAccept returns the well-formed entries of an Accept header.
func parseAccept(header string) []mediaRange {
	var out []mediaRange
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		q, ok := qValue(params)
		if ok && strings.Count(name, "/") == 1 && len(out) < maxRanges {
			out = append(out, mediaRange{name, q})
		}
	}
	return out
}

// qValue returns the q among the parameters of a media range, 1 without one.
func qValue(params string) (float64, bool) {
	for p := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return q, err == nil && q >= 0 && q <= 1
		}
	}
	return 1, true
}

// quality returns the q of the most specific range that an offer fits.
func quality(offer string, ranges []mediaRange) float64 {
	name, _, _ := strings.Cut(offer, ";")
	major, _, _ := strings.Cut(name, "/")
	q, rank := 0.0, 0
	for _, r := range ranges {
		n := 0
		switch r.name {
		case name:
			n = 3
		case major + "/*":
			n = 2
		case "*/*":
			n = 1
		}
		if n > rank {
			q, rank = r.q, n
		}
	}
	return q
}
