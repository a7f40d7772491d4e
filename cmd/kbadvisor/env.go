package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const envHelp = `Every flag has a variable of the environment: KBADVISOR_ and the name of the
flag in capitals with underscores, so --no-bundled is KBADVISOR_NO_BUNDLED. A flag on
the command line wins. An empty variable counts as not set. Flags that are switched
on or off take 1 or 0.

Of the usual variables, XDG_DATA_HOME moves the default data folder (where the
system has that convention), NO_COLOR turns colour off, and TERM=dumb turns off
colour and progress bars.`

// envName returns the variable that sets a flag.
func envName(flag string) string {
	return "KBADVISOR_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// describeEnv names the variable of every flag in its help.
func describeEnv(cmd *cobra.Command) {
	note := func(f *pflag.Flag) {
		if name := "[$" + envName(f.Name) + "]"; f.Name != "help" && !strings.Contains(f.Usage, name) {
			f.Usage += " " + name
		}
	}
	cmd.LocalFlags().VisitAll(note)
	for _, sub := range cmd.Commands() {
		describeEnv(sub)
	}
}

// applyEnv sets the flags that are not on the command line from the environment.
func applyEnv(cmd *cobra.Command, lookup func(string) (string, bool)) error {
	var bad error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "help" || bad != nil {
			return
		}
		if v, ok := lookup(envName(f.Name)); ok && v != "" {
			if err := cmd.Flags().Set(f.Name, v); err != nil {
				bad = fmt.Errorf("environment %s: %w", envName(f.Name), err)
			}
		}
	})
	return bad
}
