package bleve

import (
	"cmp"
	"context"
	"slices"

	"kbadvisor/index"
)

// facets counts the values of the facet fields over the matches.
func (s *searching) facets(ctx context.Context, matched []uint32) ([]index.Facet, error) {
	fields := map[index.Field]string{
		index.FieldCategory: categoryField, index.FieldProduct: familyField,
		index.FieldStatus: statusField, index.FieldYear: dateField,
	}
	var out []index.Facet
	for _, f := range index.FacetFields {
		c, err := s.g.column(ctx, fields[f])
		if err != nil {
			return nil, err
		}
		counts := make([]int, len(c.values)+1)
		for _, n := range matched {
			counts[c.ords[n]]++
		}
		out = append(out, index.Facet{Field: f, Values: facetValues(c, counts, f == index.FieldYear)})
	}
	return out, nil
}

// facetValues orders the counts, most frequent first and then by value. Dates
// are added up by year.
func facetValues(c *column, counts []int, years bool) []index.FacetValue {
	sums := map[string]int{}
	for i, v := range c.values {
		if counts[i+1] == 0 {
			continue
		}
		if years {
			v = v[:min(4, len(v))]
		}
		sums[v] += counts[i+1]
	}
	out := make([]index.FacetValue, 0, len(sums))
	for v, n := range sums {
		out = append(out, index.FacetValue{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b index.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), index.MaxFacet)]
}
