package query

import (
	"strings"

	"kbadvisor/index"
)

// Format writes a query as text that Parse reads as the same query, apart from
// Text, if the query came from Parse and the text is not over index.MaxText. What
// syntax cannot say (page, limit, facets, highlights) is left out.
func Format(q index.Query) string {
	var out []string
	for _, w := range q.Words {
		out = append(out, w.Text+star(w.Prefix))
	}
	for _, w := range q.Required {
		out = append(out, "+"+w.Text+star(w.Prefix))
	}
	for _, p := range q.Phrases {
		out = append(out, quote(p))
	}
	for _, f := range q.Filters {
		out = append(out, formatFilter(f))
	}
	for _, f := range [][2]string{
		{"after:", string(q.After)}, {"before:", string(q.Before)},
		{"cites:", string(q.Cites)}, {"sort:", string(q.Sort)},
	} {
		if f[1] != "" {
			out = append(out, f[0]+f[1])
		}
	}
	for _, x := range q.Excluded {
		out = append(out, "-"+formatExclusion(x))
	}
	return strings.Join(out, " ")
}

func star(prefix bool) string {
	if prefix {
		return "*"
	}
	return ""
}

func quote(s string) string { return `"` + s + `"` }

func formatFilter(f index.Filter) string {
	values := make([]string, len(f.Values))
	for i, v := range f.Values {
		if values[i] = v; strings.ContainsFunc(v, func(r rune) bool { return r == ',' || blank(r) }) {
			values[i] = quote(v)
		}
	}
	s := string(f.Field) + ":" + strings.Join(values, ",")
	if f.Not {
		return "-" + s
	}
	return s
}

func formatExclusion(x index.Exclusion) string {
	if x.Phrase {
		return quote(x.Text)
	}
	return x.Text + star(x.Prefix)
}
