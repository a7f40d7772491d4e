package main

import (
	"time"

	"github.com/spf13/cobra"
)

func (p *program) rebuildCommand() *cobra.Command {
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the index anew from the stored articles",
		Long: `Makes the index anew from the stored articles. The old one serves until the new
one is complete. The articles themselves are not touched. This is never needed in
normal work: an index that is damaged or of another version is made anew by itself.`,
		GroupID: groupData,
		Example: "  kbadvisor rebuild",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			start := time.Now()
			if err := d.Rebuild(cmd.Context()); err != nil {
				return err
			}
			s, err := d.Stats(cmd.Context())
			if err != nil {
				return err
			}
			p.note("index made anew: %d articles in %.1f s", s.Searchable, time.Since(start).Seconds())
			return nil
		},
	}
	data.add(cmd)
	return cmd
}
