package match

import (
	lru "container/list"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"runtime"
	"strconv"

	"kbadvisor/kb"
)

// linkKey is the same for findings that say the same.
type linkKey [sha256.Size]byte

// keyOf returns the key of all fields that an answer depends on.
func keyOf(f *kb.Finding) linkKey {
	h := sha256.New()
	write(h, f.Plugin.ID, f.Plugin.Name, f.Description, f.Solution, f.Product, f.Version, f.Status, f.Severity)
	for i, o := range f.Outputs {
		if counts(o) {
			write(h, strconv.Itoa(i), o.ID, o.Text)
		}
	}
	write(h, "")
	for _, c := range f.Citations {
		write(h, c.Kind, c.Value)
	}
	return linkKey(h.Sum(nil))
}

// write adds texts to a hash so that no two rows of texts give the same bytes.
func write(h hash.Hash, texts ...string) {
	var size [8]byte
	for _, t := range texts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(t)))
		h.Write(size[:])
		h.Write([]byte(t))
	}
}

// sizeOf returns about how many bytes of text a finding has.
func sizeOf(f *kb.Finding) int {
	n := len(f.Description) + len(f.Solution)
	for _, o := range f.Outputs {
		n += len(o.Text)
	}
	for _, c := range f.Citations {
		n += len(c.Value)
	}
	return n
}

// workers is how many findings are matched at the same time.
func workers() int { return runtime.GOMAXPROCS(0) }

// linking is what is said to a finding.
type linking struct {
	answer kb.Answer
	parts  []kb.Part
}

// maxMemo is how many bytes of answers are remembered, about.
const maxMemo = 16 << 20

// memo remembers the answers to findings, those that were asked for last.
type memo struct {
	cat   *Catalog
	bytes int
	at    map[linkKey]*lru.Element
	order *lru.List // of *remembered, the last one first
}

type remembered struct {
	key  linkKey
	what linking
	size int
}

func newMemo() *memo { return &memo{at: map[linkKey]*lru.Element{}, order: lru.New()} }

// of forgets what was said by another catalog.
func (m *memo) of(cat *Catalog) {
	if m.cat != cat {
		*m = *newMemo()
		m.cat = cat
	}
}

func (m *memo) has(k linkKey) bool { return m.at[k] != nil }

// get returns an answer that is there.
func (m *memo) get(k linkKey) linking {
	e := m.at[k]
	m.order.MoveToFront(e)
	return e.Value.(*remembered).what
}

// put keeps an answer, and forgets the oldest ones when there are too many.
func (m *memo) put(k linkKey, what linking) {
	r := &remembered{k, what, 512 + len(what.answer.Observation.Text)}
	m.at[k] = m.order.PushFront(r)
	m.bytes += r.size
	for m.bytes > maxMemo {
		last := m.order.Remove(m.order.Back()).(*remembered)
		delete(m.at, last.key)
		m.bytes -= last.size
	}
}
