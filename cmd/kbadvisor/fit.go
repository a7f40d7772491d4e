package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"kbadvisor/index/eval"
	"kbadvisor/index/match"
)

// fitCommand is one call of "kbadvisor fit".
type fitCommand struct {
	*program
	data   dataFlags
	output string
	folds  int
	by     string
	json   bool
}

func (p *program) fitCommand() *cobra.Command {
	c := &fitCommand{program: p}
	cmd := &cobra.Command{
		Use:   "fit OBSERVATIONS...",
		Short: "Fit the weights of matching to labelled observations",
		Long: `Fits the weights by which articles are ranked, and how sure an answer is, to
labelled observations, and writes them as JSON. The lines are those of "kbadvisor eval
--help"; - is standard input. A file that is given several times weighs more. The same
files, in the same order, and the same articles give the same weights.

The weights are data inside the program: they take effect when index/match/model.json
is replaced by them and the program is built again. For those that it has, the data
folder holds the whole archive and nothing else (--no-bundled), and the call is:

  kbadvisor fit dev.jsonl dev.jsonl dev.jsonl \
      index/match/testdata/observations-*.jsonl --output index/match/model.json

With --folds nothing is written. The observations are parted; each part is answered
with weights that were fitted to the others, and the answers are measured as eval does
it, each observation once.`,
		GroupID: groupData,
		Example: `  kbadvisor fit own-cases.jsonl --folds 5 --by kind
  kbadvisor fit own-cases.jsonl --output index/match/model.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error { return c.do(cmd.Context(), files) },
	}
	c.data.add(cmd)
	f := cmd.Flags()
	f.StringVar(&c.output, "output", "", "`FILE` that gets the weights (default standard output)")
	f.IntVar(&c.folds, "folds", 0, "validate with `N` parts, 2 to 100, instead of fitting to all of them")
	f.StringVar(&c.by, "by", "", "with --folds, a row for each `FIELD` kind, difficulty or protocol, too")
	f.BoolVar(&c.json, "json", false, "with --folds, print one JSON object")
	return cmd
}

func (c *fitCommand) do(ctx context.Context, files []string) error {
	by, err := c.check()
	if err != nil {
		return err
	}
	read, err := c.readCases(files)
	if err != nil {
		return err
	}
	d, err := c.open(ctx, c.data)
	if err != nil {
		return err
	}
	defer d.Close()
	if c.folds > 0 {
		return c.validate(ctx, d, read, by)
	}
	return c.fit(ctx, d, read)
}

// check looks at the flags.
func (c *fitCommand) check() (by eval.Field, err error) {
	switch {
	case c.folds != 0 && (c.folds < 2 || c.folds > 100):
		return "", usagef("--folds %d: want 2 to 100", c.folds)
	case c.folds > 0 && c.output != "":
		return "", usagef("--folds writes no weights: it takes no --output")
	case c.folds == 0 && (c.by != "" || c.json):
		return "", usagef("--by and --json go with --folds")
	case c.by != "":
		if by, err = eval.ParseField(c.by); err != nil {
			return "", usagef("--by %w", err)
		}
	}
	if c.output != "" {
		if _, err := os.Stat(filepath.Dir(c.output)); err != nil {
			return "", usagef("--output: %w", err)
		}
	}
	return by, nil
}

// fit writes the weights that are fitted to the cases.
func (c *fitCommand) fit(ctx context.Context, d *data, read caseFiles) error {
	if err := c.explainable(ctx, d, read.once()); err != nil {
		return err
	}
	m, err := c.unfitted(d)
	if err != nil {
		return err
	}
	cases := read.all()
	stop := c.tick("fitting to %d observations", len(cases))
	weights, err := m.Fit(ctx, cases)
	stop()
	if err != nil {
		return fmt.Errorf("fit the weights: %w", err)
	}
	if c.output == "" {
		return c.out.printf("%s", weights)
	}
	if err := os.WriteFile(c.output, weights, 0o666); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

// foldLimit is how many articles each observation is answered with: as many as the
// figures look at.
const foldLimit = 10

// validate measures how cases are answered that the weights were not fitted to.
func (c *fitCommand) validate(ctx context.Context, d *data, read caseFiles, by eval.Field) error {
	cases := read.once()
	if err := c.explainable(ctx, d, cases); err != nil {
		return err
	}
	m, err := c.unfitted(d)
	if err != nil {
		return err
	}
	stop := c.tick("fitting %d times to %d observations", c.folds, len(cases))
	run, err := m.CrossValidate(ctx, read.all(), c.folds, foldLimit)
	stop()
	if err != nil {
		return fmt.Errorf("validate the weights: %w", err)
	}
	e := evalCommand{program: c.program, json: c.json}
	return e.report(eval.Evaluate(cases, run, eval.Options{By: by}))
}

// unfitted returns the matcher to fit. It works also where the weights inside the
// program do not suit its code any more.
func (c *fitCommand) unfitted(d *data) (*match.Matcher, error) {
	cfg, err := c.matchConfig(d)
	if err != nil {
		return nil, err
	}
	return match.NewUnfitted(d, cfg)
}

// tick tells from time to time that something still goes on, until the function that
// it returns is called.
func (p *program) tick(format string, args ...any) (stop func()) {
	text := fmt.Sprintf(format, args...)
	begin, end, done := time.Now(), make(chan struct{}), make(chan struct{})
	go func() { // ends with stop
		defer close(done)
		t := time.NewTicker(quietTime)
		defer t.Stop()
		for {
			select {
			case <-end:
				return
			case <-t.C:
				p.note("%s, %d s", text, int(time.Since(begin).Seconds()))
			}
		}
	}()
	return func() { close(end); <-done }
}
