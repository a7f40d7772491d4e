package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"kbadvisor/index"
	"kbadvisor/index/ingest"
	"kbadvisor/kb/kbfile"
)

// importCommand is one call of "kbadvisor import".
type importCommand struct {
	*program
	data   dataFlags
	run    ingest.Run
	report string
	table  string // file of aliases
	taken  *aliasCounts
	watch  bool
	json   bool
}

func (p *program) importCommand() *cobra.Command {
	c := &importCommand{program: p}
	cmd := &cobra.Command{
		Use:   "import [PATH...]",
		Short: "Take articles in",
		Long: `Takes in articles: files, folders, patterns, archives (.zip, .tar, .tar.gz, .tar.zst)
and - for standard input. KB text and Markdown are told apart by content. What is
neither is skipped, and what cannot be read fails; the rest goes on.

Running the same import again changes nothing and is quick. An import that is
interrupted keeps what it has acknowledged; running it again completes it.

An article belongs to the origin it was imported from: the folder, archive or pattern
as given, for a single file the folder it is in, or the label of --origin. --prune
removes those articles of the origin that the source no longer has; for a single file
those that this file no longer has, never the others of its folder.

--aliases takes in which articles stand behind CVE numbers and bulletins, also without
a PATH. It is CSV; a row without a CVE number lists articles that mention the bulletin:

  cve,bulletin,articles
  CVE-2002-0073,MS02-018,Q319733 ftp-house-rule
  CVE-2024-0001,,ftp-house-rule

They add to those that the program knows and to those that were taken in before.
The data folder keeps them in aliases.csv, which may be edited to take some out.`,
		GroupID: groupKeep,
		Example: `  kbadvisor import kb-archive.tar.zst
  kbadvisor import --dry-run runbooks/
  kbadvisor import --origin wiki --prune export.zip
  kbadvisor import --json --report failed.jsonl articles/ | jq .added
  kbadvisor import --watch runbooks/
  kbadvisor import --aliases own.csv`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, paths []string) error {
			c.run.Sources, c.run.Stdin = paths, p.in
			return c.do(cmd.Context())
		},
	}
	c.data.addCreate(cmd)
	cmd.Flags().StringVar(&c.run.Origin, "origin", "", "`LABEL` of where the articles come from (default the path)")
	cmd.Flags().BoolVar(&c.run.DryRun, "dry-run", false, "tell what would happen, change nothing")
	cmd.Flags().BoolVar(&c.run.Prune, "prune", false, "remove articles of the origin that the source no longer has")
	cmd.Flags().BoolVar(&c.run.Force, "force", false, "prune even more than a tenth of the origin")
	cmd.Flags().BoolVar(&c.watch, "watch", false, "stay, and take in what changes in the folder")
	cmd.Flags().StringVar(&c.table, "aliases", "", "CSV `FILE` that tells which articles stand behind CVE numbers and bulletins, see above")
	_ = cmd.MarkFlagFilename("aliases", "csv")
	cmd.Flags().StringVar(&c.report, "report", "", "`FILE` that gets a line of JSON for everything skipped or failed")
	cmd.Flags().BoolVar(&c.json, "json", false, "print the counts as one JSON object")
	return cmd
}

