package bleve

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"go.etcd.io/bbolt"
)

// meta is the running state of the store inside one transaction.
type meta struct {
	tx      *bbolt.Tx
	bucket  *bbolt.Bucket
	seq     uint64
	bytes   uint64
	count   uint64
	mixed   [32]byte
	origins map[string]uint64
}

// newMeta reads the state.
func newMeta(tx *bbolt.Tx) *meta {
	m := &meta{tx: tx, bucket: tx.Bucket(metaBucket), origins: map[string]uint64{}}
	m.seq, m.bytes, m.count = m.number(seqKey), m.number(bytesKey), m.number(countKey)
	copy(m.mixed[:], m.bucket.Get(fingerprint))
	_ = tx.Bucket(originsBucket).ForEach(func(k, v []byte) error {
		m.origins[string(v)] = binary.BigEndian.Uint64(k)
		return nil
	})
	return m
}

// save writes the state.
func (m *meta) save() error {
	for _, kv := range []struct{ k, v []byte }{
		{seqKey, be64(m.seq)}, {bytesKey, be64(m.bytes)}, {countKey, be64(m.count)}, {fingerprint, m.mixed[:]},
	} {
		if err := m.bucket.Put(kv.k, kv.v); err != nil {
			return err
		}
	}
	return nil
}

// forget removes the stored version of an article, if there is one.
func (m *meta) forget(docs, ids *bbolt.Bucket, id []byte) error {
	v := ids.Get(id)
	if v == nil {
		return nil
	}
	k := readKey(v)
	m.bytes -= uint64(k.size)
	m.count--
	m.mix(id, k.hash)
	if err := docs.Delete(be64(k.seq)); err != nil {
		return err
	}
	return ids.Delete(id)
}

// add stores an article that is not there.
func (m *meta) add(docs, ids *bbolt.Bucket, c *change) error {
	origin, err := m.origin(c.doc.Origin)
	if err != nil {
		return err
	}
	a := c.doc.Article
	m.seq++
	m.count++
	m.bytes += uint64(len(a.Source))
	m.mix([]byte(a.ID), c.hash)
	if err := docs.Put(be64(m.seq), c.record); err != nil {
		return err
	}
	k := key{seq: m.seq, hash: c.hash, size: len(a.Source), origin: origin, format: a.Format, name: c.doc.Name}
	return ids.Put([]byte(a.ID), k.encode())
}

// origin returns the number of an origin, a new one when it is not known yet.
func (m *meta) origin(name string) (uint64, error) {
	if n, ok := m.origins[name]; ok {
		return n, nil
	}
	n := uint64(len(m.origins) + 1)
	m.origins[name] = n
	return n, m.tx.Bucket(originsBucket).Put(be64(n), []byte(name))
}

// originName returns the origin with the number.
func originName(tx *bbolt.Tx, n uint64) string {
	return string(tx.Bucket(originsBucket).Get(be64(n)))
}

// mix adds an article to the fingerprint, or takes it out again: the fingerprint
// is the exclusive or over all articles, so it does not depend on their order.
func (m *meta) mix(id []byte, hash [32]byte) {
	h := sha256.Sum256(append(append([]byte(nil), id...), hash[:]...))
	for i := range m.mixed {
		m.mixed[i] ^= h[i]
	}
}

// print returns the fingerprint for people and programs.
func (m *meta) print() string { return hex.EncodeToString(m.mixed[:16]) }

func (m *meta) number(key []byte) uint64 {
	if v := m.bucket.Get(key); len(v) == 8 {
		return binary.BigEndian.Uint64(v)
	}
	return 0
}
