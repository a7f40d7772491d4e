package main

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/spf13/cobra"

	"kbadvisor/index"
)

func (p *program) verifyCommand() *cobra.Command {
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that everything stored is as it was imported",
		Long: `Reads every stored article back, compares it with the digest taken when it was
imported, and checks the files of the index. Prints a line for each fault and ends
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
			n, faults, err := verify(cmd.Context(), d.Engine)
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
			return p.out.printf("%d articles, no fault\n", n)
		},
	}
	data.add(cmd)
	return cmd
}

// verifier is an engine that can check more than its articles.
type verifier interface {
	// Verify returns what is wrong, one line each.
	Verify(ctx context.Context) ([]string, error)
}

// verify reads everything back. It returns the number of articles and the faults.
func verify(ctx context.Context, e index.Engine) (n int, faults []string, err error) {
	for entry, err := range e.All(ctx) {
		if err != nil {
			return n, faults, err
		}
		n++
		switch source, err := entry.Source(); {
		case err != nil:
			faults = append(faults, fmt.Sprintf("%s: %v", entry.ID, err))
		case sha256.Sum256(source) != entry.Hash:
			faults = append(faults, fmt.Sprintf("%s: the stored text is not what was imported", entry.ID))
		}
	}
	if v, ok := e.(verifier); ok {
		more, err := v.Verify(ctx)
		return n, append(faults, more...), err
	}
	return n, faults, nil
}
