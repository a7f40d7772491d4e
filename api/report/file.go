package report

import (
	"context"
	"errors"
	"io"
	"iter"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/scan"
)

// File yields the findings of all reports in a file, linked, and counts them. What in
// it is no report is noted in the summary, without a format; what else goes wrong is
// told as by Findings.
func (c *Collector) File(ctx context.Context, name string, in io.ReaderAt, size int64, o scan.Options) iter.Seq2[v1.Finding, error] {
	return func(yield func(v1.Finding, error) bool) {
		reports, err := scan.Open(name, in, size, o)
		for _, e := range separate(err) {
			if member, ok := errors.AsType[*scan.FileError](e); ok {
				c.Skip(member.Name, member.Err)
				continue
			}
			c.Skip(name, e)
		}
		for _, r := range reports {
			for f, err := range c.Findings(ctx, r) {
				if !yield(f, err) || err != nil {
					return
				}
			}
			if err := ctx.Err(); err != nil {
				yield(v1.Finding{}, err)
				return
			}
		}
	}
}

// separate returns the errors that were joined to one.
func separate(err error) []error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
