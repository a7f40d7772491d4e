package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// schema is the version of what the search structures hold. It changes with the
// fields, the terms, the weights and the version of Bleve.
const schema = 1

// manifest describes a published generation.
type manifest struct {
	Schema      int
	Seq         uint64 // number of the last change that is in it
	Docs        int
	Fingerprint string
	Files       map[string]fileSum // by path below the generation
}

// fileSum is what a file must be like.
type fileSum struct {
	Size int64
	CRC  uint32 // IEEE
}

const manifestName = "MANIFEST.json"

// errDamaged says that a generation is not what its manifest says.
var errDamaged = errors.New("damaged")

// seal writes all files of a generation through to the disk and then the
// manifest that lists them.
func seal(dir string, m manifest) error {
	m.Files = map[string]fileSum{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := syncFile(path); err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		m.Files[filepath.ToSlash(rel)], err = sumOf(path)
		return err
	})
	if err != nil {
		return err
	}
	return writeManifest(dir, m)
}

func writeManifest(dir string, m manifest) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, manifestName)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	for _, p := range []string{path, dir, filepath.Dir(dir)} {
		if err := syncFile(p); err != nil {
			return err
		}
	}
	return nil
}

// readManifest reads a manifest and checks that every file is as it says.
func readManifest(dir string) (m manifest, err error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("%w: %s: %w", errDamaged, manifestName, err)
	}
	if m.Schema != schema {
		return m, nil
	}
	for name, want := range m.Files {
		got, err := sumOf(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return m, fmt.Errorf("%w: %w", errDamaged, err)
		}
		if got != want {
			return m, fmt.Errorf("%w: %s has size %d and checksum %08x, want %d and %08x",
				errDamaged, name, got.Size, got.CRC, want.Size, want.CRC)
		}
	}
	return m, nil
}

// sumOf reads a file.
func sumOf(path string) (s fileSum, err error) {
	f, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	h := crc32.NewIEEE()
	s.Size, err = io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, 256<<10))
	s.CRC = h.Sum32()
	return s, err
}

// syncFile writes a file or folder through to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
