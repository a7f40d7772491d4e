package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index/match"
	"kbadvisor/kb"
)

func TestExplanation(t *testing.T) {
	answer := kb.Answer{Verdict: kb.Explained, Observation: kb.Observation{Kind: kb.ObsReply, Protocol: kb.FTP}, Matches: []kb.Match{{ID: "Q100001", Confidence: 0.9}}}
	x := match.Explanation{
		Answer: answer, Confidence: 0.9, Threshold: 0.35, Bias: -0.5,
		Signs: []match.Addend{{Name: "message_exact", Value: 1, Adds: 2}, {Name: "unknown_words", Value: 0.25, Adds: -0.75}, {Name: "words", Value: 3, Adds: 0.5}, {Name: "lead", Adds: 0.25}},
		Candidates: []match.Considered{
			{ID: "Q100001", Title: "First\x1b[2J", Score: 4, Terms: []match.Addend{{Name: "message", Value: 1, Adds: 3}, {Name: "title_share", Value: 0.5, Adds: 1.5}, {Name: "length", Value: 5, Adds: -0.5}}},
			{ID: "Q100002", Title: "Second", Score: 1, Terms: []match.Addend{{Name: "title_share", Value: 0.9, Adds: 1.25}, {Name: "state", Value: -1, Adds: -0.75}, {Name: "length", Value: 5, Adds: 0.5}}},
		},
	}
	want := `FTP reply
An article explains it: very likely (90 %).

confidence 0.90, an answer is given from 0.35 on; log-odds:
   for       +2.00  message exact 1
   for       +0.50  words 3
             +0.25  1 more
   against   -0.50  (before anything is known)
   against   -0.75  unknown words 0.25

1  Q100001  First\x1b[2J
   score 4.00:
   for       +3.00  message 1
   for       +1.50  title share 0.5
   against   -0.50  length 5

2  Q100002  Second
   score 1.00, -3.00 to the first one, of which:
   for       +1.00  length 5
   against   -3.00  message
   against   -0.75  state -1
             -0.25  1 more
`
	var out bytes.Buffer
	wire := v1.NewMatch(answer, func(kb.ID) *kb.Article { return nil })
	if err := newConsole(&out).explanation(x, wire, 2); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("explanation (-want +got):\n%s", d)
	}
	got := newExplanation(x, wire)
	if len(got.Candidates) != 2 || len(got.Candidates[1].Terms) != 3 || got.Signs[0].Name != "message_exact" || got.Answer.Verdict != "explained" {
		t.Errorf("wire form %+v", got)
	}
}

// TestExplanationOfNothing says that nothing to explain is told in a few words, and
// that lists are never null.
func TestExplanationOfNothing(t *testing.T) {
	answer := kb.Answer{Verdict: kb.Unexplained, Reason: kb.InputUnusable, Observation: kb.Observation{Kind: kb.ObsUnusable}}
	wire := v1.NewMatch(answer, nil)
	var out bytes.Buffer
	if err := newConsole(&out).explanation(match.Explanation{Answer: answer}, wire, 5); err != nil {
		t.Fatal(err)
	}
	if want := "Input that cannot be read\nThere is nothing here that could be read: no words, or no text at all.\n"; out.String() != want {
		t.Errorf("explanation %q, want %q", out.String(), want)
	}
	text, err := json.Marshal(newExplanation(match.Explanation{Answer: answer}, wire))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(`"signs":[],"candidates":[]`)) {
		t.Errorf("wire form %s", text)
	}
}
