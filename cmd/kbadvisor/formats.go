package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/scan"
)

func (p *program) formatsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List the reports that link reads",
		Long: `Lists the reports of scanners that link reads: the name of the format, what it
comes from, what a finding is, and what is read of it. A report's format is told
by its content; gzip and zip around it are taken off.`,
		GroupID: groupRead,
		Example: "  kbadvisor formats\n  kbadvisor formats --json | jq -r '.formats[].name'",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all := v1.NewFormats(scan.Formats())
			if asJSON {
				return p.out.json(all)
			}
			return p.out.formats(all.Formats)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// formats prints a table: name and title, below it what is read.
func (c console) formats(all []v1.Format) error {
	width := 0
	for _, f := range all {
		width = max(width, len(f.Name))
	}
	var b strings.Builder
	for _, f := range all {
		fmt.Fprintf(&b, "%s  %s\n", c.bold(fmt.Sprintf("%-*s", width, f.Name)), f.Title)
		for _, line := range report.Wrap(f.Reads, c.width(96)-width-2) {
			fmt.Fprintf(&b, "%*s  %s\n", width, "", c.faint(line))
		}
	}
	_, err := c.Write([]byte(b.String()))
	return err
}
