package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/index/query"
)

// searchCommand is one call of "kbadvisor search".
type searchCommand struct {
	*program
	data   dataFlags
	limit  int
	sort   string
	page   string
	facets bool
	json   bool
	jsonl  bool
}

func (p *program) searchCommand() *cobra.Command {
	s := &searchCommand{program: p}
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find articles",
		Long: "Finds the articles that say what you look for, best first.\n\n" + query.Syntax + `
Without a query, --jsonl reads lines of {"id", "query"} from standard input and
writes a line of {"id", "results": [{"id", "score"}]} for each, in the same order.
Queries are taken as plain text there, without syntax: pasted titles and messages
mean what they say.`,
		GroupID: groupRead,
		Example: `  kbadvisor search 530 user cannot log in
  kbadvisor search '"home directory inaccessible" product:iis'
  kbadvisor search --sort date --limit 5 --facets ftp
  kbadvisor search -- ftp -passive
  kbadvisor search --json ftp | jq -r '.results[].id'
  kbadvisor search --jsonl --limit 10 < queries.jsonl > results.jsonl`,
		RunE: s.run,
	}
	s.data.add(cmd)
	cmd.Flags().IntVar(&s.limit, "limit", 10, "how many (`N`) articles, 1 to 100")
	cmd.Flags().StringVar(&s.sort, "sort", "", "`ORDER` relevance, date (latest first) or -date (default relevance)")
	cmd.Flags().StringVar(&s.page, "page", "", "`TOKEN` of the next page, as an earlier answer gave it")
	cmd.Flags().BoolVar(&s.facets, "facets", false, "count categories, products, states and years over all matches")
	cmd.Flags().BoolVar(&s.json, "json", false, "print the whole answer as one JSON object")
	cmd.Flags().BoolVar(&s.jsonl, "jsonl", false, "print one line of JSON for each article; without a query, see above")
	return cmd
}

func (s *searchCommand) run(cmd *cobra.Command, args []string) error {
	if err := s.check(args); err != nil {
		return err
	}
	q, err := s.query(strings.Join(args, " "))
	if err != nil {
		return err
	}
	d, err := s.open(cmd.Context(), s.data)
	if err != nil {
		return err
	}
	defer d.Close()
	if len(args) == 0 {
		return s.lines(cmd.Context(), d)
	}
	return s.one(cmd.Context(), d, q)
}

func (s *searchCommand) check(args []string) error {
	switch {
	case s.json && s.jsonl:
		return usagef("--json and --jsonl exclude each other")
	case len(args) == 0 && !s.jsonl:
		return usagef("give something to look for")
	case len(args) == 0 && (s.page != "" || s.facets):
		return usagef("--page and --facets need a query")
	}
	return checkLimit(s.limit)
}

func checkLimit(limit int) error {
	if limit < 1 || limit > index.MaxLimit {
		return usagef("--limit %d: want 1 to %d", limit, index.MaxLimit)
	}
	return nil
}

// query reads the query and adds what the flags say.
func (s *searchCommand) query(text string) (index.Query, error) {
	q, err := query.Parse(text)
	if err != nil {
		return q, err
	}
	switch sort := index.Sort(s.sort); sort {
	case "":
	case index.ByRelevance, index.ByNewest, index.ByOldest:
		q.Sort = sort
	default:
		return q, usagef("--sort %q: want relevance, date or -date", s.sort)
	}
	q.Limit, q.Page, q.Facets, q.Highlight = s.limit, s.page, s.facets, true
	return q, nil
}

// one answers one query.
func (s *searchCommand) one(ctx context.Context, e index.Engine, q index.Query) error {
	page, err := e.Search(ctx, q)
	if err != nil {
		return err
	}
	switch {
	case s.json:
		err = s.out.json(v1.NewSearch(page))
	case s.jsonl:
		for _, h := range page.Hits {
			err = errors.Join(err, jsonLine(s.out, v1.NewHit(h)))
		}
	default:
		err = s.out.page(page)
	}
	if err == nil && len(page.Hits) == 0 {
		err = noMatch("no article matches", page.DidYouMean)
	}
	return err
}

// noMatch returns the error of a search that found nothing.
func noMatch(what, didYouMean string) error {
	e := &exit{code: exitNotFound, err: errors.New(what)}
	if didYouMean != "" {
		e.hint = "did you mean " + didYouMean
	}
	return e
}
