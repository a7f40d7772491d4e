package v1

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// Say tells in a few words what the observation is: "FTP session, 4 replies,
// written by ftp.exe, iis 5.0".
func (o Observation) Say() string {
	parts := []string{strings.TrimSpace(strings.ToUpper(o.Protocol) + " " + kindWords(o.Kind))}
	if n := len(o.Exchanges); n > 1 {
		parts = append(parts, fmt.Sprintf("%d exchanges", n))
	}
	if o.Dialect != "" && o.Dialect != "raw" {
		parts = append(parts, "written by "+o.Dialect)
	}
	if o.Product != "" {
		parts = append(parts, strings.TrimSpace(o.Product+" "+o.Version))
	}
	text := strings.Join(parts, ", ")
	return strings.ToUpper(text[:1]) + text[1:]
}

func kindWords(kind string) string {
	switch kb.ObservationKind(kind) {
	case kb.ObsReply:
		return "reply"
	case kb.ObsSession:
		return "session"
	case kb.ObsBanner:
		return "greeting"
	case kb.ObsEvent:
		return "event log record"
	case kb.ObsError:
		return "error message"
	case kb.ObsFinding:
		return "scanner finding"
	case kb.ObsQuestion:
		return "question"
	case kb.ObsLog:
		return "log"
	case kb.ObsUnusable:
		return "input that cannot be read"
	}
	return "text"
}

// Say tells the verdict in a sentence.
func (m Match) Say() string {
	switch kb.Verdict(m.Verdict) {
	case kb.Explained:
		if len(m.Results) > 0 && m.Results[0].Confidence < 0.6 {
			return "An article may explain it: " + m.sure() + "."
		}
		return "An article explains it: " + m.sure() + "."
	case kb.Ambiguous:
		return fmt.Sprintf("%d articles may explain it, and nothing here tells which: %s.", m.tied(), m.sure())
	case kb.CitedAbsent:
		return "It names " + m.Absent() + ", which this knowledge base does not have."
	}
	switch kb.Reason(m.Reason) {
	case kb.Healthy:
		return "Nothing is wrong here: these replies say that all went well."
	case kb.InputUnusable:
		return "There is nothing here that could be read: no words, or no text at all."
	case kb.NoCandidate:
		return "Nothing in this knowledge base is near it."
	}
	return "Nothing in this knowledge base explains it; what comes near is too unlikely to be right."
}

// maxAbsent is how many articles that are not here people get to see.
const maxAbsent = 10

// Absent lists the articles that the observation names and the knowledge base
// lacks, a long list cut: "Q1, Q2 and 30 more". It is empty when there are none.
func (m Match) Absent() string {
	if len(m.CitedAbsent) <= maxAbsent {
		return strings.Join(m.CitedAbsent, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(m.CitedAbsent[:maxAbsent], ", "), len(m.CitedAbsent)-maxAbsent)
}

// sure puts the confidence of the first result in words.
func (m Match) sure() string {
	if len(m.Results) == 0 {
		return Sure(0)
	}
	return Sure(m.Results[0].Confidence)
}

// tied counts the results that are tied with the first one.
func (m Match) tied() int {
	n := 0
	for _, r := range m.Results {
		if !r.Tied {
			break
		}
		n++
	}
	return max(n, 2)
}

// Sure puts a confidence in words, with the number, which is never quite 100.
func Sure(confidence float64) string {
	words := "a guess"
	switch {
	case confidence >= 0.95:
		words = "almost certain"
	case confidence >= 0.8:
		words = "very likely"
	case confidence >= 0.6:
		words = "likely"
	case confidence >= 0.4:
		words = "possible"
	}
	return fmt.Sprintf("%s (%.0f %%)", words, 100*min(confidence, 0.99))
}

// Say tells in a few words what an article and the observation have in common.
func (e Evidence) Say() string {
	switch kb.EvidenceKind(e.Kind) {
	case kb.EvIdentifier:
		return "both name the same thing"
	case kb.EvMessage:
		return "the article quotes the message"
	case kb.EvReply:
		return "the article speaks of the same reply code"
	case kb.EvState:
		return "the session is in the state that the article describes"
	case kb.EvProduct:
		return "the article is about the product"
	}
	return "both use the same words"
}

// maxShown is how much evidence of an article people get to see.
const maxShown = 3

// Shown returns the evidence that people get to see: the strongest, and words in
// common only when there is nothing better.
func (r MatchResult) Shown() []Evidence {
	return shown(r.Evidence, func(e Evidence) string { return e.Kind })
}

// shown returns the evidence that people get to see.
func shown[E any](all []E, kind func(E) string) []E {
	var out, words []E
	for _, e := range all {
		if kind(e) == string(kb.EvText) {
			words = append(words, e)
		} else {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		out = words[:min(len(words), 1)]
	}
	return out[:min(len(out), maxShown)]
}

// Line returns the line of the observation in which the observed words stand, or
// the words themselves when they are more than one line.
func (e Evidence) Line() string {
	if e.line == "" {
		return e.Observed.Text
	}
	return e.line
}

// maxLine is the longest line that is shown whole, in bytes.
const maxLine = 1000

// wholeLine returns the line around a span of a text, or the span when it is empty,
// outside of the text, longer than a line, or in a very long one.
func wholeLine(text string, s kb.Span) kb.Span {
	if s.Start < 0 || s.End > len(text) || s.Len() <= 0 || strings.ContainsAny(strings.TrimSpace(text[s.Start:s.End]), "\r\n") {
		return s
	}
	start := strings.LastIndexAny(text[:s.Start], "\r\n") + 1
	end := strings.IndexAny(text[s.End:], "\r\n")
	if end < 0 {
		end = len(text) - s.End
	}
	if s.End+end-start > maxLine {
		return s
	}
	return kb.Span{Start: start, End: s.End + end}
}
