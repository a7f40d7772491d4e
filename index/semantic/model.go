package semantic

import (
	_ "embed" // for the table
	"math"
	"slices"
)

// The limits of what is read of a text.
const (
	queryTokens   = 400
	articleTokens = 190
	articleText   = 1400 // characters of an article's text, without its title
)

// table is the data of the model; see table.go.
//
//go:embed table.bin
var table string

// Model makes vectors of texts. It does not change and may be used by several
// goroutines at the same time.
type Model struct {
	pieces vocabulary
	row    []uint16  // by piece: 1 + the number of its row, 0 when it has none
	scale  []float32 // by row
	values string    // Dim signed bytes a row
	weight [queryTokens + 1]float32
	sum    string
}

// Load returns the model that is built into the program. It takes a few
// milliseconds; callers load it once. It fails when the data is damaged.
func Load() (*Model, error) { return load(table) }

// Fingerprint names the table. Vectors of tables with different fingerprints
// cannot be compared.
func (m *Model) Fingerprint() string { return m.sum }

// Query returns the vector of an observation or a question, of which the first
// 400 tokens count.
func (m *Model) Query(text string) Vector {
	var buf [queryTokens + maxWord]uint16 // a word may run past the limit
	return m.vector(m.pieces.tokens(buf[:0], text, queryTokens))
}

// Article returns the vector of an article: of its title and of the first 1,400
// characters of text, white space collapsed; 190 tokens count in all. The text
// is best what Passage returns.
func (m *Model) Article(title, text string) Vector {
	var buf [articleTokens + maxWord]uint16
	tokens := m.pieces.tokens(buf[:0], title, articleTokens)
	tokens = m.pieces.tokens(tokens, ". ", articleTokens)
	return m.vector(m.pieces.tokens(tokens, cut(text, articleText), articleTokens))
}

// vector sums the rows of the tokens up: each distinct token once, with the
// weight 1 + ln(how often it occurs). It sorts the tokens. Sums are taken in the
// order of the pieces and without fused operations, so that a text has the same
// vector on every machine.
func (m *Model) vector(tokens []uint16) Vector {
	var v Vector
	slices.Sort(tokens)
	for i := 0; i < len(tokens); {
		n := i + 1
		for n < len(tokens) && tokens[n] == tokens[i] {
			n++
		}
		if r := int(m.row[tokens[i]]); r > 0 {
			v.add(m.weight[n-i]*m.scale[r-1], m.values[(r-1)*Dim:r*Dim])
		}
		i = n
	}
	v.normalize()
	return v
}

// weights returns the weight of a token by how often it occurs.
func weights() (w [queryTokens + 1]float32) {
	for n := 1; n < len(w); n++ {
		w[n] = float32(1 + math.Log(float64(n)))
	}
	return w
}
