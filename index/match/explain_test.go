package match_test

import (
	"math"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/index/match"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// shelf returns a matcher over three small articles.
func shelf(t *testing.T) *match.Matcher {
	t.Helper()
	e := indextest.NewReference()
	for name, text := range map[string]string{
		"ftp-home.md":    "# FTP server answers 530 without a home folder\n\n## Symptoms\n\nThe server says:\n\n    530 User bob cannot log in, home directory inaccessible.\n\n## Cause\n\nThe folder is missing.\n",
		"ftp-name.md":    "# FTP server refuses a name\n\n## Symptoms\n\nThe server says:\n\n    530 User bob cannot log in.\n\n## Cause\n\nThe password is wrong.\n",
		"disk-lights.md": "# Disk lights blink at night\n\n## Symptoms\n\nThe lights blink.\n\n## Cause\n\nA backup runs.\n",
	} {
		a, err := kbfile.Parse([]byte(text), name, kbfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Put(t.Context(), []index.Document{{Article: a, Name: name}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	m, err := match.New(e, match.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestExplain says that the terms of an explanation add up to what was decided, and
// that it is an explanation of the answer that Match gives.
func TestExplain(t *testing.T) {
	m := shelf(t)
	for _, text := range []string{"530 User alice cannot log in, home directory inaccessible.", "530 User alice cannot log in.", "why do the lights blink", "226 Transfer complete.", ""} {
		x, err := m.Explain(t.Context(), text, "", 5)
		if err != nil {
			t.Fatal(err)
		}
		a, err := m.Match(t.Context(), text, "", 5)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != x.Answer.Verdict || len(a.Matches) != len(x.Answer.Matches) {
			t.Errorf("%q: Match says %s, Explain %s", text, a.Verdict, x.Answer.Verdict)
		}
		for i, c := range x.Candidates {
			if got := sum(c.Terms); math.Abs(got-c.Score) > 1e-9 {
				t.Errorf("%q: the terms of %s add up to %v, its score is %v", text, c.ID, got, c.Score)
			}
			if i < len(a.Matches) && a.Matches[i].ID != c.ID {
				t.Errorf("%q: candidate %d is %s, match %s", text, i, c.ID, a.Matches[i].ID)
			}
		}
		if len(x.Candidates) == 0 {
			if text != "" {
				t.Errorf("%q: no candidates", text)
			}
			continue
		}
		if got := 1 / (1 + math.Exp(-x.Bias-sum(x.Signs))); math.Abs(got-x.Confidence) > 1e-9 {
			t.Errorf("%q: the signs come to %v, the confidence is %v", text, got, x.Confidence)
		}
	}
}

func sum(terms []match.Addend) float64 {
	total := 0.0
	for _, a := range terms {
		total += a.Adds
	}
	return total
}

func TestQuoting(t *testing.T) {
	m := shelf(t)
	if got := m.Quoting(kb.FTP, "530"); got != nil {
		t.Errorf("before the articles are read: %v", got)
	}
	if _, err := m.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := m.Quoting(kb.FTP, "530"); len(got) != 2 || got[0] != "ftp-home" || got[1] != "ftp-name" {
		t.Errorf("articles that quote 530: %v", got)
	}
	if got := m.Quoting(kb.SMTP, "530"); got != nil {
		t.Errorf("articles that quote an SMTP 530: %v", got)
	}
}
