package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/scan"
	"kbadvisor/kb/scan/stream"
)

// linkCommand is one call of "kbadvisor link".
type linkCommand struct {
	*program
	data          dataFlags
	format        string
	output        string
	inputFormat   string
	minConfidence float64
	failOn        []string
}

func (p *program) linkCommand() *cobra.Command {
	l := &linkCommand{program: p}
	cmd := &cobra.Command{
		Use:   "link REPORT...",
		Short: "Name the articles that explain the findings of scanners",
		Long: `Reads reports of scanners and gives every finding back: with the article that
explains it and the words that prove it, with the article that it names and the
knowledge base lacks, or honestly open. A report is a file, also packed with gzip
or zip, or - for standard input; its format is told by its content ("kbadvisor
formats" lists what is read).

--output takes the form from the ending of the file: .txt, .json, .jsonl, .csv, .md,
.html or .sarif. The file appears when it is complete. JSON Lines and CSV are
written as findings are linked.

Of a report that breaks off, what stands before that place is given back, and the
place is told.

Exit codes: 0 nothing is left unexplained, 3 something is, 1 a report could not be
read, or not to its end, others as in "kbadvisor help exit-codes". --fail-on takes
words, separated by commas, in the place of that rule:
  none                    0 whatever is found
  unexplained             3 when nothing explains a finding that is not healthy
  explained, ambiguous, cited_absent
                          5 when a finding has this verdict
  no_candidate, below_threshold, input_unusable, healthy
                          5 when a finding is unexplained for this reason
  confirmed_security, by_design, no_fix and the other states of problems
                          5 when the article that explains a finding has it`,
		GroupID: groupRead,
		Example: `  kbadvisor link scan.nessus
  kbadvisor link --output findings.html scan.xml
  kbadvisor link --format jsonl scans.zip | jq -r 'select(.verdict == "explained") | .results[0].id'
  nmap -sV -sC -oX - files.example | kbadvisor link -
  kbadvisor link --fail-on unexplained,confirmed_security --format sarif scan.xml > findings.sarif`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd.Context(), args) },
	}
	l.data.add(cmd)
	f := cmd.Flags()
	f.StringVar(&l.format, "format", "", "`FORM` of what comes out: text, json, jsonl, csv, md, html or sarif (default text)")
	f.StringVar(&l.output, "output", "", "`FILE` to write to (default standard output)")
	f.StringVar(&l.inputFormat, "input-format", "", "`NAME` of the reports' format, when their content does not tell it")
	f.Float64Var(&l.minConfidence, "min-confidence", 0, "leave out articles that are less sure than `P`, 0 to 1")
	f.StringSliceVar(&l.failOn, "fail-on", []string{"unexplained"}, "`KINDS` of findings that the exit code tells of, see above")
	return cmd
}

func (l *linkCommand) run(ctx context.Context, args []string) error {
	form, rules, err := l.check(args)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"-"}
	}
	defer thrifty()()
	d, err := l.open(ctx, l.data)
	if err != nil {
		return err
	}
	defer d.Close()
	m, err := l.openMatcher(ctx, d)
	if err != nil {
		return err
	}
	in, err := l.openReports(args)
	if err != nil {
		return err
	}
	defer in.close()
	if in.holds(l.output) {
		return usagef("--output %s: that is a report to read; name another file", cleanLine(l.output))
	}
	c := &report.Collector{Linker: m, MinConfidence: l.minConfidence, Get: func(ctx context.Context, id kb.ID) (*kb.Article, error) {
		doc, err := d.Get(ctx, id)
		return doc.Article, err
	}}
	sum, err := l.link(ctx, c, in, form)
	if err != nil {
		return err
	}
	return l.result(sum, in, rules)
}

