package ingest

import (
	"errors"
	"fmt"
)

// Limits bounds what one source may cost. Zero values mean the defaults.
type Limits struct {
	// MaxArticle is the largest article in bytes: 1 MiB. Files may be larger when
	// they hold several articles.
	MaxArticle int
	// MaxEntries is the most entries of one archive: 1,000,000.
	MaxEntries int
	// MaxTotal is the most bytes that one archive or compressed stream may unpack
	// to: 8 GiB.
	MaxTotal int64
	// MaxRatio is the most bytes that one byte of an archive may unpack to: 200.
	// It is applied to what was read, once ratioFrom bytes were unpacked.
	MaxRatio int
}

// The defaults of Limits, and limits that nobody has to set.
const (
	defaultMaxArticle = 1 << 20
	defaultMaxEntries = 1_000_000
	defaultMaxTotal   = 8 << 30
	defaultMaxRatio   = 200

	ratioFrom    = 16 << 20 // bytes unpacked before MaxRatio applies
	maxWindow    = 64 << 20 // memory for the window of a zstd stream
	maxDirectory = 64 << 20 // bytes of the directory of a zip archive
	maxName      = 1024     // bytes of the name of an entry
)

func (l Limits) withDefaults() Limits {
	if l.MaxArticle == 0 {
		l.MaxArticle = defaultMaxArticle
	}
	if l.MaxEntries == 0 {
		l.MaxEntries = defaultMaxEntries
	}
	if l.MaxTotal == 0 {
		l.MaxTotal = defaultMaxTotal
	}
	if l.MaxRatio == 0 {
		l.MaxRatio = defaultMaxRatio
	}
	return l
}

func (l Limits) validate() error {
	if l.MaxArticle < 0 || l.MaxEntries < 0 || l.MaxTotal < 0 || l.MaxRatio < 0 {
		return errors.New("ingest: a value of Config.Limits is negative")
	}
	return nil
}

// limitError returns an error that matches ErrLimit.
func limitError(format string, args ...any) error {
	return fmt.Errorf("%w: %s; split the source, or raise the limit if you trust it", ErrLimit, fmt.Sprintf(format, args...))
}
