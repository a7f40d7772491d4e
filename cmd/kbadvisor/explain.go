package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index/match"
	"kbadvisor/kb/observe"
)

// explainCommand is one call of "kbadvisor explain".
type explainCommand struct {
	*program
	data  dataFlags
	limit int
	terms int
	kind  string
	json  bool
}

func (p *program) explainCommand() *cobra.Command {
	e := &explainCommand{program: p}
	cmd := &cobra.Command{
		Use:   "explain [TEXT | FILE | -]",
		Short: "Show how match comes to its answer",
		Long: `Shows how "kbadvisor match" comes to its answer, also when it gives none: every term
of the confidence and of the score of each candidate by name, what spoke for it and
what against, and why the next one came after it. Score and confidence are sums of
their terms; the confidence is the probability that belongs to a sum of log-odds.

` + inputHelp + `

Exit codes: those of match.`,
		GroupID: groupRead,
		Example: `  kbadvisor explain "530 User bob cannot log in."
  kbadvisor explain --limit 2 --terms 40 session.txt
  kbadvisor explain --json session.txt | jq '.candidates[0].terms'`,
		Args: cobra.ArbitraryArgs,
		RunE: e.run,
	}
	e.data.add(cmd)
	cmd.Flags().IntVar(&e.limit, "limit", v1.DefaultMatches, "how many (`N`) candidates, 1 to 100")
	cmd.Flags().IntVar(&e.terms, "terms", 6, "how many (`N`) terms on either side, the strongest; JSON has all")
	addKind(cmd, &e.kind)
	cmd.Flags().BoolVar(&e.json, "json", false, "print one JSON object")
	return cmd
}

func (e *explainCommand) run(cmd *cobra.Command, args []string) error {
	kind, err := observe.ParseKind(e.kind)
	switch {
	case err != nil:
		return usagef("--kind: %w", err)
	case e.terms < 1:
		return usagef("--terms %d: want 1 or more", e.terms)
	}
	if err := checkLimit(e.limit); err != nil {
		return err
	}
	text, err := e.input(args)
	if err != nil {
		return err
	}
	d, err := e.open(cmd.Context(), e.data)
	if err != nil {
		return err
	}
	defer d.Close()
	m, err := e.openMatcher(cmd.Context(), d)
	if err != nil {
		return err
	}
	x, err := m.Explain(cmd.Context(), text, kind, e.limit)
	if err != nil {
		return err
	}
	wire := v1.NewMatch(x.Answer, articleOf(cmd.Context(), d, &err))
	if e.json {
		err = errors.Join(err, e.out.json(newExplanation(x, wire)))
	} else {
		err = errors.Join(err, e.out.explanation(x, wire, e.terms))
	}
	if err == nil && len(x.Answer.Matches) == 0 {
		err = &exit{code: exitNotFound} // the answer has said it all
	}
	return err
}

// explanation is the wire form of an explanation.
type explanation struct {
	Answer     v1.Match     `json:"answer"`
	Confidence float64      `json:"confidence"`
	Threshold  float64      `json:"threshold"`
	Margin     float64      `json:"margin"`
	Bias       float64      `json:"bias"`
	Signs      []addend     `json:"signs"`
	Candidates []considered `json:"candidates"`
}

type considered struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Score float64  `json:"score"`
	Terms []addend `json:"terms"`
}

type addend struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Adds  float64 `json:"adds"`
}

func newExplanation(x match.Explanation, answer v1.Match) explanation {
	out := explanation{
		Answer: answer, Confidence: x.Confidence, Threshold: x.Threshold, Margin: x.Margin, Bias: x.Bias,
		Signs: addends(x.Signs), Candidates: []considered{},
	}
	for _, c := range x.Candidates {
		out.Candidates = append(out.Candidates, considered{string(c.ID), c.Title, c.Score, addends(c.Terms)})
	}
	return out
}

func addends(in []match.Addend) []addend {
	out := make([]addend, 0, len(in))
	for _, a := range in {
		out = append(out, addend(a))
	}
	return out
}

// explanation prints an explanation for people.
func (c console) explanation(x match.Explanation, answer v1.Match, terms int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", cleanLine(answer.Observation.Say()), c.bold(cleanLine(answer.Say())))
	if len(x.Candidates) == 0 {
		_, err := c.Write([]byte(b.String()))
		return err
	}
	fmt.Fprintf(&b, "\nconfidence %.2f, an answer is given from %.2f on; log-odds:\n", x.Confidence, x.Threshold)
	c.balance(&b, append([]match.Addend{{Name: "(before anything is known)", Adds: x.Bias}}, x.Signs...), terms)
	for i, r := range x.Candidates {
		fmt.Fprintf(&b, "\n%d  %s  %s\n   score %.2f", i+1, c.bold(cleanLine(string(r.ID))), cleanLine(r.Title), r.Score)
		if i == 0 {
			b.WriteString(":\n")
			c.balance(&b, r.Terms, terms)
			continue
		}
		first := x.Candidates[0]
		fmt.Fprintf(&b, ", %+.2f to the first one, of which:\n", r.Score-first.Score)
		c.balance(&b, difference(r.Terms, first.Terms), terms)
	}
	_, err := c.Write([]byte(b.String()))
	return err
}

// balance prints the strongest terms of a sum on either side, and what the others
// come to.
func (c console) balance(b *strings.Builder, sum []match.Addend, terms int) {
	for _, side := range []struct {
		label string
		on    func(match.Addend) bool
	}{
		{"for", func(a match.Addend) bool { return a.Adds > 0 }},
		{"against", func(a match.Addend) bool { return a.Adds < 0 }},
	} {
		n, rest := 0, 0.0
		for _, a := range sum {
			if !side.on(a) {
				continue
			}
			if n++; n > terms {
				rest += a.Adds
				continue
			}
			fmt.Fprintf(b, "   %s %+6.2f  %s\n", c.faint(fmt.Sprintf("%-8s", side.label)), a.Adds, termName(a))
		}
		if n > terms {
			fmt.Fprintf(b, "   %-8s %+6.2f  %s\n", "", rest, c.faint(fmt.Sprintf("%d more", n-terms)))
		}
	}
}

// termName names a term with its value.
func termName(a match.Addend) string {
	name := strings.ReplaceAll(cleanLine(a.Name), "_", " ")
	if a.Value == 0 {
		return name
	}
	return fmt.Sprintf("%s %.3g", name, a.Value)
}

// difference returns what the terms of a sum add more than those of another one,
// what matters most first.
func difference(of, than []match.Addend) []match.Addend {
	other := map[string]match.Addend{}
	for _, a := range than {
		other[a.Name] = a
	}
	var out []match.Addend
	for _, a := range of {
		a.Adds -= other[a.Name].Adds
		delete(other, a.Name)
		out = append(out, a)
	}
	for _, a := range than {
		if left, ok := other[a.Name]; ok {
			out = append(out, match.Addend{Name: left.Name, Adds: -left.Adds})
		}
	}
	out = slices.DeleteFunc(out, func(a match.Addend) bool { return math.Abs(a.Adds) < 0.005 })
	slices.SortStableFunc(out, func(a, b match.Addend) int { return cmp.Compare(math.Abs(b.Adds), math.Abs(a.Adds)) })
	return out
}
