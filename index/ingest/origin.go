package ingest

import (
	"io"
	"os"
	"path/filepath"

	"kbadvisor/kb"
)

// label derives the origin of a source from its argument.
func (s *source) label() error {
	if s.arg == stdinName {
		s.origin = "stdin"
		return nil
	}
	path, err := filepath.Abs(s.arg)
	if s.origin = path; err == nil && isPlainFile(path) {
		s.origin, s.part = filepath.Dir(path), true
	}
	return err
}

// isPlainFile reports whether there is a file at the path that is not packed.
func isPlainFile(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, sniffLen)
	n, err := io.ReadFull(f, head)
	return (err == nil || n > 0) && sniff(head[:n]) == plain
}

// scope says what the sources of a run answer for.
type scope struct {
	origins map[string]bool  // true for all of it
	files   map[fileKey]bool // of the other origins
}

func scopeOf(sources []*source) scope {
	s := scope{origins: map[string]bool{}, files: map[fileKey]bool{}}
	for _, src := range sources {
		if src.part {
			s.files[src.root().key()] = true
		}
		s.origins[src.origin] = s.origins[src.origin] || !src.part
	}
	return s
}

// has reports whether the sources answer for what is stored: also as one of
// several articles of a file, which only KB text can be.
func (s scope) has(id kb.ID, is stored) bool {
	whole := is.container()
	member := is.text && is.name == memberName(whole.name, id)
	return s.origins[is.origin] || s.files[is.fileKey] || member && s.files[whole]
}
