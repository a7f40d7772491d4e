package stream

import (
	"encoding/xml"
	"io"
)

// subtree gives the tokens of one element, whose start was read already, to a
// decoder of encoding/xml.
type subtree struct {
	x     *XML
	start bool // it has to be given
	above int  // elements around it
}

// Token implements xml.TokenReader.
func (s *subtree) Token() (xml.Token, error) {
	lex := s.x.lex
	if s.start {
		s.start = false
		return lex.start, nil
	}
	if len(lex.open) <= s.above {
		return nil, io.EOF
	}
	name := ""
	if n := len(lex.open); n > 0 {
		name = lex.open[n-1]
	}
	switch k, err := s.x.next(); {
	case err != nil:
		return nil, err
	case k == startTag:
		return lex.start, nil
	case k == endTag:
		return xml.EndElement{Name: split(name)}, nil
	default:
		return xml.CharData(lex.data), nil
	}
}
