package stream

import "fmt"

// maxParts is how many elements and attributes one value may have. Decoded, each of
// them takes many times what it took in the report.
const maxParts = 500_000

// guard bounds how much is read for one value.
type guard struct {
	max   int64
	used  int64
	parts int
}

// mark begins a value.
func (g *guard) mark() { g.used, g.parts = 0, 0 }

// part counts an element or an attribute, and fails when there are too many.
func (g *guard) part() error {
	if g.parts++; g.parts > maxParts {
		return fmt.Errorf("%w: one piece of more than %d elements and attributes", ErrLimit, maxParts)
	}
	return nil
}

// add counts some bytes, and fails when there are too many.
func (g *guard) add(n int) error {
	if g.used += int64(n); g.used > g.max {
		return fmt.Errorf("%w: one piece of more than %d bytes", ErrLimit, g.max)
	}
	return nil
}
