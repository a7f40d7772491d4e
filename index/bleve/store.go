package bleve

import (
	"encoding/binary"
	"strings"

	"go.etcd.io/bbolt"

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

func be64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// makeDictionary makes, stores and uses the dictionary.
func (s *store) makeDictionary(sources [][]byte) error {
	dict := dictionaryOf(sources)
	err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(metaBucket).Put(dictionaryKey, dict) })
	if err != nil {
		return err
	}
	return s.codec.prime(dict)
}
