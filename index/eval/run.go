package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"kbadvisor/kb"
)

// Run is what was answered, best first, by the id of the case. A case that is
// missing was not answered.
type Run map[string][]Result

// Result is one article of an answer. Score and Confidence are Undefined when
// they were not given.
type Result struct {
	ID         kb.ID
	Score      Figure
	Confidence Figure // 0 to 1
}

// ReadRun reads a run: either one JSON object {"case": [results], ...}, or JSON
// lines {"id": "case", "results": [results]}, as "kbadvisor match --jsonl" writes
// them. A result is {"id": "Q239041", "score": 12.3, "confidence": 0.91} with or
// without the numbers, ["Q239041", 12.3] with a score, or just "Q239041". Of
// several lines for one case the last one counts. Errors name the line.
func ReadRun(r io.Reader) (Run, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var whole map[string]json.RawMessage
	if json.Unmarshal(text, &whole) == nil && whole["results"] == nil && whole["id"] == nil {
		return readObject(whole)
	}
	run := Run{}
	err = eachLine(bytes.NewReader(text), func(n int, line []byte) error {
		if err := run.readLine(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return run, nil
}

func readObject(cases map[string]json.RawMessage) (Run, error) {
	run := Run{}
	for id, raw := range cases {
		results, err := readResults(raw)
		if err != nil {
			return nil, fmt.Errorf("case %.60q: %w", id, err)
		}
		run[id] = results
	}
	return run, nil
}

func (run Run) readLine(line []byte) error {
	var in struct {
		ID      *string         `json:"id"`
		Results json.RawMessage `json:"results"`
	}
	if err := decode(line, &in); err != nil {
		return err
	}
	if in.ID == nil {
		return errors.New(`"id" is missing`)
	}
	results, err := readResults(in.Results)
	if err != nil {
		return fmt.Errorf("case %.60q: %w", *in.ID, err)
	}
	run[*in.ID] = results
	return nil
}

// readResults reads a list of results. An article counts where it comes first.
func readResults(raw json.RawMessage) ([]Result, error) {
	var items []json.RawMessage
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &items); err != nil {
			return nil, errors.New("want a list of results")
		}
	}
	out := make([]Result, 0, len(items))
	seen := map[kb.ID]bool{}
	for i, item := range items {
		r, err := readResult(item)
		if err != nil {
			return nil, fmt.Errorf("result %d: %w", i+1, err)
		}
		if !seen[r.ID] {
			out = append(out, r)
		}
		seen[r.ID] = true
	}
	return out, nil
}

func readResult(raw json.RawMessage) (Result, error) {
	var in struct {
		ID         string   `json:"id"`
		Score      *float64 `json:"score"`
		Confidence *float64 `json:"confidence"`
	}
	var pair []json.RawMessage
	switch {
	case json.Unmarshal(raw, &in.ID) == nil:
	case json.Unmarshal(raw, &pair) == nil && len(pair) > 0 && len(pair) < 3 && json.Unmarshal(pair[0], &in.ID) == nil:
		if len(pair) == 2 && json.Unmarshal(pair[1], &in.Score) != nil {
			return Result{}, fmt.Errorf("the score of %.60q is no number", in.ID)
		}
	case json.Unmarshal(raw, &in) != nil:
		return Result{}, fmt.Errorf(`%.60q is neither an id nor {"id", "score", "confidence"}`, raw)
	}
	if in.ID == "" {
		return Result{}, errors.New("has no id")
	}
	r := Result{ID: runID(in.ID), Score: figure(in.Score), Confidence: figure(in.Confidence)}
	if r.Confidence.Defined() && (r.Confidence < 0 || r.Confidence > 1) {
		return r, fmt.Errorf("confidence %v of %s: want 0 to 1", float64(r.Confidence), r.ID)
	}
	return r, nil
}

// runID returns the article that a run names. Names that are no ids stay as they
// are: they are wrong answers, but answers.
func runID(text string) kb.ID {
	if id, err := kb.ParseID(text); err == nil {
		return id
	}
	return kb.ID(strings.TrimSpace(text))
}
