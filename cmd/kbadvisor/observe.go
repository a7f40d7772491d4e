package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/observe"
)

func (p *program) observeCommand() *cobra.Command {
	var kind string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "observe [TEXT | FILE | -]",
		Short: "Show what is understood before anything is matched",
		Long: `Shows what is understood of a text before anything is matched: what it is, the
protocol, the tool that wrote it down, each reply with the command it answers and the
state it came in, and what follows from them. It needs no data folder. Passwords are
masked.

` + inputHelp,
		GroupID: groupRead,
		Example: `  kbadvisor observe session.txt
  kbadvisor observe --json session.txt | jq -r '.exchanges[] | [.state, .command, .code] | @tsv'`,
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			hint, err := observe.ParseKind(kind)
			if err != nil {
				return usagef("--kind: %w", err)
			}
			text, err := p.input(args)
			if err != nil {
				return err
			}
			seen := v1.NewObservation(observe.Read(text, hint))
			if asJSON {
				return p.out.json(seen)
			}
			return p.out.observation(seen)
		},
	}
	addKind(cmd, &kind)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// observation prints what was understood.
func (c console) observation(o v1.Observation) error {
	var b strings.Builder
	b.WriteString(c.bold(cleanLine(o.Say())) + "\n")
	for _, f := range o.Facts {
		fmt.Fprintf(&b, "  %s\n", cleanLine(f))
	}
	for _, i := range o.Identifiers {
		fmt.Fprintf(&b, "  %s %s\n", cleanLine(i.Kind), cleanLine(i.ID))
	}
	if len(o.Exchanges) > 0 {
		b.WriteByte('\n')
	}
	for _, x := range o.Exchanges {
		command := strings.TrimSpace(x.Command + " " + x.Argument)
		if command == "" {
			command = "-"
		}
		state := strings.ReplaceAll(cleanLine(x.State), "_", " ")
		fmt.Fprintf(&b, "%s  %s\n", c.faint(fmt.Sprintf("%-13s", state)), cleanLine(command))
		if reply := strings.TrimSpace(c.bold(cleanLine(x.Code)) + " " + cleanLine(x.Text)); reply != "" {
			fmt.Fprintf(&b, "%-13s  %s\n", "", reply)
		}
	}
	_, err := c.Write([]byte(b.String()))
	return err
}
