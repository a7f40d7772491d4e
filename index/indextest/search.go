package indextest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// hit is a match with its score and its place among the groups of an ID query.
type hit struct {
	*record
	score float64
	group int // 0 the article itself, 1 those that cite it, 2 the rest
}

// Search looks at every visible article.
func (r *reference) Search(ctx context.Context, q index.Query) (index.Page, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return index.Page{}, err
	}
	from, err := offset(q)
	if err != nil {
		return index.Page{}, err
	}
	hits := find(q, r.visible)
	page := index.Page{
		Total:       index.Total{Value: len(hits), Exact: true},
		Fingerprint: fingerprint(r.visible),
		DidYouMean:  didYouMean(q, r.visible),
	}
	if q.Facets {
		page.Facets = facets(hits)
	}
	end := min(from+limit(q), index.MaxDepth, len(hits))
	for _, h := range hits[min(from, end):end] {
		page.Hits = append(page.Hits, h.hit(q))
	}
	if end < min(len(hits), index.MaxDepth) {
		page.Next = token(q, end)
	}
	return page, nil
}

// limit returns how many hits a page of the query has.
func limit(q index.Query) int {
	if q.Limit <= 0 {
		return index.DefaultLimit
	}
	return min(q.Limit, index.MaxLimit)
}

// hit returns what a page shows of the match.
func (h hit) hit(q index.Query) index.Hit {
	out := index.HitOf(h.doc.Article)
	out.Score = h.score
	if q.Highlight {
		out.Highlights = index.Highlights(h.doc.Article, index.NewMarker(q))
	}
	return out
}

// find returns all matches in order.
func find(q index.Query, articles map[kb.ID]*record) []hit {
	m := newMatcher(q)
	scored, all := slices.Concat(m.words, m.must), sortedRecords(articles)
	stats := measure(scored, all)
	var hits []hit
	for _, r := range all {
		if m.matches(r) {
			hits = append(hits, hit{r, stats.score(r, scored), group(q, r)})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return compare(q.Sort, a, b) })
	return hits
}

func group(q index.Query, r *record) int {
	switch {
	case q.ID == "" || r.id() == q.ID:
		return 0
	case cites(r, q.ID):
		return 1
	}
	return 2
}

// compare orders hits. Those without a date come last in both orders by date.
func compare(by index.Sort, a, b hit) int {
	x, y := a.doc.Article.Date, b.doc.Article.Date
	switch {
	case by != index.ByNewest && by != index.ByOldest:
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(b.score, a.score))
	case x == "" || y == "":
		return cmp.Compare(y, x)
	case by == index.ByNewest:
		return cmp.Compare(y, x)
	}
	return cmp.Compare(x, y)
}

// measured is what scoring has to know about all articles together.
type measured struct {
	idf    []float64 // of each needle
	length float64   // weighted words of the average article
}

// The constants of BM25.
const (
	k1 = 1.2
	b  = 0.75
)

func measure(needles []needle, articles []*record) measured {
	m := measured{idf: make([]float64, len(needles))}
	for _, r := range articles {
		m.length += r.length() / float64(len(articles))
		for i, n := range needles {
			if r.has(n) {
				m.idf[i]++
			}
		}
	}
	for i, df := range m.idf {
		m.idf[i] = math.Log1p((float64(len(articles)) - df + 0.5) / (df + 0.5))
	}
	return m
}

// score is BM25 over the weighted occurrences in all fields.
func (m measured) score(r *record, needles []needle) float64 {
	total := 0.0
	for i, n := range needles {
		tf := 0.0
		for _, f := range r.fields {
			tf += f.weight * float64(f.count(n))
		}
		total += m.idf[i] * tf * (k1 + 1) / (tf + k1*(1-b+b*r.length()/m.length))
	}
	return total
}

func (r *record) length() float64 {
	n := 1.0
	for _, f := range r.fields {
		n += f.weight * float64(len(f.words))
	}
	return n
}

// token names the page of a query that starts at an offset.
func token(q index.Query, at int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%s", at, digest(q)))
}

// digest tells queries apart, whatever page they ask for and what they want to
// know about it.
func digest(q index.Query) string {
	q.Page, q.Limit, q.Facets, q.Highlight, q.Text = "", 0, false, false, ""
	sum := sha256.Sum256(fmt.Appendf(nil, "%#v", q))
	return fmt.Sprintf("%x", sum[:8])
}

// offset reads the query's page token.
func offset(q index.Query) (int, error) {
	if q.Page == "" {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.Page)
	at, sum, _ := strings.Cut(string(raw), ".")
	n, aerr := strconv.Atoi(at)
	if err != nil || aerr != nil || n < 1 || n >= index.MaxDepth || sum != digest(q) {
		return 0, fmt.Errorf("%w: %.40q: want the token that the page before gave for the same query", index.ErrBadPage, q.Page)
	}
	return n, nil
}