// check looks at the flags.
func (l *linkCommand) check(args []string) (report.Format, failRules, error) {
	rules, err := parseFailOn(l.failOn)
	form, known := l.form()
	stdin := 0
	for _, a := range args {
		if a == "-" {
			stdin++
		}
	}
	switch {
	case err != nil:
		return form, nil, usagef("--fail-on: %w", err)
	case !known:
		return form, nil, l.unknownForm()
	case !(l.minConfidence >= 0 && l.minConfidence <= 1):
		return form, nil, usagef("--min-confidence %v: want 0 to 1", l.minConfidence)
	case l.inputFormat != "" && !slices.ContainsFunc(scan.Formats(), func(f stream.Format) bool { return f.Name == l.inputFormat }):
		return form, nil, usagef("--input-format %q: 'kbadvisor formats' lists those that are read", l.inputFormat)
	case stdin > 1:
		return form, nil, usagef("- stands for standard input, which can be read once")
	case len(args) == 0 && interactive(l.in):
		return form, nil, usagef("name a report, or - for standard input")
	}
	return form, rules, nil
}

// form returns the form that is asked for, by name or by the ending of the file.
func (l *linkCommand) form() (report.Format, bool) {
	if l.format == "" {
		ending := strings.ToLower(filepath.Ext(l.output))
		for _, f := range report.Formats() {
			if f.Ending == ending {
				return f, true
			}
		}
		if ending != "" {
			return report.Format{}, false
		}
		return report.FormatNamed("text")
	}
	return report.FormatNamed(l.format)
}

// unknownForm returns the error for a form that there is not.
func (l *linkCommand) unknownForm() error {
	if l.format == "" {
		return usagef("--output %s: want a name in .txt, .json, .jsonl, .csv, .md, .html or .sarif, or --format", cleanLine(l.output))
	}
	return usagef("--format %q: want text, json, jsonl, csv, md, html or sarif", l.format)
}

// link writes the findings of all reports in a form, and counts them.
func (l *linkCommand) link(ctx context.Context, c *report.Collector, in *reports, form report.Format) (sum v1.LinkSummary, err error) {
	out, err := l.openOutput(l.output)
	if err != nil {
		return sum, err
	}
	defer func() { err = out.finish(err) }()
	show := l.linkProgress(in, form)
	c.Progress = show.update
	findings := in.findings(ctx, c, scan.Options{Format: l.inputFormat})
	if form.Streamed {
		err = form.Write(out, report.Document{Findings: findings}, l.options())
		show.end()
	} else {
		err = l.linkSpooled(ctx, c, findings, show, func(d report.Document) error { return form.Write(out, d, l.options()) })
	}
	if err != nil {
		return sum, err
	}
	return c.Summary(ctx)
}

// linkSpooled keeps the findings until all are there, for a form that begins with
// what they come to.
func (l *linkCommand) linkSpooled(ctx context.Context, c *report.Collector, findings iter.Seq2[v1.Finding, error], show linkProgress, write func(report.Document) error) (err error) {
	defer show.end()
	spool, err := report.NewSpool("")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spool.Close()) }()
	for f, err := range findings {
		if err == nil {
			err = spool.Add(f)
		}
		if err != nil {
			return err
		}
	}
	show.end()
	sum, err := c.Summary(ctx)
	if err != nil {
		return err
	}
	return write(spool.Document(sum))
}

// options tell who reads what is written.
func (l *linkCommand) options() report.Options {
	o := report.Options{Version: thisBuild().Version, Time: time.Now()}
	if l.output == "" {
		o.Color, o.Width = l.out.colour, l.out.width(0)
	}
	return o
}

// result tells what could not be read, and returns the error that the findings make
// for the exit code.
func (l *linkCommand) result(sum v1.LinkSummary, in *reports, rules failRules) error {
	broken, advice := 0, ""
	for _, r := range sum.Reports {
		if r.Error != "" {
			broken++
			if r.Format == "" && in.opened(r.Name) {
				advice = "'kbadvisor formats' lists what is read"
			}
			l.note("%s: %s", cleanLine(r.Name), cleanLine(r.Error))
		}
	}
	if broken > 0 {
		return &exit{code: exitFailures, hint: advice, err: fmt.Errorf("%d of %d reports could not be read to the end", broken, len(sum.Reports))}
	}
	return rules.apply(sum)
}

// thrifty lets the collector of garbage work three times as often as it would, unless the
// environment says how often: what is kept of the articles is most of the memory, and
// the room for garbage is a share of that. It returns what ends it.
func thrifty() (end func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	percent := debug.SetGCPercent(30)
	return func() { debug.SetGCPercent(percent) }
}
