package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"kbadvisor/index"
	"kbadvisor/kb"
)

func (p *program) exportCommand() *cobra.Command {
	var data dataFlags
	var out string
	cmd := &cobra.Command{
		Use:   "export [ID...]",
		Short: "Write articles back as they came",
		Long: `Writes articles back byte for byte as they were imported, all of them or those
named. KB text becomes a file that is named after its id, ID.txt. Markdown keeps the
path it was imported from, which its id and its links may be made of, unless that is
no good name on every system; then it is ID.md. Importing all of it into a new data
folder gives the same articles.

--out takes a folder, a name that ends in .tar or .tar.zst, or - for a tar on
standard output. Without it, one article goes to standard output as it is.`,
		GroupID: groupKeep,
		Example: `  kbadvisor export --out backup.tar.zst
  kbadvisor export --out articles/ Q239041 Q142868
  kbadvisor export Q239041 > Q239041.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := parseIDs(args)
			if err != nil {
				return err
			}
			if out == "" && len(ids) != 1 {
				return usagef("name where to write with --out: a folder, a .tar or .tar.zst file, or -")
			}
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			return p.export(cmd.Context(), d, ids, out)
		},
	}
	data.add(cmd)
	cmd.Flags().StringVar(&out, "out", "", "where to: `PATH` of a folder or of a .tar or .tar.zst file, or - for a tar on standard output")
	return cmd
}

func parseIDs(args []string) ([]kb.ID, error) {
	var ids []kb.ID
	for _, a := range args {
		id, err := kb.ParseID(a)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// export writes the articles, all of them when there are no ids.
func (p *program) export(ctx context.Context, d *data, ids []kb.ID, out string) error {
	w, err := p.exporter(out)
	if err != nil {
		return err
	}
	n := 0
	names := newExportNames(d.parse)
	put := func(id kb.ID, f kb.Format, imported string, source []byte) error {
		n++
		return w.put(names.name(id, f, imported, source), source)
	}
	var absent []string
	if len(ids) == 0 {
		err = all(ctx, d, put)
	} else {
		absent, err = some(ctx, d, ids, put)
	}
	if err := w.finish(err); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if out != "" {
		p.note("%d articles written", n)
	}
	if len(absent) > 0 {
		return &exit{code: exitNotFound, err: fmt.Errorf("no article %s", strings.Join(absent, ", "))}
	}
	return nil
}

// putFunc writes an article that was imported under a name.
type putFunc func(id kb.ID, f kb.Format, imported string, source []byte) error

// all calls put for every article.
func all(ctx context.Context, e index.Engine, put putFunc) error {
	for entry, err := range e.All(ctx) {
		if err != nil {
			return err
		}
		source, err := entry.Source()
		if err != nil {
			return fmt.Errorf("%s: %w", entry.ID, err)
		}
		if err := put(entry.ID, entry.Format, entry.Name, source); err != nil {
			return err
		}
	}
	return nil
}

// some calls put for the articles with the ids and returns those that are absent.
func some(ctx context.Context, e index.Engine, ids []kb.ID, put putFunc) (absent []string, err error) {
	for _, id := range ids {
		doc, err := e.Get(ctx, id)
		if errors.Is(err, kb.ErrNotFound) {
			absent = append(absent, string(id))
			continue
		}
		if err == nil {
			err = put(id, doc.Article.Format, doc.Name, doc.Article.Source)
		}
		if err != nil {
			return absent, err
		}
	}
	return absent, nil
}
