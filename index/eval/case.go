package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"kbadvisor/kb"
)

// Case is a labelled observation.
type Case struct {
	ID         string
	Kind       string // what was seen, such as "ftp_session"; any words, for grouping
	Protocol   string // for grouping, may be empty
	Difficulty string // for grouping, may be empty
	Input      string // what was seen
	Relevant   []Label
	Neutral    []kb.ID // neither right nor wrong
	Notes      string
}

// Label says how well an article explains an observation.
type Label struct {
	ID    kb.ID
	Grade int // 1 to MaxGrade, higher is better
}

// MaxGrade is the highest grade.
const MaxGrade = 9

// caseLine is a line of a file of cases. Pointers tell what is missing from what
// is empty.
type caseLine struct {
	ID         string       `json:"id"`
	Kind       string       `json:"kind"`
	Protocol   string       `json:"protocol"`
	Difficulty string       `json:"difficulty"`
	Input      *string      `json:"input"`
	Relevant   *[]labelLine `json:"relevant"`
	Neutral    []string     `json:"neutral"`
	Notes      string       `json:"notes"`
}

type labelLine struct {
	ID    string `json:"id"`
	Grade int    `json:"grade"`
}

// ReadCases reads cases, one JSON object a line:
//
//	{"id": "A-1", "input": "530 User bob cannot log in.", "kind": "ftp_reply",
//	 "relevant": [{"id": "Q200475", "grade": 2}], "neutral": ["Q184319"]}
//
// Id, input and relevant have to be there; an empty list says that no article
// explains the observation. Other fields are passed over, blank lines too. Errors
// name the line; all faulty lines are reported at once, 20 at most.
func ReadCases(r io.Reader) ([]Case, error) {
	var out []Case
	var faults []error
	seen := map[string]int{}
	err := eachLine(r, func(n int, line []byte) error {
		c, err := readCase(line)
		if first := seen[c.ID]; err == nil && first > 0 {
			err = fmt.Errorf("the id %.60q is that of line %d", c.ID, first)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("line %d: %w", n, err))
			if len(faults) == maxFaults {
				return errors.Join(faults...)
			}
			return nil
		}
		seen[c.ID] = n
		out = append(out, c)
		return nil
	})
	if err == nil && len(faults) == 0 && len(out) == 0 {
		err = errors.New("no cases: want a line of JSON for each")
	}
	if err == nil {
		err = errors.Join(faults...)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// maxFaults is how many faulty lines are reported.
const maxFaults = 20

func readCase(line []byte) (Case, error) {
	var in caseLine
	if err := decode(line, &in); err != nil {
		return Case{}, err
	}
	switch {
	case in.ID == "":
		return Case{}, errors.New(`"id" is missing`)
	case in.Input == nil:
		return Case{}, errors.New(`"input" is missing`)
	case in.Relevant == nil:
		return Case{}, errors.New(`"relevant" is missing: give [] when no article explains it`)
	}
	c := Case{ID: in.ID, Kind: in.Kind, Protocol: in.Protocol, Difficulty: in.Difficulty, Input: *in.Input, Notes: in.Notes}
	return c, c.label(*in.Relevant, in.Neutral)
}

// label adds the articles, of which each may be named once.
func (c *Case) label(relevant []labelLine, neutral []string) error {
	seen := map[kb.ID]bool{}
	add := func(text string) (kb.ID, error) {
		id, err := kb.ParseID(text)
		if err == nil && seen[id] {
			err = fmt.Errorf("%s is named twice", id)
		}
		seen[id] = true
		return id, err
	}
	for i, l := range relevant {
		id, err := add(l.ID)
		if err == nil && (l.Grade < 1 || l.Grade > MaxGrade) {
			err = fmt.Errorf("grade %d of %s: want 1 to %d", l.Grade, id, MaxGrade)
		}
		if err != nil {
			return fmt.Errorf("relevant[%d]: %w", i, err)
		}
		c.Relevant = append(c.Relevant, Label{ID: id, Grade: l.Grade})
	}
	for i, text := range neutral {
		id, err := add(text)
		if err != nil {
			return fmt.Errorf("neutral[%d]: %w", i, err)
		}
		c.Neutral = append(c.Neutral, id)
	}
	return nil
}

// decode reads one JSON value and wants nothing behind it.
func decode(line []byte, v any) error {
	err := json.Unmarshal(line, v)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%q is a JSON %s, which does not fit", kind.Field, kind.Value)
	case err != nil && !bytes.HasPrefix(line, []byte("{")):
		return fmt.Errorf("want a JSON object, got %.40q", line)
	}
	return err
}
