package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"kbadvisor/index"
	"kbadvisor/index/ingest"
	"kbadvisor/kb"
	"kbadvisor/kb/lint"
)

// lintCommand is one call of "kbadvisor lint".
type lintCommand struct {
	*program
	sections string
	articles int
	problems int
	seen     map[numbered]string // where the article stands
}

// numbered is what no two articles may share. The archive's KB text and its
// Markdown rendering may stand side by side.
type numbered struct {
	id     kb.ID
	format kb.Format
}

func (p *program) lintCommand() *cobra.Command {
	c := &lintCommand{program: p, seen: map[numbered]string{}}
	cmd := &cobra.Command{
		Use:   "lint PATH...",
		Short: "Report what authors should mend",
		Long: `Reads articles like parse and prints what their authors should mend, a line each:
FILE:LINE: RULE: DETAIL. Ends with 1 when there is anything.`,
		GroupID: groupKeep,
		Example: `  kbadvisor lint articles/
  kbadvisor lint new-article.md`,
		Args: cobra.MinimumNArgs(1),
		RunE: c.run,
	}
	addSections(cmd, &c.sections)
	return cmd
}

func (c *lintCommand) run(cmd *cobra.Command, paths []string) error {
	for _, path := range paths {
		_, err := c.read(cmd.Context(), path, c.sections, func(d index.Document) error { return c.take(path, d) }, c.other)
		if err != nil && !errors.Is(err, ingest.ErrNoSource) { // told by other
			return err
		}
	}
	c.note("%d articles, %d problems", c.articles, c.problems)
	if c.problems > 0 {
		return &exit{code: exitFailures}
	}
	return nil
}

// take prints the problems of an article.
func (c *lintCommand) take(source string, d index.Document) error {
	c.articles++
	name := shown(source, d.Name)
	problems := lint.Check(d.Article)
	key := numbered{d.Article.ID, d.Article.Format}
	if other, ok := c.seen[key]; ok && other != name {
		detail := "the id " + string(key.id) + " is that of " + other
		problems = append([]lint.Problem{{Rule: lint.IDTwice, Detail: detail}}, problems...)
	}
	c.seen[key] = name
	for _, p := range problems {
		c.problems++
		if err := c.out.printf("%s %s: %s\n", place(name, p.Line), p.Rule, cleanLine(p.Detail)); err != nil {
			return err
		}
	}
	return nil
}

// other prints what cannot be read. Other files than articles are no problem.
func (c *lintCommand) other(f ingest.Failure) error {
	if f.Kind != ingest.KindFailed {
		return nil
	}
	c.problems++
	return c.out.printf("%s unreadable: %s\n", place(f.Name, f.Line), cleanLine(f.Reason))
}

// shown returns the name of an article of a source as the user would write it.
func shown(source, name string) string {
	info, err := os.Stat(source)
	switch {
	case err == nil && info.IsDir():
		return filepath.Join(source, filepath.FromSlash(name))
	case name == filepath.Base(source):
		return source
	}
	return source + ":" + name
}
