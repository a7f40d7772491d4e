package eval

// bins is how many bins of equal width the confidence is cut into.
const bins = 10

// Bin is a row of the reliability table: the answered cases whose first result has
// a confidence from From to below To; the last bin has To as well.
type Bin struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Cases      int     `json:"cases"`
	Confidence Figure  `json:"confidence"` // mean
	Correct    Figure  `json:"correct"`    // share of the cases whose first result is graded
}

// newBins returns the reliability table of a group, all bins of it.
func newBins(scores []score) []Bin {
	var cases [bins]int
	var confidence, correct [bins]float64
	for _, s := range scores {
		if !s.confidence.Defined() {
			continue
		}
		i := min(int(float64(s.confidence)*bins), bins-1)
		cases[i]++
		confidence[i] += float64(s.confidence)
		correct[i] += s.s1any
	}
	out := make([]Bin, bins)
	for i := range out {
		out[i] = Bin{
			From: float64(i) / bins, To: float64(i+1) / bins, Cases: cases[i],
			Confidence: share(confidence[i], cases[i]), Correct: share(correct[i], cases[i]),
		}
	}
	return out
}

// calibration returns how many cases count, the Brier score and the expected
// calibration error.
func calibration(scores []score, table []Bin) (n int, brier, ece Figure) {
	square, gap := 0.0, 0.0
	for _, s := range scores {
		if d := float64(s.confidence) - s.s1any; s.confidence.Defined() {
			n++
			square += d * d
		}
	}
	for _, b := range table {
		if b.Cases > 0 {
			gap += float64(b.Cases) * abs(float64(b.Confidence-b.Correct))
		}
	}
	return n, share(square, n), share(gap, n)
}

func abs(x float64) float64 { return max(x, -x) }
