package v1

import (
	"bytes"
	"encoding/json"

	"kbadvisor/kb"
)

// MaxInput is the size of the largest observation in bytes of UTF-8.
const MaxInput = 1 << 20

// DefaultMatches is how many articles an answer gives unless more are asked for.
const DefaultMatches = 3

// MatchRequest is what somebody saw.
type MatchRequest struct {
	ID    string `json:"id,omitempty" maxLength:"200" doc:"Name of the request, which the answer repeats"`
	Input string `json:"input" doc:"What was seen: a reply, a session, an event, an error text, a finding, a question; 1 MiB at most" example:"530 User bob cannot log in."`
	Kind  string `json:"kind,omitempty" maxLength:"40" doc:"What it is, when that is known: reply, session, banner, event, error, finding, question, log or text" example:"reply"`
	Limit int    `json:"limit,omitempty" minimum:"1" maximum:"100" default:"3" doc:"How many articles at most"`
}

// Match is what the knowledge base says to an observation.
type Match struct {
	ID          string        `json:"id,omitempty" doc:"Name that the request has"`
	Verdict     string        `json:"verdict" enum:"explained,ambiguous,cited_absent,unexplained" doc:"explained: the first result explains it; ambiguous: several do equally well; cited_absent: it names articles that are not here; unexplained: nothing explains it"`
	Reason      string        `json:"reason" enum:"no_candidate,below_threshold,healthy,input_unusable," doc:"Why nothing explains it, empty for other verdicts"`
	Results     []MatchResult `json:"results" nullable:"false" doc:"The articles, best first; empty unless it is explained or ambiguous"`
	CitedAbsent []string      `json:"cited_absent" nullable:"false" doc:"Articles that the observation names and the knowledge base lacks"`
	Fingerprint string        `json:"fingerprint" doc:"Of the set of articles that was asked"`
	Observation Observation   `json:"observation" doc:"What was understood of it"`
}

// MatchResult is an article that may explain an observation.
type MatchResult struct {
	ID          string     `json:"id" doc:"Canonical id of the article" example:"Q239041"`
	Confidence  float64    `json:"confidence" minimum:"0" maximum:"1" doc:"Probability that the article explains it"`
	Score       float64    `json:"score" doc:"Rank value; comparable within one answer only"`
	Title       string     `json:"title" doc:"Title"`
	Disposition string     `json:"disposition" doc:"State of the problem, empty when unknown" example:"by_design"`
	Tied        bool       `json:"tied" doc:"As good as the result before or after it"`
	URL         string     `json:"url" doc:"Path of the article on this server" example:"/v1/articles/Q239041"`
	Evidence    []Evidence `json:"evidence" nullable:"false" doc:"Why, strongest first"`
}

// Evidence is one thing that an observation and an article have in common.
type Evidence struct {
	Kind     string  `json:"kind" enum:"identifier,message,reply_code,state,product,text" doc:"What they have in common"`
	Observed Quote   `json:"observed" doc:"The words of the observation; passwords are masked"`
	Article  Quote   `json:"article" doc:"The words of the article"`
	Weight   float64 `json:"weight" minimum:"0" maximum:"1" doc:"Share of the score"`

	line string // of the observation, in which Observed stands
}

// Quote is a stretch of a text. Start and end are bytes: of the input for an
// observation, of the source for an article. Both are 0 when there is nothing to
// point at.
type Quote struct {
	Start int    `json:"start" minimum:"0" doc:"First byte"`
	End   int    `json:"end" minimum:"0" doc:"Byte after the last one"`
	Text  string `json:"text" doc:"What stands there"`
}

