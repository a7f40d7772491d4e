package bleve

import "math"

// The ranking is BM25F: a term's frequency in each field is divided by how long
// the field is against a usual one, weighted by field and summed; the sum is
// then saturated once. Everything but the term's rarity is known when an article
// is indexed, so the saturated sum is what a posting holds, as a whole number
// from 1 to maxWeight. The usual lengths are constants, not averages over the
// articles at hand: an article's weights must not depend on its neighbours or on
// the order of import. They are the means over the articles of the archive (45,674)
// that have the field.
const (
	saturation = 1.2  // k1
	lengthPart = 0.75 // b

	maxWeight = 63 // fits one byte as Bleve stores it
)

// part is a field of the ranking.
type part int

// The fields of the ranking.
const (
	inTitle part = iota
	inSymptoms
	inRest
	parts
)

// partWeight and partLength are the weight and the usual length, in terms, of
// each field.
var (
	partWeight = [parts]float64{4, 3, 1}
	partLength = [parts]float64{7.4, 41.6, 218}
)

// weights turns the frequencies of one article's terms into posting weights.
type weights struct {
	norm [parts]float64
}

// newWeights takes the number of terms in each field.
func newWeights(length [parts]int) (w weights) {
	for p := range parts {
		w.norm[p] = partWeight[p] / (1 - lengthPart + lengthPart*float64(length[p])/partLength[p])
	}
	return w
}

// of returns the weight of a term with these frequencies.
func (w weights) of(tf [parts]uint16) int {
	sum := 0.0
	for p := range parts {
		sum += w.norm[p] * float64(tf[p])
	}
	return max(1, min(maxWeight, int(math.Round((maxWeight+1)*sum/(sum+saturation)))))
}

// rarity is the weight of a term that df of n articles have.
func rarity(df, n int) float64 {
	return math.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5))
}
