package main

import (
	"strings"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
)

func (p *program) suggestCommand() *cobra.Command {
	var data dataFlags
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "suggest TEXT...",
		Short:   "Complete titles",
		Long:    "Prints the articles whose titles have all words of the text, the last one as a beginning.",
		GroupID: groupRead,
		Example: "  kbadvisor suggest ftp serv\n  kbadvisor suggest --json err msg",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkLimit(limit); err != nil {
				return err
			}
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			found, err := d.Suggest(cmd.Context(), strings.Join(args, " "), limit)
			if err != nil {
				return err
			}
			if asJSON {
				err = p.out.json(v1.NewSuggest(found))
			}
			for _, s := range found {
				if asJSON || err != nil {
					break
				}
				err = p.out.printf("%-9s %s\n", p.out.bold(string(s.ID)), cleanLine(s.Title))
			}
			if err == nil && len(found) == 0 {
				err = noMatch("no title has these words", "")
			}
			return err
		},
	}
	data.add(cmd)
	cmd.Flags().IntVar(&limit, "limit", 10, "how many (`N`) titles, 1 to 100")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}
