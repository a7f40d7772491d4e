package main

import (
	"bufio"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/index/ingest"
)

// parseCommand is one call of "kbadvisor parse".
type parseCommand struct {
	*program
	sections string
	jsonl    bool

	w       *bufio.Writer
	parsed  int
	warned  int
	skipped int
	failed  int
}

func (p *program) parseCommand() *cobra.Command {
	c := &parseCommand{program: p}
	cmd := &cobra.Command{
		Use:   "parse PATH...",
		Short: "Print the records of articles without importing them",
		Long: `Reads articles like import and prints what was understood of each, in the order
read, also of articles that have the same id. Paths are files, folders, archives,
patterns, and - for standard input. No data folder is needed. What is no article, or
cannot be read, is told on standard error.`,
		GroupID: groupKeep,
		Example: `  kbadvisor parse Q239041.TXT
  kbadvisor parse --jsonl archive/ > records.jsonl
  curl -s https://kb.example/article.md | kbadvisor parse --jsonl -`,
		Args: cobra.MinimumNArgs(1),
		RunE: c.run,
	}
	cmd.Flags().BoolVar(&c.jsonl, "jsonl", false, "print one JSON object a line for each article")
	addSections(cmd, &c.sections)
	return cmd
}

func (c *parseCommand) run(cmd *cobra.Command, paths []string) error {
	c.w = bufio.NewWriterSize(c.out, 64<<10)
	for _, path := range paths {
		_, err := c.read(cmd.Context(), path, c.sections, c.take, c.other)
		if err != nil && !errors.Is(err, ingest.ErrNoSource) { // told by other
			return errors.Join(err, c.w.Flush())
		}
	}
	if err := c.w.Flush(); err != nil {
		return err
	}
	if !c.jsonl || c.failed+c.skipped > 0 {
		c.note("%d articles read (%d with warnings), %d skipped, %d failed", c.parsed, c.warned, c.skipped, c.failed)
	}
	if c.failed > 0 {
		return &exit{code: exitFailures}
	}
	return nil
}

// take prints an article.
func (c *parseCommand) take(d index.Document) error {
	a := d.Article
	c.parsed++
	if len(a.Warnings) > 0 {
		c.warned++
	}
	if c.jsonl {
		return jsonLine(c.w, v1.NewArticle(a))
	}
	_, err := fmt.Fprintf(c.w, "%-9s %-10s %2d sections %2d references  %s\n", cleanLine(string(a.ID)), cleanLine(string(a.Date)),
		len(a.Content()), len(a.References), cleanLine(a.Title))
	return err
}

// other tells about a file that is no article.
func (c *parseCommand) other(f ingest.Failure) error {
	if f.Kind == ingest.KindFailed {
		c.failed++
	} else {
		c.skipped++
	}
	return c.err.printf("%s %s: %s\n", place(f.Name, f.Line), f.Kind, cleanLine(f.Reason))
}
