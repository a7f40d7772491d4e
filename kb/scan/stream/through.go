package stream

import "io"

// Through returns the report as a filter makes it, for tools that do not keep to
// the syntax of their format.
func (r *Report) Through(filter func(io.Reader) io.Reader) *Report {
	return &Report{limits: r.limits, open: func() (io.ReadCloser, error) {
		in, err := r.open()
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{filter(in), in}, nil
	}}
}
