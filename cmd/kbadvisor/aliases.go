package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/index/match"
	"kbadvisor/kb"
	"kbadvisor/kb/ident"
)

// aliasFile keeps the user's aliases in a data folder. It is CSV that may be edited
// while the program does not run.
const aliasFile = "aliases.csv"

// aliases returns the aliases that a data folder keeps, none when it has no file.
func (d *data) aliases() (aliasTable, error) {
	path := filepath.Join(d.dir, aliasFile)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return aliasTable{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the aliases of the data folder: %w", err)
	}
	defer f.Close()
	t, err := readAliases(f)
	if err != nil {
		return nil, &exit{code: exitFailures, err: faultIn(path, err), hint: "mend that line, or remove the file to go without these aliases"}
	}
	return t, nil
}

// keepAliases merges more aliases into those that a data folder keeps. Dry changes
// nothing.
func (d *data) keepAliases(more aliasTable, dry bool) (aliasCounts, error) {
	t, err := d.aliases()
	if err != nil {
		return aliasCounts{}, err
	}
	n := t.take(more)
	if dry || n.Added+n.Updated == 0 {
		return n, nil
	}
	text, err := t.text()
	if err == nil {
		err = replaceFile(filepath.Join(d.dir, aliasFile), text)
	}
	if err != nil {
		return n, fmt.Errorf("keep the aliases in the data folder: %w", err)
	}
	return n, nil
}

// matchConfig returns how observations are matched to the articles of a data
// folder.
func (p *program) matchConfig(d *data) (match.Config, error) {
	cfg := match.Config{Dir: d.dir, Parse: d.parse, Logger: p.logger()}
	t, err := d.aliases()
	cfg.Aliases = ident.NewAliases(t.rows())
	return cfg, err
}

// userAliases reads the table of aliases that a user names: - is standard input, an
// empty name is none.
func (p *program) userAliases(name string) (aliasTable, error) {
	if name == "" {
		return nil, nil
	}
	in := p.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, usagef("--aliases: %w", err)
		}
		defer f.Close()
		in = f
	}
	t, err := readAliases(in)
	if err != nil {
		return nil, usagef("--aliases: %w", faultIn(name, err))
	}
	return t, nil
}

// faultIn says in which file and line a table of aliases is wrong.
func faultIn(name string, err error) error {
	if e, ok := errors.AsType[*kb.ParseError](err); ok {
		line := e.Line
		plain := *e
		plain.Line = 0
		return fmt.Errorf("%s %w", place(name, line), &plain)
	}
	return fmt.Errorf("%s: %w", cleanLine(name), err)
}

// takeAliases keeps the user's aliases in the data folder, when there are any, and
// tells how many.
func (c *importCommand) takeAliases(e index.Engine, t aliasTable) error {
	if c.table == "" {
		return nil
	}
	var n aliasCounts
	var err error
	if d, ok := e.(*data); ok {
		n, err = d.keepAliases(t, c.run.DryRun)
	} else { // a dry run without a folder
		n = aliasTable{}.take(t)
	}
	c.taken = &n
	if err != nil || c.json {
		return err
	}
	return c.out.printf("%saliases: %d added, %d updated, %d unchanged\n", c.would(), n.Added, n.Updated, n.Unchanged)
}

// tellAbsent tells how many articles a table of aliases names that the data folder
// does not have: they may come later, or be mistyped.
func (c *importCommand) tellAbsent(ctx context.Context, e index.Engine, t aliasTable) error {
	if c.run.DryRun || ctx.Err() != nil {
		return nil
	}
	var failed error
	article := articleOf(ctx, e, &failed)
	absent := map[kb.ID]bool{}
	for _, row := range t.rows() {
		for _, id := range row.Articles {
			if article(id) == nil {
				absent[id] = true
			}
		}
	}
	if len(absent) > 0 && failed == nil {
		c.note("%d articles of %s are not in the data folder: %s", len(absent), cleanLine(c.table), someIDs(absent))
	}
	return failed
}

// someIDs lists the first few ids.
func someIDs(ids map[kb.ID]bool) string {
	const shown = 5
	all := slices.Sorted(maps.Keys(ids))
	var b strings.Builder
	for _, id := range all[:min(shown, len(all))] {
		b.WriteString(" " + cleanLine(string(id)))
	}
	if len(all) > shown {
		b.WriteString(" ...")
	}
	return b.String()[1:]
}
