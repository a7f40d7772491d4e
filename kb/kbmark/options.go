package kbmark

// DefaultMaxArticle is the size limit of an article when Options has none.
const DefaultMaxArticle = 1 << 20

// Options changes how articles are read. The zero value is good.
type Options struct {
	// MaxArticle is the largest article in bytes, DefaultMaxArticle when 0.
	MaxArticle int
	// Headings maps further heading words, in any case, to section names, canonical
	// or not: {"probleme": "SYMPTOMS"}. They go before the table of the package.
	Headings map[string]string
}

func (o Options) maxArticle() int {
	if o.MaxArticle <= 0 {
		return DefaultMaxArticle
	}
	return o.MaxArticle
}
