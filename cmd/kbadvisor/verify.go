package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) verifyCommand() *cobra.Command {
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that everything stored is as it was imported",
		Long: `Reads every stored article back, compares it with the digest taken when it was
imported, and checks the index and its files. Prints a line for each fault and ends
with 4 when there are any. A damaged index is mended by "kbadvisor rebuild", a damaged
article by importing it again.`,
		GroupID: groupData,
		Example: "  kbadvisor verify",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			faults, err := d.Verify(cmd.Context())
			if err != nil {
				return err
			}
			for _, f := range faults {
				if err := p.out.printf("%s\n", cleanLine(f)); err != nil {
					return err
				}
			}
			if len(faults) > 0 {
				return &exit{code: exitDamaged, err: fmt.Errorf("%d faults", len(faults)),
					hint: "mend the index with 'kbadvisor rebuild', articles by importing them again"}
			}
			s, err := d.Stats(cmd.Context())
			if err != nil {
				return err
			}
			return p.out.printf("%d articles, no fault\n", s.Articles)
		},
	}
	data.add(cmd)
	return cmd
}
