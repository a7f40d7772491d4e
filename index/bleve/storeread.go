package bleve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"

	"go.etcd.io/bbolt"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// get returns what is stored of one article.
func (s *store) get(id kb.ID) (k key, rec record, source []byte, origin string, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		v := tx.Bucket(idsBucket).Get([]byte(id))
		if v == nil {
			return fmt.Errorf("article %s: %w", id, kb.ErrNotFound)
		}
		k = readKey(v)
		k.name = strings.Clone(k.name)
		origin = originName(tx, k.origin)
		rec, source, err = s.codec.unpack(tx.Bucket(docsBucket).Get(be64(k.seq)))
		if err == nil && sha256.Sum256(source) != k.hash {
			err = errors.New("the stored bytes are not those that were imported")
		}
		if err != nil {
			return fmt.Errorf("%w: article %s: %w: restore the folder from a backup or import the article again", index.ErrDamaged, id, err)
		}
		return nil
	})
	return k, rec, source, origin, err
}

// peek returns the record and source of an article in buf's memory, unchecked.
func (s *store) peek(id kb.ID, buf []byte) (rec record, source, out []byte, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		v := tx.Bucket(idsBucket).Get([]byte(id))
		if v == nil {
			return kb.ErrNotFound
		}
		rec, source, out, err = s.codec.unpackInto(tx.Bucket(docsBucket).Get(v[:8]), buf)
		return err
	})
	return rec, source, out, err
}

// all yields every entry in the order of the ids, from one snapshot.
func (s *store) all(ctx context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		err := s.db.View(func(tx *bbolt.Tx) error {
			c := tx.Bucket(idsBucket).Cursor()
			for k, v := c.First(); k != nil; k, v = c.Next() {
				if err := ctx.Err(); err != nil {
					return err
				}
				if !yield(s.entry(tx, kb.ID(k), readKey(v)), nil) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(index.Entry{}, err)
		}
	}
}

// entry describes one stored document. Its Source may be called later.
func (s *store) entry(tx *bbolt.Tx, id kb.ID, k key) index.Entry {
	return index.Entry{
		ID: id, Name: strings.Clone(k.name), Origin: originName(tx, k.origin), Format: k.format, Hash: k.hash,
		Source: func() ([]byte, error) {
			_, _, source, _, err := s.get(id)
			return source, err
		},
	}
}

// count returns the number of articles and of the last change.
func (s *store) count() (articles int, seq uint64) {
	_ = s.db.View(func(tx *bbolt.Tx) error {
		m := newMeta(tx)
		articles, seq = int(m.count), m.seq
		return nil
	})
	return articles, seq
}

// state returns what a generation made of the present articles is called by.
func (s *store) state() (m manifest, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		now := newMeta(tx)
		m = manifest{Schema: schema, Seq: now.seq, Docs: int(now.count), Fingerprint: now.print()}
		return nil
	})
	return m, err
}

// generation returns the name of the published generation, empty for none.
func (s *store) generation() (name string) {
	_ = s.db.View(func(tx *bbolt.Tx) error {
		name = string(tx.Bucket(metaBucket).Get(generationKey))
		return nil
	})
	return name
}

// describe fills in what Stats says of the store.
func (s *store) describe(st *index.Stats, reached uint64) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		m := newMeta(tx)
		st.Articles, st.SourceBytes, st.Lag = int(m.count), int64(m.bytes), m.seq-reached
		names := map[uint64]string{}
		for name, n := range m.origins {
			names[n] = name
		}
		return tx.Bucket(idsBucket).ForEach(func(_, v []byte) error {
			st.Origins[names[readKey(v).origin]]++
			return nil
		})
	})
}

// size returns the size of the file in bytes.
func (s *store) size() int64 {
	info, err := os.Stat(s.db.Path())
	if err != nil {
		return 0
	}
	return info.Size()
}

// packed is a stored record with what is needed to parse it.
type packed struct {
	id   kb.ID
	name string
	raw  []byte
}

// records calls fn for the records of the changes after from and up to to. What
// it is given is its own.
func (s *store) records(from, to uint64, fn func(packed) error) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		names := map[uint64]packed{}
		_ = tx.Bucket(idsBucket).ForEach(func(id, v []byte) error {
			if k := readKey(v); k.seq > from && k.seq <= to {
				names[k.seq] = packed{id: kb.ID(id), name: strings.Clone(k.name)}
			}
			return nil
		})
		c := tx.Bucket(docsBucket).Cursor()
		for k, raw := c.Seek(be64(from + 1)); k != nil && binary.BigEndian.Uint64(k) <= to; k, raw = c.Next() {
			p := names[binary.BigEndian.Uint64(k)]
			p.raw = bytes.Clone(raw)
			if err := fn(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// deletions calls fn for the ids that were removed after from and are not stored.
func (s *store) deletions(from uint64, fn func(id string) error) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		ids := tx.Bucket(idsBucket)
		c := tx.Bucket(deletedBucket).Cursor()
		for k, id := c.Seek(be64(from + 1)); k != nil; k, id = c.Next() {
			if ids.Get(id) != nil {
				continue
			}
			if err := fn(string(id)); err != nil {
				return err
			}
		}
		return nil
	})
}
