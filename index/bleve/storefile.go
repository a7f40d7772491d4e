package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"kbadvisor/index"
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
