package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"kbadvisor/index/eval"
)

// evalCommand is one call of "kbadvisor eval".
type evalCommand struct {
	*program
	data     dataFlags
	by       string
	run      string
	limit    int
	failures int
	json     bool
}

func (p *program) evalCommand() *cobra.Command {
	e := &evalCommand{program: p}
	cmd := &cobra.Command{
		Use:   "eval OBSERVATIONS",
		Short: "Measure how well labelled observations are matched",
		Long: `Matches labelled observations and measures the answers: success at 1, mean
reciprocal rank, nDCG, recall, false answers, abstentions, and how far the confidence
can be trusted (Brier score, expected calibration error, reliability table).

OBSERVATIONS has lines of JSON, one for each observation; - is standard input:

  {"id": "A-1", "input": "530 User bob cannot log in.", "kind": "ftp_reply",
   "relevant": [{"id": "Q200475", "grade": 2}], "neutral": ["Q184319"]}

Relevant articles explain the observation, those with the best grade are the targets;
an empty list says that nothing does. Neutral ones count neither for nor against.
"kbadvisor match --jsonl" and --run do the same in two steps.`,
		GroupID: groupData,
		Example: `  kbadvisor eval own-cases.jsonl --by kind
  kbadvisor eval own-cases.jsonl --failures 20
  kbadvisor eval own-cases.jsonl --run run.jsonl --json | jq .all.s1`,
		Args: cobra.ExactArgs(1),
		RunE: e.do,
	}
	e.data.add(cmd)
	f := cmd.Flags()
	f.StringVar(&e.by, "by", "", "a row for each `FIELD` kind, difficulty or protocol, too")
	f.StringVar(&e.run, "run", "", "measure the answers in this `FILE` instead of matching")
	f.IntVar(&e.limit, "limit", 10, "how many (`N`) articles are asked for, 1 to 100")
	f.IntVar(&e.failures, "failures", 0, "list the first `N` observations that are answered wrongly")
	f.BoolVar(&e.json, "json", false, "print one JSON object, with all that are answered wrongly")
	return cmd
}

func (e *evalCommand) do(cmd *cobra.Command, args []string) error {
	var by eval.Field
	if e.by != "" {
		var err error
		if by, err = eval.ParseField(e.by); err != nil {
			return usagef("--by %w", err)
		}
	}
	if err := checkLimit(e.limit); err != nil {
		return err
	}
	cases, err := readFile(e.program, args[0], eval.ReadCases)
	if err != nil {
		return err
	}
	run, err := e.answers(cmd.Context(), cases)
	if err != nil {
		return err
	}
	return e.report(eval.Evaluate(cases, run, eval.Options{By: by}))
}

// readFile reads a file, or standard input when its name is -.
func readFile[T any](p *program, name string, read func(io.Reader) (T, error)) (T, error) {
	in := p.in
	var none T
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return none, err
		}
		defer f.Close()
		in = f
	}
	v, err := read(in)
	if err != nil {
		return none, fmt.Errorf("read %s: %w", cleanLine(name), err)
	}
	return v, nil
}

// answers returns the run to measure: that of a file, or what is matched now.
func (e *evalCommand) answers(ctx context.Context, cases []eval.Case) (eval.Run, error) {
	if e.run != "" {
		return readFile(e.program, e.run, eval.ReadRun)
	}
	d, err := e.open(ctx, e.data)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	m, err := e.openMatcher(ctx, d)
	if err != nil {
		return nil, err
	}
	return matchAll(ctx, m, cases, e.limit)
}

// matchAll answers the cases on all cores, without telling the matcher their kind.
func matchAll(ctx context.Context, m matcher, cases []eval.Case, limit int) (eval.Run, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	answers := make([][]eval.Result, len(cases))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range todo {
				var err error
				if answers[i], err = matchCase(ctx, m, cases[i], limit); err != nil {
					cancel(fmt.Errorf("match %s: %w", cleanLine(cases[i].ID), err))
				}
			}
		})
	}
	for i := range cases {
		todo <- i
	}
	close(todo)
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	run := eval.Run{}
	for i, c := range cases {
		run[c.ID] = answers[i]
	}
	return run, nil
}

func matchCase(ctx context.Context, m matcher, c eval.Case, limit int) ([]eval.Result, error) {
	a, err := m.Match(ctx, c.Input, "", limit)
	var out []eval.Result
	for _, r := range a.Matches {
		out = append(out, eval.Result{ID: r.ID, Score: eval.Figure(r.Score), Confidence: eval.Figure(r.Confidence)})
	}
	return out, err
}

// report prints the figures.
func (e *evalCommand) report(r eval.Report) error {
	if n := len(r.Unknown); n > 0 {
		e.note("%d answers of the run are to observations that are not in the file", n)
	}
	if e.json {
		return e.out.json(r)
	}
	var b strings.Builder
	if err := r.Markdown(&b); err != nil {
		return err
	}
	for i, f := range r.Failures {
		if i == e.failures {
			break
		}
		if i == 0 {
			b.WriteString("\n| id | kind | wanted | got |\n|---|---|---|---|\n")
		}
		wanted, got := "nothing", string(f.Got)
		if len(f.Want) > 0 {
			wanted = string(f.Want[0])
		}
		if got == "" {
			got = "nothing"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.ID, f.Kind, wanted, got)
	}
	return e.out.printf("%s", clean(b.String()))
}
