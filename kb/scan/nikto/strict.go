package nikto

import (
	"bufio"
	"io"
	"strings"
)

// strict returns a report as JSON has to be. Versions of Nikto leave a comma behind
// the last value, do not end a host before the next one begins, and write
// backslashes as they are.
func strict(in io.Reader) io.Reader { return &stricter{in: bufio.NewReader(in)} }

// maxNesting is how deep values are followed. Nikto's are three deep.
const maxNesting = 100

// stricter is a reader that mends JSON.
type stricter struct {
	in     *bufio.Reader
	nested []byte // the brackets around
	quoted bool   // in a string
	comma  bool   // not yet written
	queued string // to be written next
}

// Read implements io.Reader.
func (s *stricter) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if s.queued == "" {
			b, err := s.in.ReadByte()
			if err != nil {
				return n, err
			}
			s.queued = s.next(b)
			continue
		}
		k := copy(p[n:], s.queued)
		n, s.queued = n+k, s.queued[k:]
	}
	return n, nil
}

// next returns what is written for a byte.
func (s *stricter) next(b byte) string {
	switch {
	case s.quoted:
		return s.inString(b)
	case b == ',' && !s.comma:
		s.comma = true
		return ""
	case strings.IndexByte(" \t\r\n", b) >= 0:
		return string([]byte{b})
	}
	before := ""
	if s.comma && b != ']' && b != '}' {
		before = ","
		if b == '{' && len(s.nested) > 0 && s.nested[len(s.nested)-1] == '{' { // another host: the last one ends
			before = "}"
			s.nested = s.nested[:len(s.nested)-1]
		}
	}
	s.comma = false
	s.follow(b)
	return before + string([]byte{b})
}

// follow keeps track of where a byte leads to.
func (s *stricter) follow(b byte) {
	switch b {
	case '"':
		s.quoted = true
	case '{', '[':
		if len(s.nested) < maxNesting {
			s.nested = append(s.nested, b)
		}
	case '}', ']':
		s.nested = s.nested[:max(0, len(s.nested)-1)]
	}
}

// inString returns what is written for a byte of a string.
func (s *stricter) inString(b byte) string {
	switch b {
	case '"':
		s.quoted = false
	case '\\':
		next, err := s.in.Peek(1)
		if err != nil || strings.IndexByte(`"\/bfnrtu`, next[0]) < 0 {
			return `\\`
		}
		s.in.Discard(1)
		return `\` + string(next)
	}
	return string([]byte{b})
}
