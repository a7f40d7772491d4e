package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// The groups of the list of commands.
const (
	groupRead = "read"
	groupKeep = "keep"
	groupData = "data"
	groupMore = "more"
)

// root returns the tree of commands.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "kbadvisor COMMAND",
		Short: "Look up what knowledge-base articles say",
		Long: `kbadvisor answers "is this known, what does it mean, and where is that written?"
from knowledge-base articles: KB text (DOCUMENT:Q239041) and Markdown. It imports
them in bulk, matches what you saw to the article that explains it, does so for every
finding of a scanner's report, searches them, shows them, and serves them over HTTP.`,
		Example: `  kbadvisor serve                            serve the bundled articles and yours
  kbadvisor import archive.tar.zst           take in a whole archive
  kbadvisor match session.txt                name the article that explains it
  kbadvisor link scan.nessus                 do that for every finding of a scanner
  kbadvisor search "530 user cannot log in"  find what it means
  kbadvisor show Q239041                     read it`,
		Args:                       cobra.ArbitraryArgs,
		DisableFlagsInUseLine:      true,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		PersistentPreRunE:          p.start,
		RunE:                       unknownCommand,
	}
	root.AddGroup(
		&cobra.Group{ID: groupRead, Title: "Find and read:"},
		&cobra.Group{ID: groupKeep, Title: "Keep articles:"},
		&cobra.Group{ID: groupData, Title: "Look after the data folder:"},
		&cobra.Group{ID: groupMore, Title: "More:"},
	)
	root.PersistentFlags().TextVar(&p.level, "log-level", p.level, "how much to tell about the inner workings, `LEVEL` debug, info, warn or error")
	root.AddCommand(p.commands()...)
	root.AddCommand(topic("exit-codes", "Exit codes", exitHelp), topic("environment", "Variables of the environment", envHelp))
	root.SetHelpCommandGroupID(groupMore)
	root.SetCompletionCommandGroupID(groupMore)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	describeEnv(root)
	return root
}

// commands are the subcommands, a file each.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.matchCommand(), p.linkCommand(), p.formatsCommand(), p.observeCommand(), p.explainCommand(), p.searchCommand(), p.showCommand(), p.suggestCommand(), p.serveCommand(),
		p.importCommand(), p.exportCommand(), p.parseCommand(), p.lintCommand(),
		p.statsCommand(), p.evalCommand(), p.fitCommand(), p.verifyCommand(), p.rebuildCommand(), p.versionCommand(),
	}
}

// unknownCommand handles a command line without a command that exists.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		cmd.SetOut(cmd.ErrOrStderr())
		if err := cmd.Help(); err != nil {
			return err
		}
		return &exit{code: exitUsage}
	}
	msg := fmt.Sprintf("unknown command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		msg += ", did you mean " + strings.Join(near, " or ") + "?"
	}
	return usagef("%s", msg)
}

// topic returns a page of help that is no command.
func topic(name, short, text string) *cobra.Command {
	return &cobra.Command{Use: name, Short: short, Long: text}
}