func (c *importCommand) do(ctx context.Context) error {
	switch {
	case c.watch && (c.run.DryRun || c.json):
		return usagef("--watch never ends: it takes no --dry-run and no --json")
	case c.run.Force && !c.run.Prune:
		return usagef("--force goes with --prune")
	case len(c.run.Sources) == 0 && (c.table == "" || c.watch):
		return usagef("name a file, a folder, an archive or -")
	case c.table == "-" && slices.Contains(c.run.Sources, "-"):
		return usagef("--aliases - and - cannot both read standard input")
	}
	aliases, err := c.userAliases(c.table)
	if err != nil {
		return err
	}
	if c.report != "" {
		f, err := os.Create(c.report)
		if err != nil {
			return fmt.Errorf("make the report: %w", err)
		}
		defer f.Close()
		c.run.Report = f
	}
	engine, parse, err := c.engine(ctx)
	if err != nil {
		return err
	}
	defer engine.Close()
	if err := c.takeAliases(engine, aliases); err != nil {
		return err
	}
	if len(c.run.Sources) == 0 {
		return errors.Join(c.printCounts(ingest.Summary{}), c.tellAbsent(ctx, engine, aliases))
	}
	cfg := ingest.Config{Engine: engine, Parse: parse, Logger: c.logger()}
	if c.watch {
		return c.follow(ctx, cfg)
	}
	show := c.progress()
	cfg.Progress = show.update
	im, err := ingest.New(cfg)
	if err != nil {
		return err
	}
	sum, err := im.Import(ctx, c.run)
	show.end()
	if err == nil {
		err = c.tellAbsent(ctx, engine, aliases)
	}
	return c.result(sum, err)
}

// engine opens the data folder. A dry run makes none.
func (c *importCommand) engine(ctx context.Context) (index.Engine, kbfile.Options, error) {
	if c.run.DryRun {
		table, err := readSections(c.data.sections)
		if err != nil {
			return nil, kbfile.Options{}, err
		}
		dir, err := c.data.folder()
		if err != nil {
			return nil, kbfile.Options{}, err
		}
		if ok, err := isDataFolder(dir); err != nil || !ok {
			return capture{}, kbfile.Options{Headings: table}, err
		}
	}
	d, err := c.create(ctx, c.data)
	if err != nil {
		return nil, kbfile.Options{}, err
	}
	return d, d.parse, nil
}

// counts is what --json prints.
type counts struct {
	Added     int     `json:"added"`
	Updated   int     `json:"updated"`
	Unchanged int     `json:"unchanged"`
	Skipped   int     `json:"skipped"`
	Failed    int     `json:"failed"`
	Seconds   float64 `json:"seconds"`
	Removed   int     `json:"removed,omitempty"` // pruned

	Aliases *aliasCounts `json:"aliases,omitempty"`
}

// result prints how an import went and returns its error.
func (c *importCommand) result(sum ingest.Summary, err error) error {
	for _, f := range sum.Failures {
		c.err.printf("%s %s\n", place(f.Name, f.Line), cleanLine(f.Reason))
	}
	if more := sum.Failed - len(sum.Failures); more > 0 {
		c.note("and %d more failures: --report FILE tells all of them", more)
	}
	if e := c.printCounts(sum); e != nil {
		return errors.Join(err, e)
	}
	switch {
	case errors.Is(err, ingest.ErrNoSource): // its reasons are among the failures
		return &exit{code: exitFailures, err: ingest.ErrNoSource}
	case errors.Is(err, ingest.ErrPruneTooMuch):
		return &exit{code: exitFailures, err: err, hint: "if the source is right, add --force"}
	case err == nil && sum.Failed > 0:
		return &exit{code: exitFailures}
	}
	return err
}

func (c *importCommand) printCounts(sum ingest.Summary) error {
	n := counts{sum.Added, sum.Updated, sum.Unchanged, sum.Skipped, sum.Failed, sum.Seconds, sum.Removed, c.taken}
	switch {
	case c.json:
		return jsonLine(c.out, n)
	case len(c.run.Sources) == 0:
		return nil
	}
	removed := ""
	if c.run.Prune {
		removed = fmt.Sprintf(", %d removed", n.Removed)
	}
	return c.out.printf("%s%d added, %d updated, %d unchanged, %d skipped, %d failed%s in %.1f s\n",
		c.would(), n.Added, n.Updated, n.Unchanged, n.Skipped, n.Failed, removed, n.Seconds)
}

// would is put before what a dry run would do.
func (c *importCommand) would() string {
	if c.run.DryRun {
		return "would be: "
	}
	return ""
}
