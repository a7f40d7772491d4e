package scan

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// maxMembers is how many reports a zip file may hold.
const maxMembers = 10_000

// openZip finds the reports in a zip file.
func openZip(name string, file *counted, size int64, o Options) ([]*Report, error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return nil, &FileError{name, fmt.Errorf("damaged zip file, fetch it again: %w", err)}
	}
	if len(z.File) > maxMembers {
		return nil, &FileError{name, fmt.Errorf("%w: %d members, at most %d", stream.ErrLimit, len(z.File), maxMembers)}
	}
	var reports []*Report
	var errs []error
	for _, m := range z.File {
		if m.FileInfo().IsDir() || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		r := &Report{Name: name + "/" + m.Name, Size: size, file: file, limits: o.Limits, open: func() (io.ReadCloser, error) { return member(m) }}
		if err := r.detect(o.Format); err != nil {
			errs = append(errs, &FileError{r.Name, err})
			continue
		}
		reports = append(reports, r)
	}
	if len(reports) == 0 && len(errs) == 0 {
		errs = append(errs, &FileError{name, fmt.Errorf("%w: an empty zip file", ErrUnknown)})
	}
	file.furthest.Store(0) // the list of members stands at the end
	return reports, errors.Join(errs...)
}

// member opens a member of a zip file.
func member(m *zip.File) (io.ReadCloser, error) {
	const encrypted = 1
	if m.Flags&encrypted != 0 {
		return nil, errors.New("it is encrypted; unpack the zip file with its password first")
	}
	in, err := m.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, fmt.Errorf("it is packed by method %d, which is not known; unpack the zip file first", m.Method)
	case err != nil:
		return nil, fmt.Errorf("damaged zip file, fetch it again: %w", err)
	}
	return unpacked(in)
}

// maxPacked is how often a report may be packed.
const maxPacked = 3

// unpacked takes gzip off, when it is there.
func unpacked(in io.ReadCloser) (io.ReadCloser, error) {
	b := bufio.NewReader(in)
	for range maxPacked {
		if magic, _ := b.Peek(2); string(magic) != "\x1f\x8b" {
			break
		}
		z, err := gzip.NewReader(b)
		if err != nil {
			in.Close()
			return nil, fmt.Errorf("damaged gzip file, fetch it again: %w", err)
		}
		b = bufio.NewReader(z)
	}
	return stacked{b, in}, nil
}

// stacked reads from one and closes another.
type stacked struct {
	io.Reader
	io.Closer
}
