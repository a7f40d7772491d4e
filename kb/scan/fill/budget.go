package fill

// Budget bounds the text that one finding takes from what its report says elsewhere:
// a report that refers to a long text with a few bytes, many times, must not fill the
// memory.
type Budget int

// NewBudget returns what one finding may take, 16 MiB.
func NewBudget() Budget { return 16 << 20 }

// Take returns a text from elsewhere, or what stands in its place in the finding when
// too much was taken.
func (b *Budget) Take(text, instead string) string {
	if *b -= Budget(len(text) + 1); *b < 0 {
		return instead
	}
	return text
}

// Spent reports whether more was asked for than may be taken.
func (b *Budget) Spent() bool { return *b < 0 }
