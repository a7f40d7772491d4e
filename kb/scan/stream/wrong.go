package stream

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Wrong gathers the values of a report in JSON that are of another type than they
// have to be. Each is one finding that cannot be read; those behind it can.
type Wrong struct {
	first error
	n     int
}

// Pass takes what Decode returned. It reports whether the value could be read, and
// returns the errors that end the report.
func (w *Wrong) Pass(err error) (bool, error) {
	var typ *json.UnmarshalTypeError
	if !errors.As(err, &typ) {
		return err == nil, err
	}
	if w.n++; w.n == 1 {
		at := &Error{}
		errors.As(err, &at)
		in := at.In
		if typ.Field != "" {
			in = in + "." + typ.Field
		}
		w.first = &Error{At: at.At, In: in, Err: fmt.Errorf("the %s is not what is expected there", typ.Value)}
	}
	return false, nil
}

// End returns the error of a report: that which ended it, or else what was wrong in
// it.
func (w *Wrong) End(err error) error {
	switch {
	case err != nil || w.n == 0:
		return err
	case w.n == 1:
		return fmt.Errorf("one finding could not be read: %w", w.first)
	}
	return fmt.Errorf("%d findings could not be read; the first: %w", w.n, w.first)
}
