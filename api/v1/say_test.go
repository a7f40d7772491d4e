package v1_test

import (
	"strings"
	"testing"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/reply"
)

func TestSay(t *testing.T) {
	for _, tt := range []struct {
		in   v1.Match
		want string
	}{
		{v1.Match{Verdict: "explained", Results: []v1.MatchResult{{Confidence: 0.97}}}, "An article explains it: almost certain (97 %)."},
		{v1.Match{Verdict: "explained"}, "An article explains it: a guess (0 %)."},
		{v1.Match{Verdict: "ambiguous", Results: []v1.MatchResult{{Confidence: 0.7, Tied: true}, {Tied: true}, {Tied: true}, {}}}, "3 articles may explain it, and nothing here tells which: likely (70 %)."},
		{v1.Match{Verdict: "explained", Results: []v1.MatchResult{{Confidence: 0.5}}}, "An article may explain it: possible (50 %)."},
		{v1.Match{Verdict: "cited_absent", CitedAbsent: []string{"Q1", "Q2"}}, "It names Q1, Q2, which this knowledge base does not have."},
		{v1.Match{Verdict: "cited_absent", CitedAbsent: strings.Split("Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9 Q10", " ")}, "It names Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, which this knowledge base does not have."},
		{v1.Match{Verdict: "cited_absent", CitedAbsent: strings.Split("Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9 Q10 Q11 Q12", " ")}, "It names Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10 and 2 more, which this knowledge base does not have."},
		{v1.Match{Verdict: "unexplained", Reason: "healthy"}, "Nothing is wrong here: these replies say that all went well."},
		{v1.Match{Verdict: "unexplained", Reason: "input_unusable"}, "There is nothing here that could be read: no words, or no text at all."},
		{v1.Match{Verdict: "unexplained", Reason: "no_candidate"}, "Nothing in this knowledge base is near it."},
		{v1.Match{Verdict: "unexplained", Reason: "below_threshold"}, "Nothing in this knowledge base explains it; what comes near is too unlikely to be right."},
	} {
		if got := tt.in.Say(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.in, got, tt.want)
		}
	}
	for _, tt := range []struct {
		in   v1.Observation
		want string
	}{
		{v1.Observation{Kind: "session", Protocol: "ftp", Dialect: "ftp.exe", Product: "iis", Version: "5.0", Exchanges: make([]v1.Exchange, 4)}, "FTP session, 4 exchanges, written by ftp.exe, iis 5.0"},
		{v1.Observation{Kind: "reply", Protocol: "smtp", Dialect: "raw", Exchanges: make([]v1.Exchange, 1)}, "SMTP reply"},
		{v1.Observation{Kind: "unusable"}, "Input that cannot be read"},
		{v1.Observation{Kind: "question"}, "Question"},
		{v1.Observation{}, "Text"},
	} {
		if got := tt.in.Say(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.in, got, tt.want)
		}
	}
	for c, want := range map[float64]string{0: "a guess (0 %)", 0.4: "possible (40 %)", 0.6: "likely (60 %)", 0.8: "very likely (80 %)", 0.95: "almost certain (95 %)", 1: "almost certain (99 %)"} {
		if got := v1.Sure(c); got != want {
			t.Errorf("%v: %q, want %q", c, got, want)
		}
	}
	seen := map[string]bool{}
	for _, k := range []kb.EvidenceKind{kb.EvIdentifier, kb.EvMessage, kb.EvReply, kb.EvState, kb.EvProduct, kb.EvText} {
		if words := (v1.Evidence{Kind: string(k)}).Say(); seen[words] {
			t.Errorf("%s: %q is said of another kind", k, words)
		} else {
			seen[words] = true
		}
	}
}

func TestNewCode(t *testing.T) {
	m, _ := reply.Lookup(kb.HTTP, "401.3")
	c := v1.NewCode(m)
	if c.Code != "401.3" || c.Broader == nil || c.Broader.Code != "401" || c.Commands == nil || c.Articles == nil {
		t.Errorf("%+v", c)
	}
	a := &kb.Article{ID: "Q100001", Title: "T", Status: &kb.Status{Kind: kb.ByDesign}, Source: []byte("say 530 No.")}
	if got := v1.NewCodeArticle(a, []kb.Span{{Start: 4, End: 11}}); got.Quotes[0].Text != "530 No." || got.Disposition != "by_design" {
		t.Errorf("%+v", got)
	}
}
