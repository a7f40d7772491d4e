package eval

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// column is a column of the table of figures.
type column struct {
	name  string
	value func(Metrics) string
}

func columns() []column {
	count := func(f func(Metrics) int) func(Metrics) string {
		return func(m Metrics) string { return strconv.Itoa(f(m)) }
	}
	figure := func(f func(Metrics) Figure) func(Metrics) string {
		return func(m Metrics) string { return f(m).String() }
	}
	return []column{
		{"pos", count(func(m Metrics) int { return m.Positives })},
		{"neg", count(func(m Metrics) int { return m.Negatives })},
		{"S@1", figure(func(m Metrics) Figure { return m.S1 })},
		{"S@1any", figure(func(m Metrics) Figure { return m.S1Any })},
		{"MRR@10", figure(func(m Metrics) Figure { return m.MRR })},
		{"nDCG@10", figure(func(m Metrics) Figure { return m.NDCG })},
		{"R@5", figure(func(m Metrics) Figure { return m.Recall })},
		{"FalseAns", figure(func(m Metrics) Figure { return m.FalseAnswers })},
		{"AbsPrec", figure(func(m Metrics) Figure { return m.AbstentionPrec })},
		{"AbsRec", figure(func(m Metrics) Figure { return m.AbstentionRecall })},
		{"PosAbst", figure(func(m Metrics) Figure { return m.PositiveAbstained })},
		{"AnsPrec", figure(func(m Metrics) Figure { return m.AnswerPrecision })},
		{"Utility", figure(func(m Metrics) Figure { return m.Utility })},
		{"Brier", figure(func(m Metrics) Figure { return m.Brier })},
		{"ECE", figure(func(m Metrics) Figure { return m.ECE })},
	}
}

// Markdown writes the figures and the reliability table as two Markdown tables.
func (r Report) Markdown(w io.Writer) error {
	var b strings.Builder
	cols := columns()
	b.WriteString("| group |")
	for _, c := range cols {
		b.WriteString(" " + c.name + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(cols)) + "\n")
	for _, g := range append([]Group{{Name: "ALL", Metrics: r.All}}, r.Groups...) {
		b.WriteString("| " + cell(g.Name) + " |")
		for _, c := range cols {
			b.WriteString(" " + c.value(g.Metrics) + " |")
		}
		b.WriteByte('\n')
	}
	b.WriteString("\n| confidence | cases | mean | correct |\n|---|---|---|---|\n")
	for _, bin := range r.Reliability {
		fmt.Fprintf(&b, "| %.1f to %.1f | %d | %s | %s |\n", bin.From, bin.To, bin.Cases, bin.Confidence, bin.Correct)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cell returns a text that fits into one cell of a table.
func cell(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.ReplaceAll(text, "|", `\|`)
}
