package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

func (p *program) statsCommand() *cobra.Command {
	var data dataFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Describe the data folder",
		GroupID: groupData,
		Example: "  kbadvisor stats\n  kbadvisor stats --json | jq .articles",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			s, err := d.Stats(cmd.Context())
			if err != nil {
				return err
			}
			aliases, err := d.aliases()
			if err != nil {
				return err
			}
			if asJSON {
				out := folderStats{Stats: v1.NewStats(s), Aliases: len(aliases)}
				out.Version = thisBuild().Version
				return p.out.json(out)
			}
			return p.printStats(d.dir, s, len(aliases))
		},
	}
	data.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// folderStats describes a data folder in JSON: as a server does, and what only the
// folder knows.
type folderStats struct {
	v1.Stats
	Aliases int `json:"aliases"` // rows that users took in
}

func (p *program) printStats(dir string, s index.Stats, aliases int) error {
	lines := []fact{
		{"folder", dir},
		{"state", s.State},
		{"articles", fmt.Sprint(s.Articles)},
		{"searchable", fmt.Sprint(s.Searchable)},
		{"aliases", fmt.Sprintf("%d of your own", aliases)},
		{"text", size(s.SourceBytes)},
		{"on disk", fmt.Sprintf("%s articles, %s index", size(s.StoreBytes), size(s.IndexBytes))},
		{"engine", fmt.Sprintf("%s, schema %d, generation %s", s.Engine, s.Schema, s.Generation)},
		{"fingerprint", s.Fingerprint},
	}
	for i, origin := range slices.Sorted(maps.Keys(s.Origins)) {
		if i == maxOrigins {
			lines = append(lines, fact{"and", fmt.Sprintf("%d more origins", len(s.Origins)-i)})
			break
		}
		lines = append(lines, fact{"from " + origin, fmt.Sprint(s.Origins[origin])})
	}
	for _, l := range lines {
		if err := p.out.printf("%s %s\n", p.out.faint(fmt.Sprintf("%-12s", cleanLine(l.name)+":")), cleanLine(l.value)); err != nil {
			return err
		}
	}
	return nil
}

// maxOrigins is how many origins people get to see; --json has all.
const maxOrigins = 10

// size returns a size in bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