// NewMatch returns the wire form of an answer. The function returns an article of
// the answer, or nil when it cannot be had; its quotes are empty then.
func NewMatch(a kb.Answer, article func(kb.ID) *kb.Article) Match {
	seen := NewObservation(a.Observation)
	hidden := secrets(a.Observation)
	m := Match{
		Verdict: string(a.Verdict), Reason: string(a.Reason),
		Results:     make([]MatchResult, 0, len(a.Matches)),
		CitedAbsent: each(a.CitedAbsent, func(id kb.ID) string { return string(id) }),
		Fingerprint: a.Fingerprint, Observation: seen,
	}
	for _, r := range a.Matches {
		m.Results = append(m.Results, newMatchResult(r, a.Observation.Text, hidden, article(r.ID)))
	}
	return m
}

func newMatchResult(m kb.Match, text string, hidden []kb.Span, a *kb.Article) MatchResult {
	return MatchResult{
		ID: string(m.ID), Confidence: m.Confidence, Score: m.Score, Title: m.Title,
		Disposition: string(m.Disposition), Tied: m.Tied, URL: ArticlePath(m.ID),
		Evidence: each(m.Evidence, func(e kb.Evidence) Evidence {
			return Evidence{
				Kind: string(e.Kind), Weight: e.Weight, line: masked(text, wholeLine(text, e.Observed), hidden),
				Observed: newQuote(e.Observed, masked(text, e.Observed, hidden)),
				Article:  newQuote(e.Article, Quoted(a, e.Article)),
			}
		}),
	}
}

func newQuote(s kb.Span, text string) Quote { return Quote{Start: s.Start, End: s.End, Text: text} }

// MatchBatch asks for several observations at once.
type MatchBatch struct {
	Items []BatchItem `json:"items" minItems:"1" maxItems:"1000" nullable:"false" doc:"The observations, 1,000 at most"`
	Limit int         `json:"limit,omitempty" minimum:"1" maximum:"100" default:"3" doc:"How many articles an answer gives at most"`
}

// BatchItem is one observation of a batch. Its faults are reported in its answer,
// not for the whole batch.
type BatchItem struct {
	ID    string `json:"id,omitempty" maxLength:"200" doc:"Name of the item, which the answer repeats"`
	Input string `json:"input" doc:"What was seen; 1 MiB at most"`
	Kind  string `json:"kind,omitempty" maxLength:"40" doc:"What it is, when that is known, as in a single request"`

	fault string
}

// UnmarshalJSON reads an item and keeps what is wrong with it for Fault: a faulty
// item must not fail its batch.
func (b *BatchItem) UnmarshalJSON(data []byte) error {
	var in struct {
		ID    string  `json:"id"`
		Input *string `json:"input"`
		Kind  string  `json:"kind"`
	}
	*b = BatchItem{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(&in)
	b.ID, b.Kind = in.ID, in.Kind
	switch {
	case err != nil:
		b.fault = "is not a JSON object of id, input and kind, all strings"
	case in.Input == nil:
		b.fault = "has no input"
	case len(in.ID) > 200:
		b.ID, b.fault = "", "has an id of more than 200 bytes"
	default:
		b.Input = *in.Input
	}
	return nil
}

// Fault says what is wrong with an item that was read, or nothing.
func (b *BatchItem) Fault() string { return b.fault }

// MatchAnswers are the answers to a batch.
type MatchAnswers struct {
	Answers []MatchAnswer `json:"answers" nullable:"false" doc:"One for each item, in the same order"`
	Failed  int           `json:"failed" minimum:"0" doc:"How many have an error"`
}

// MatchAnswer is the answer to one item. With an error it has no results, and
// says that the input cannot be used.
type MatchAnswer struct {
	Match
	Error *Problem `json:"error,omitempty" doc:"Why there is no answer, absent when there is one"`
}

// NewFailure returns the answer to an item that cannot be answered.
func NewFailure(id string, p Problem) MatchAnswer {
	m := NewMatch(kb.Answer{Verdict: kb.Unexplained, Reason: kb.InputUnusable, Observation: kb.Observation{Kind: kb.ObsUnusable}}, nil)
	m.ID = id
	return MatchAnswer{Match: m, Error: &p}
}
