package bleve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// The buckets of articles.db.
var (
	docsBucket    = []byte("docs")    // sequence number -> record
	idsBucket     = []byte("ids")     // article id -> key
	originsBucket = []byte("origins") // number -> origin
	deletedBucket = []byte("deleted") // sequence number -> id of an article that was removed
	metaBucket    = []byte("meta")    // the keys below
)

// The keys of the meta bucket.
var (
	seqKey        = []byte("seq")         // number of the last change
	generationKey = []byte("generation")  // name of the published generation
	dictionaryKey = []byte("dictionary")  // what records are compressed with
	fingerprint   = []byte("fingerprint") // see mix
	bytesKey      = []byte("bytes")       // size of all sources
	countKey      = []byte("count")       // number of articles
	versionKey    = []byte("version")     // storeVersion
)

// storeVersion is the version of the layout of articles.db.
const storeVersion = "1"

// store is the durable set of articles.
type store struct {
	db    *bbolt.DB
	codec *codec
}

// openStore opens or creates the file. It fails with index.ErrInUse when
// another process has it open, and with index.ErrDamaged when it cannot be read.
func openStore(path string) (s *store, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("%w: open %s: %v: restore the folder from a backup", index.ErrDamaged, path, r)
		}
	}()
	if err := checkWhole(path); err != nil {
		return nil, err
	}
	db, err := openBolt(path, false)
	if err != nil {
		return nil, err
	}
	db.AllocSize = 1 << 20 // how much the file grows by, beyond what it needs
	s = &store{db: db}
	if err := s.prepare(); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return s, nil
}

// openBolt opens the file and names what is wrong with it.
func openBolt(path string, readOnly bool) (*bbolt.DB, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: 200 * time.Millisecond, FreelistType: bbolt.FreelistMapType, PageSize: pageSize, ReadOnly: readOnly,
	})
	var fault *fs.PathError
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		return nil, index.ErrInUse
	case err != nil && !errors.As(err, &fault):
		return nil, fmt.Errorf("%w: open %s: %w: restore the folder from a backup", index.ErrDamaged, path, err)
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return db, nil
}

// checkWhole fails when the file is shorter than it says: reading on would end
// the process, because the file is mapped into memory.
func checkWhole(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return nil // a new one is made
	}
	db, err := openBolt(path, true)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: %s has %d bytes of %d: restore the folder from a backup", index.ErrDamaged, path, info.Size(), tx.Size())
		}
		return nil
	})
}

// pageSize is the page size of a new file. Records are about 1 KiB; larger
// pages than bbolt's 4 KiB waste less of their ends.
const pageSize = 32 << 10

// prepare makes the buckets, checks the version and loads the dictionary.
func (s *store) prepare() error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for _, b := range [][]byte{docsBucket, idsBucket, originsBucket, deletedBucket, metaBucket} {
			if _, err := tx.CreateBucketIfNotExists(b); err != nil {
				return err
			}
		}
		meta := tx.Bucket(metaBucket)
		if v := meta.Get(versionKey); v != nil && string(v) != storeVersion {
			return fmt.Errorf("layout version %s is not %s: export with the program that wrote it and import again", v, storeVersion)
		}
		return meta.Put(versionKey, []byte(storeVersion))
	})
	if err != nil {
		return err
	}
	return s.db.View(func(tx *bbolt.Tx) error {
		s.codec, err = newCodec(tx.Bucket(metaBucket).Get(dictionaryKey))
		return err
	})
}

// change is one document of a batch, ready to be stored.
type change struct {
	doc     index.Document
	hash    [32]byte
	record  []byte
	outcome index.Outcome
	write   bool   // the stored one differs
	oldSeq  uint64 // number of the change that stored what is replaced, 0 for none
}

// compare fills in outcome and oldSeq, and reports whether the document has to
// be written.
func (s *store) compare(tx *bbolt.Tx, c *change) bool {
	v := tx.Bucket(idsBucket).Get([]byte(c.doc.Article.ID))
	if v == nil {
		c.outcome = index.Added
		return true
	}
	old := readKey(v)
	c.oldSeq = old.seq
	if old.hash != c.hash {
		c.outcome = index.Updated
		return true
	}
	c.outcome = index.Unchanged
	return old.name != c.doc.Name || old.format != c.doc.Article.Format || originName(tx, old.origin) != c.doc.Origin
}

// write stores the changes that differ from what is stored, in one transaction.
func (s *store) write(changes []*change) error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		docs, ids := tx.Bucket(docsBucket), tx.Bucket(idsBucket)
		docs.FillPercent, ids.FillPercent = 1, 0.9 // numbers only grow, ids mostly
		meta := newMeta(tx)
		for _, c := range changes {
			if !c.write {
				continue
			}
			if err := meta.forget(docs, ids, []byte(c.doc.Article.ID)); err != nil {
				return err
			}
			if err := meta.add(docs, ids, c); err != nil {
				return err
			}
		}
		return meta.save()
	})
}

// delete removes articles and leaves their ids in the deleted bucket.
func (s *store) delete(ids []kb.ID) (n int, err error) {
	err = s.db.Update(func(tx *bbolt.Tx) error {
		docs, known := tx.Bucket(docsBucket), tx.Bucket(idsBucket)
		meta := newMeta(tx)
		for _, id := range ids {
			if known.Get([]byte(id)) == nil {
				continue
			}
			if err := meta.forget(docs, known, []byte(id)); err != nil {
				return err
			}
			meta.seq++
			if err := tx.Bucket(deletedBucket).Put(be64(meta.seq), []byte(id)); err != nil {
				return err
			}
			n++
		}
		return meta.save()
	})
	return n, err
}

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

// name returns the name of the document with the id, empty when there is none. The
// name may be what tells that a source is Markdown.
func (s *store) name(id kb.ID) (name string) {
	_ = s.db.View(func(tx *bbolt.Tx) error {
		if v := tx.Bucket(idsBucket).Get([]byte(id)); v != nil {
			name = strings.Clone(readKey(v).name)
		}
		return nil
	})
	return name
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

// setGeneration publishes a generation and forgets the deletions it holds.
func (s *store) setGeneration(name string, seq uint64) error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		c := tx.Bucket(deletedBucket).Cursor()
		for k, _ := c.First(); k != nil && binary.BigEndian.Uint64(k) <= seq; k, _ = c.First() {
			if err := c.Delete(); err != nil {
				return err
			}
		}
		return tx.Bucket(metaBucket).Put(generationKey, []byte(name))
	})
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

func be64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

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

// makeDictionary makes, stores and uses the dictionary.
func (s *store) makeDictionary(sources [][]byte) error {
	dict := dictionaryOf(sources)
	err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(metaBucket).Put(dictionaryKey, dict) })
	if err != nil {
		return err
	}
	return s.codec.prime(dict)
}
