package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/observe"
)

// matchCommand is one call of "kbadvisor match".
type matchCommand struct {
	*program
	data  dataFlags
	limit int
	kind  string
	json  bool
	jsonl bool
}

func (p *program) matchCommand() *cobra.Command {
	m := &matchCommand{program: p}
	cmd := &cobra.Command{
		Use:   "match [TEXT | FILE | -]",
		Short: "Name the article that explains what was seen",
		Long: `Names the article that explains what was seen: a reply of a server, a session, an
event, an error message, a scanner's finding, a question. It shows the words that
the answer rests on and says how sure it is, or that nothing explains it.

` + inputHelp + `

Exit codes: 0 an article explains it, 3 none does (also when nothing is wrong, or
when the article that it names is not here), others as in "kbadvisor help exit-codes".

With --jsonl, lines of {"id", "input"} come from standard input or from a file, with
an optional "kind". For each goes out a line of {"id", "verdict", "reason",
"results": [{"id", "confidence", "score"}]}, in the same order; no results mean that
nothing explains it. The exit code is 0 then when every line was answered.`,
		GroupID: groupRead,
		Example: `  kbadvisor match "530 User bob cannot log in."
  kbadvisor match session.txt
  ftp -v files.example 2>&1 < script | kbadvisor match
  kbadvisor match --json -- "-ERR mailbox is locked" | jq .results[0].evidence
  kbadvisor match --jsonl --limit 10 < observations.jsonl > run.jsonl`,
		Args: cobra.ArbitraryArgs,
		RunE: m.run,
	}
	m.data.add(cmd)
	cmd.Flags().IntVar(&m.limit, "limit", v1.DefaultMatches, "how many (`N`) articles at most, 1 to 100")
	addKind(cmd, &m.kind)
	cmd.Flags().BoolVar(&m.json, "json", false, "print the whole answer as one JSON object")
	cmd.Flags().BoolVar(&m.jsonl, "jsonl", false, "answer lines of JSON, see above")
	return cmd
}

func addKind(cmd *cobra.Command, kind *string) {
	cmd.Flags().StringVar(kind, "kind", "", "what it is, when you know: `KIND` reply, session, banner, event, error, finding, question, log or text")
}

func (m *matchCommand) run(cmd *cobra.Command, args []string) error {
	kind, err := m.check(args)
	if err != nil {
		return err
	}
	var text string
	if !m.jsonl {
		if text, err = m.input(args); err != nil {
			return err
		}
	}
	d, err := m.open(cmd.Context(), m.data)
	if err != nil {
		return err
	}
	defer d.Close()
	matcher, err := m.openMatcher(cmd.Context(), d)
	if err != nil {
		return err
	}
	if m.jsonl {
		return m.lines(cmd.Context(), matcher, kind, args)
	}
	return m.one(cmd.Context(), d, matcher, kind, text)
}

func (m *matchCommand) check(args []string) (kb.ObservationKind, error) {
	kind, err := observe.ParseKind(m.kind)
	switch {
	case err != nil:
		return "", usagef("--kind: %w", err)
	case m.json && m.jsonl:
		return "", usagef("--json and --jsonl exclude each other")
	case m.jsonl && len(args) > 1:
		return "", usagef("--jsonl reads one file, or standard input")
	case m.jsonl && len(args) == 0 && interactive(m.in):
		return "", usagef("give a file with lines of JSON, or write them to standard input")
	}
	return kind, checkLimit(m.limit)
}

// one answers one observation.
func (m *matchCommand) one(ctx context.Context, e index.Engine, matcher matcher, kind kb.ObservationKind, text string) error {
	a, err := matcher.Match(ctx, text, kind, m.limit)
	if err != nil {
		return err
	}
	article := articleOf(ctx, e, &err)
	wire := v1.NewMatch(a, article)
	if m.json {
		err = errors.Join(err, m.out.json(wire))
	} else {
		err = errors.Join(err, m.out.answer(wire, article))
	}
	if err == nil && len(a.Matches) == 0 {
		err = &exit{code: exitNotFound} // the answer has said it all
	}
	return err
}

// maxMatchLine is the longest line of observations in bytes: 1 MiB in any spelling
// that JSON allows for it.
const maxMatchLine = 8 << 20

// matchIn is a line of observations.
type matchIn struct {
	ID    json.RawMessage `json:"id"` // any JSON value; it comes back as it is
	Input *string         `json:"input"`
	Kind  string          `json:"kind"`
}

// matchOut is the line of answers for it.
type matchOut struct {
	ID      json.RawMessage `json:"id"`
	Verdict kb.Verdict      `json:"verdict"`
	Reason  kb.Reason       `json:"reason"`
	Results []matchHit      `json:"results"`
	Error   string          `json:"error,omitempty"`
}

type matchHit struct {
	ID         kb.ID   `json:"id"`
	Confidence float64 `json:"confidence"`
	Score      float64 `json:"score"`
}

func (o matchOut) with(fault string) lineOutput {
	o.Error = fault
	return o
}

// lines answers the observations of a file or of standard input.
func (m *matchCommand) lines(ctx context.Context, matcher matcher, kind kb.ObservationKind, args []string) error {
	in := m.in
	if len(args) == 1 && args[0] != "-" {
		f, err := os.Open(args[0])
		if err != nil {
			return &exit{code: exitUsage, err: fmt.Errorf("--jsonl: %w", err)}
		}
		defer f.Close()
		in = f
	}
	return m.answerLines(ctx, matcher, kind, in)
}

func (m *matchCommand) answerLines(ctx context.Context, matcher matcher, kind kb.ObservationKind, in io.Reader) error {
	r := lineRun{program: m.program, what: "observations", max: maxMatchLine, answer: func(ctx context.Context, line []byte) (lineOutput, error) {
		return matchLine(ctx, matcher, kind, m.limit, line)
	}}
	return r.run(ctx, in)
}

// matchLine answers one line. A kind that is not known is no reason to refuse it:
// labelled sets have words of their own there.
func matchLine(ctx context.Context, matcher matcher, kind kb.ObservationKind, limit int, line []byte) (matchOut, error) {
	out := matchOut{Verdict: kb.Unexplained, Reason: kb.InputUnusable, Results: []matchHit{}}
	var in matchIn
	if err := json.Unmarshal(line, &in); err != nil {
		return out, fmt.Errorf(`want a line of {"id", "input"}: %w`, err)
	}
	out.ID = in.ID
	switch {
	case in.Input == nil:
		return out, errors.New(`want a line of {"id", "input"}: input is missing`)
	case len(*in.Input) > v1.MaxInput:
		return out, errors.New("the input is over 1 MiB: give the part around the failure")
	}
	if k, err := observe.ParseKind(in.Kind); err == nil && k != "" {
		kind = k
	}
	a, err := matcher.Match(ctx, *in.Input, kind, limit)
	if err != nil {
		return out, err
	}
	out.Verdict, out.Reason = a.Verdict, a.Reason
	for _, r := range a.Matches {
		out.Results = append(out.Results, matchHit{r.ID, r.Confidence, r.Score})
	}
	return out, nil
}
