package report

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	v1 "kbadvisor/api/v1"
)

// Spool keeps findings in a temporary file, one line of JSON each. Findings can be
// added and read in turn, but not at the same time.
type Spool struct {
	file *os.File
	name string // empty when the file has no name any more
	out  *bufio.Writer
	n    int
	err  error // of the first Add that failed
}

// NewSpool makes an empty spool in a folder, the one for temporary files when it
// is empty. Only its owner can read the file. It is gone after Close; where the
// system allows it, also when the program dies.
func NewSpool(dir string) (*Spool, error) {
	f, err := os.CreateTemp(dir, "kbadvisor-link-*")
	if err != nil {
		return nil, fmt.Errorf("make a file for the findings: %w", err)
	}
	s := &Spool{file: f, name: f.Name(), out: bufio.NewWriterSize(f, 64<<10)}
	if os.Remove(s.name) == nil { // an open file may lose its name, but not everywhere
		s.name = ""
	}
	return s, nil
}

// Add keeps a finding. After an error the spool takes no more.
func (s *Spool) Add(f v1.Finding) error {
	if s.err != nil {
		return s.err
	}
	line, err := json.Marshal(f)
	if err == nil {
		_, err = s.out.Write(append(line, '\n'))
	}
	if err != nil {
		s.err = fmt.Errorf("keep finding %d: %w", s.n+1, err)
		return s.err
	}
	s.n++
	return nil
}

// Len returns how many findings there are.
func (s *Spool) Len() int { return s.n }

// Document returns the findings with their summary, for a writer.
func (s *Spool) Document(summary v1.LinkSummary) Document {
	return Document{Summary: summary, Findings: s.Findings()}
}

// Findings returns all findings in the order in which they came, each time that it
// is ranged over.
func (s *Spool) Findings() iter.Seq2[v1.Finding, error] {
	return func(yield func(v1.Finding, error) bool) {
		if err := s.out.Flush(); err != nil {
			yield(v1.Finding{}, fmt.Errorf("keep the findings: %w", err))
			return
		}
		in := bufio.NewReaderSize(io.NewSectionReader(s.file, 0, 1<<62), 64<<10)
		for i := range s.n {
			f, err := next(in)
			if err != nil {
				yield(v1.Finding{}, fmt.Errorf("read finding %d again: %w", i+1, err))
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

// next reads one line.
func next(in *bufio.Reader) (f v1.Finding, err error) {
	line, err := in.ReadBytes('\n')
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(line, &f)
}

// Close gives the space back. It may be called twice.
func (s *Spool) Close() error {
	err := s.file.Close()
	if s.name != "" {
		err = errors.Join(err, os.Remove(s.name))
		s.name = ""
	}
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
