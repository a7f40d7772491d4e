package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
)

func (p *program) showCommand() *cobra.Command {
	var data dataFlags
	var format string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show an article",
		Long: `Shows an article. The id is a number of the archive in any form (Q239041, KB239041,
239041, an address that ends in it) or the name of a house article.

Formats: text for people, md (Markdown), html (a safe fragment), json (the record).
The bytes that the article was imported from come out of "kbadvisor export ID".`,
		GroupID: groupRead,
		Example: `  kbadvisor show Q239041
  kbadvisor show --format json 239041 | jq .status
  kbadvisor show --format html ftp-port-before-login > article.html`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			print, ok := p.formats()[format]
			if !ok {
				return usagef("--format %q: want text, md, html or json", format)
			}
			id, err := kb.ParseID(args[0])
			if err != nil {
				return err
			}
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			doc, err := d.Get(cmd.Context(), id)
			if errors.Is(err, kb.ErrNotFound) {
				return absent(cmd.Context(), d, id)
			}
			if err != nil {
				return err
			}
			return print(doc.Article)
		},
	}
	data.add(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` text, md, html or json")
	return cmd
}

// formats are the ways to print an article.
func (p *program) formats() map[string]func(*kb.Article) error {
	return map[string]func(*kb.Article) error{
		"text": p.out.article,
		"md":   p.rendered(func(a *kb.Article) ([]byte, error) { return kbmark.Markdown(a), nil }),
		"html": p.rendered(kbmark.HTML),
		"json": func(a *kb.Article) error { return p.out.json(v1.NewArticle(a)) },
	}
}

// rendered returns a function that prints what render makes of an article.
func (p *program) rendered(render func(*kb.Article) ([]byte, error)) func(*kb.Article) error {
	return func(a *kb.Article) error {
		text, err := render(a)
		if err != nil {
			return err
		}
		_, err = io.WriteString(p.out, clean(string(text)))
		return err
	}
}

// absent returns the error for an id that is not there, with what may be meant.
func absent(ctx context.Context, e index.Engine, id kb.ID) error {
	err := &exit{code: exitNotFound, err: fmt.Errorf("no article %s", id)}
	near, nearErr := similar(ctx, e, id)
	if nearErr != nil {
		return nearErr
	}
	page, searchErr := e.Search(ctx, index.Query{Cites: id, Limit: 5})
	if searchErr != nil {
		return searchErr
	}
	var hints []string
	if len(near) > 0 {
		hints = append(hints, "did you mean "+strings.Join(near, ", ")+"?")
	}
	if len(page.Hits) > 0 {
		var ids []string
		for _, h := range page.Hits {
			ids = append(ids, string(h.ID))
		}
		hints = append(hints, "it is cited by "+strings.Join(ids, ", "))
	}
	err.hint = strings.Join(hints, "; ")
	return err
}

// maxSimilar is how many ids are offered in place of one that is not there.
const maxSimilar = 5

// similar returns ids that differ from id by one slip, and articles whose titles
// have the words of a slug.
func similar(ctx context.Context, e index.Engine, id kb.ID) ([]string, error) {
	var near []string
	for entry, err := range e.All(ctx) {
		if err != nil {
			return nil, err
		}
		if len(near) < maxSimilar && oneSlip(string(entry.ID), string(id)) {
			near = append(near, string(entry.ID))
		}
	}
	if len(near) > 0 || id.Archive() {
		return near, nil
	}
	titles, err := e.Suggest(ctx, strings.ReplaceAll(string(id), "-", " "), maxSimilar)
	for _, t := range titles {
		near = append(near, fmt.Sprintf("%s (%s)", t.ID, t.Title))
	}
	return near, err
}

// oneSlip reports whether two different ids are one letter or digit apart: put
// in, left out, replaced, or changed places with the next.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}
