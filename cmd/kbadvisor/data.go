package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"

	"github.com/spf13/cobra"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/kb/kbfile"
)

// dataFlags are the flags of commands that use a data folder.
type dataFlags struct {
	dir       string
	sections  string
	noBundled bool
}

// add declares the flags that all of these commands have.
func (d *dataFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.dir, "data", "", "folder `DIR` that holds the articles and their index (default "+defaultDirHelp()+")")
	_ = cmd.MarkFlagDirname("data")
}

// addCreate declares the flags of commands that may create the folder.
func (d *dataFlags) addCreate(cmd *cobra.Command) {
	d.add(cmd)
	cmd.Flags().BoolVar(&d.noBundled, "no-bundled", false, "keep the bundled articles out of a new data folder, now and later")
	addSections(cmd, &d.sections)
}

func addSections(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "sections", "", "JSON `FILE` that maps further Markdown headings to sections: {\"heading\": \"SECTION\"}")
	_ = cmd.MarkFlagFilename("sections", "json")
}

// data is an open data folder.
type data struct {
	*bleve.Engine
	dir      string
	settings settings
	parse    kbfile.Options
}

// open opens an existing data folder.
func (p *program) open(ctx context.Context, f dataFlags) (*data, error) {
	dir, err := f.folder()
	if err != nil {
		return nil, err
	}
	switch ok, err := isDataFolder(dir); {
	case err != nil:
		return nil, err
	case !ok:
		return nil, &exit{code: exitNotFound, err: fmt.Errorf("no articles yet: there is no data folder %s", dir),
			hint: "run 'kbadvisor import PATH' or 'kbadvisor serve' first, or name the folder with --data"}
	}
	return p.openDir(ctx, dir, f)
}

// create opens a data folder and makes it first when it is not there.
func (p *program) create(ctx context.Context, f dataFlags) (*data, error) {
	dir, err := f.folder()
	if err != nil {
		return nil, err
	}
	switch ok, err := isDataFolder(dir); {
	case err != nil:
		return nil, err
	case !ok:
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("make the data folder: %w", err)
		}
		if err := (settings{NoBundled: f.noBundled}).write(dir); err != nil {
			return nil, fmt.Errorf("make the data folder: %w", err)
		}
	}
	return p.openDir(ctx, dir, f)
}

// openDir opens the engine of a data folder and brings its settings up to date.
func (p *program) openDir(ctx context.Context, dir string, f dataFlags) (*data, error) {
	s, err := readSettings(dir)
	if err != nil {
		return nil, err
	}
	table, err := readSections(f.sections)
	if err != nil {
		return nil, err
	}
	changed := table != nil && !maps.Equal(table, s.Sections)
	if table != nil {
		s.Sections = table
	}
	d := &data{dir: dir, settings: s, parse: kbfile.Options{Headings: s.Sections}}
	if d.Engine, err = bleve.Open(ctx, bleve.Config{Dir: dir, Logger: p.logger(), Parse: d.parse}); err != nil {
		return nil, fmt.Errorf("open the data folder %s: %w", dir, err)
	}
	if err := d.update(ctx, f, changed); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// update records what the flags say about the folder. Articles that are there
// already get their sections by the new table.
func (d *data) update(ctx context.Context, f dataFlags, sections bool) error {
	stats, err := d.Stats(ctx)
	if err != nil {
		return err
	}
	if f.noBundled && !d.settings.NoBundled {
		if n := stats.Origins[index.OriginBundled]; n > 0 {
			return usagef("the data folder %s has %d bundled articles: --no-bundled is for a new folder", d.dir, n)
		}
		d.settings.NoBundled = true
	} else if !sections {
		return nil
	}
	if err := d.settings.write(d.dir); err != nil {
		return fmt.Errorf("write the settings of the data folder: %w", err)
	}
	if sections && stats.Articles > 0 {
		return d.Rebuild(ctx)
	}
	return nil
}

// logger writes what the program has to say about itself to standard error.
func (p *program) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(p.err, &slog.HandlerOptions{Level: p.level}))
}
