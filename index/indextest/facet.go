package indextest

import (
	"cmp"
	"slices"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// facets counts the values of the facet fields over all hits.
func facets(hits []hit) []index.Facet {
	out := make([]index.Facet, len(index.FacetFields))
	for i, f := range index.FacetFields {
		counts := map[string]int{}
		for _, h := range hits {
			if v := facetValue(h.doc.Article, f); v != "" {
				counts[v]++
			}
		}
		out[i] = index.Facet{Field: f, Values: mostFrequent(counts)}
	}
	return out
}

// facetValue returns the value of the field that is counted, or nothing.
func facetValue(a *kb.Article, f index.Field) string {
	switch f {
	case index.FieldCategory:
		return a.Category
	case index.FieldProduct:
		return a.Product
	case index.FieldYear:
		return year(a.Date)
	case index.FieldStatus:
		if a.Status != nil {
			return string(a.Status.Kind)
		}
	}
	return ""
}

// mostFrequent returns the MaxFacet most frequent values, equal ones in the
// order of their text.
func mostFrequent(counts map[string]int) []index.FacetValue {
	out := []index.FacetValue{}
	for v, n := range counts {
		out = append(out, index.FacetValue{Value: v, Count: n})
	}
	slices.SortFunc(out, func(x, y index.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Value, y.Value))
	})
	return out[:min(len(out), index.MaxFacet)]
}
