package stream

import "fmt"

// guard bounds how much is read for one value.
type guard struct {
	max  int64
	used int64
}

// mark begins a value.
func (g *guard) mark() { g.used = 0 }

// add counts some bytes, and fails when there are too many.
func (g *guard) add(n int) error {
	if g.used += int64(n); g.used > g.max {
		return fmt.Errorf("%w: one piece of more than %d bytes", ErrLimit, g.max)
	}
	return nil
}
