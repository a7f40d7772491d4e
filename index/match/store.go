package match

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kbadvisor/index/semantic"
)

// catalogName is the file that keeps the catalog in a data folder.
const catalogName = "match.catalog"

// catalogSchema changes whenever other articles' cards would come out, or the
// layout of the file changes.
const catalogSchema = "kbadvisor match 6\n"

// save writes the catalog to a file of the folder, whole or not at all.
func (c *Catalog) save(dir string, model *semantic.Model) error {
	e := encoder{b: []byte(catalogSchema)}
	e.text(model.Fingerprint())
	e.text(c.Fingerprint)
	e.number(len(c.cards))
	for i := range c.cards {
		e.card(&c.cards[i])
	}
	sum := sha256.Sum256(e.b)
	left, _ := filepath.Glob(filepath.Join(dir, catalogName+".*")) // by a process that was killed
	for _, name := range left {
		_ = os.Remove(name)
	}
	f, err := os.CreateTemp(dir, catalogName+".*")
	if err != nil {
		return fmt.Errorf("keep the catalog: %w", err)
	}
	_, err = f.Write(append(e.b, sum[:]...))
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, catalogName))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("keep the catalog: %w", err)
	}
	return nil
}

// loadCatalog reads the catalog that a folder keeps. It returns nil when there is
// none, or none that can be used.
func loadCatalog(dir string, model *semantic.Model) (*Catalog, error) {
	data, err := os.ReadFile(filepath.Join(dir, catalogName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the catalog: %w", err)
	}
	if !bytes.HasPrefix(data, []byte(catalogSchema)) || len(data) < len(catalogSchema)+sha256.Size {
		return nil, nil
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if s := sha256.Sum256(body); !bytes.Equal(s[:], sum) {
		return nil, errDamaged
	}
	d := decoder{s: string(body[len(catalogSchema):])}
	if d.text() != model.Fingerprint() {
		return nil, nil
	}
	c := &Catalog{Fingerprint: d.text()}
	c.cards = make([]card, d.count())
	for i := range c.cards {
		c.cards[i] = d.card()
	}
	if d.wrong || d.s != "" {
		return nil, errDamaged
	}
	c.index()
	return c, nil
}
