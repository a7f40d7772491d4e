package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// reporter writes the report of a run. After an error it writes no more.
type reporter struct {
	w   io.Writer // nil for no report
	err error
}

// write adds one line.
func (r *reporter) write(f Failure) {
	if r.w == nil || r.err != nil {
		return
	}
	line, err := json.Marshal(f)
	if err == nil {
		_, err = r.w.Write(append(line, '\n'))
	}
	if err != nil {
		r.err = fmt.Errorf("write the report: %w", err)
	}
}

// noSource returns the error of a run none of whose sources could be read.
func noSource(sources []*source) error {
	errs := []error{ErrNoSource}
	for _, src := range sources {
		errs = append(errs, fmt.Errorf("%s: %w", src.arg, src.err))
	}
	return errors.Join(errs...)
}
