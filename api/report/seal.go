package report

import "fmt"

// Seal ends the adding: from now on any number of readers can read at the same time.
func (s *Spool) Seal() error {
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("keep the findings: %w", err)
	}
	return nil
}

// Size returns the bytes that the findings take on disk.
func (s *Spool) Size() int64 {
	info, err := s.file.Stat()
	if err != nil {
		return 0 // closed: it takes nothing
	}
	return info.Size() + int64(s.out.Buffered())
}
