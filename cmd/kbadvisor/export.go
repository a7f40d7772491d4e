package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/spf13/cobra"

	"kbadvisor/index"
	"kbadvisor/kb"
)

func (p *program) exportCommand() *cobra.Command {
	var data dataFlags
	var out string
	cmd := &cobra.Command{
		Use:   "export [ID...]",
		Short: "Write articles back as they came",
		Long: `Writes articles back byte for byte as they were imported, all of them or those
named. Each one becomes a file that is named after its id, ID.txt or ID.md.

--out takes a folder, a name that ends in .tar or .tar.zst, or - for a tar on
standard output. Without it, one article goes to standard output as it is.`,
		GroupID: groupKeep,
		Example: `  kbadvisor export --out backup.tar.zst
  kbadvisor export --out articles/ Q239041 Q142868
  kbadvisor export Q239041 > Q239041.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := parseIDs(args)
			if err != nil {
				return err
			}
			if out == "" && len(ids) != 1 {
				return usagef("name where to write with --out: a folder, a .tar or .tar.zst file, or -")
			}
			d, err := p.open(cmd.Context(), data)
			if err != nil {
				return err
			}
			defer d.Close()
			return p.export(cmd.Context(), d, ids, out)
		},
	}
	data.add(cmd)
	cmd.Flags().StringVar(&out, "out", "", "where to: `PATH` of a folder or of a .tar or .tar.zst file, or - for a tar on standard output")
	return cmd
}

func parseIDs(args []string) ([]kb.ID, error) {
	var ids []kb.ID
	for _, a := range args {
		id, err := kb.ParseID(a)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// export writes the articles, all of them when there are no ids.
func (p *program) export(ctx context.Context, e index.Engine, ids []kb.ID, out string) error {
	w, err := p.exporter(out)
	if err != nil {
		return err
	}
	n := 0
	put := func(id kb.ID, f kb.Format, source []byte) error {
		n++
		return w.put(fileName(id, f), source)
	}
	var absent []string
	if len(ids) == 0 {
		err = all(ctx, e, put)
	} else {
		absent, err = some(ctx, e, ids, put)
	}
	if err := w.finish(err); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if out != "" {
		p.note("%d articles written", n)
	}
	if len(absent) > 0 {
		return &exit{code: exitNotFound, err: fmt.Errorf("no article %s", strings.Join(absent, ", "))}
	}
	return nil
}

// all calls put for every article.
func all(ctx context.Context, e index.Engine, put func(kb.ID, kb.Format, []byte) error) error {
	for entry, err := range e.All(ctx) {
		if err != nil {
			return err
		}
		source, err := entry.Source()
		if err != nil {
			return fmt.Errorf("%s: %w", entry.ID, err)
		}
		if err := put(entry.ID, entry.Format, source); err != nil {
			return err
		}
	}
	return nil
}

// some calls put for the articles with the ids and returns those that are absent.
func some(ctx context.Context, e index.Engine, ids []kb.ID, put func(kb.ID, kb.Format, []byte) error) (absent []string, err error) {
	for _, id := range ids {
		doc, err := e.Get(ctx, id)
		if errors.Is(err, kb.ErrNotFound) {
			absent = append(absent, string(id))
			continue
		}
		if err == nil {
			err = put(id, doc.Article.Format, doc.Article.Source)
		}
		if err != nil {
			return absent, err
		}
	}
	return absent, nil
}

// fileName returns a name for an article that is good on every system. Importing
// the file gives the article the same id.
func fileName(id kb.ID, f kb.Format) string {
	name := string(id)
	switch strings.ToLower(name) {
	case "con", "prn", "aux", "nul": // devices where Windows runs
		name += "-"
	}
	if f == kb.FormatMarkdown {
		return name + ".md"
	}
	return name + ".txt"
}

// exporter is where exported articles go.
type exporter interface {
	put(name string, source []byte) error
	// finish ends the work, which has failed when err is not nil.
	finish(err error) error
}

func (p *program) exporter(out string) (exporter, error) {
	switch {
	case out == "":
		return plainExport{p.out}, nil
	case out == "-" && p.out.terminal:
		return nil, usagef("a tar is nothing for a terminal: send standard output to a file, or name one with --out")
	case out == "-":
		return newTarExport(p.out, func(err error) error { return err }), nil
	case strings.HasSuffix(out, ".tar"), strings.HasSuffix(out, ".tar.zst"):
		return newFileExport(out)
	}
	return newFolderExport(out)
}

// plainExport writes the bytes of one article.
type plainExport struct{ w io.Writer }

func (e plainExport) put(_ string, source []byte) error { _, err := e.w.Write(source); return err }
func (e plainExport) finish(err error) error            { return err }

// folderExport writes a file for each article.
type folderExport struct{ root *os.Root }

func newFolderExport(dir string) (exporter, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	return folderExport{root}, err
}

func (e folderExport) put(name string, source []byte) error {
	return e.root.WriteFile(name, source, 0o644)
}
func (e folderExport) finish(err error) error { return errors.Join(err, e.root.Close()) }

// tarExport writes an archive. The same articles give the same bytes.
type tarExport struct {
	tar   *tar.Writer
	close func(error) error
}

func newTarExport(w io.Writer, close func(error) error) tarExport {
	return tarExport{tar: tar.NewWriter(w), close: close}
}

func (e tarExport) put(name string, source []byte) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(source)), Mode: 0o644, ModTime: time.Unix(0, 0)}
	if err := e.tar.WriteHeader(h); err != nil {
		return err
	}
	_, err := e.tar.Write(source)
	return err
}

func (e tarExport) finish(err error) error {
	if err == nil {
		err = e.tar.Close()
	}
	return e.close(err)
}

// newFileExport writes an archive to a file that appears when it is complete.
func newFileExport(path string) (exporter, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return nil, err
	}
	var w io.Writer = f
	end := func() error { return nil }
	if strings.HasSuffix(path, ".zst") {
		z, err := zstd.NewWriter(f)
		if err != nil {
			return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
		w, end = z, z.Close
	}
	return newTarExport(w, func(err error) error {
		if err = errors.Join(err, end(), f.Chmod(0o644), f.Close()); err != nil {
			return errors.Join(err, os.Remove(f.Name()))
		}
		return os.Rename(f.Name(), path)
	}), nil
}
