package match

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"kbadvisor/articles"
	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// bundled returns the documents that ship with the program, in the order of
// their names.
func bundled(t testing.TB) []index.Document {
	t.Helper()
	var docs []index.Document
	names, err := fs.Glob(articles.FS, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(articles.FS, name)
		if err != nil || strings.HasPrefix(name, "template") || strings.HasSuffix(name, ".go") {
			continue
		}
		a, err := kbfile.Parse(src, name, kbfile.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, index.Document{Article: a, Name: name})
	}
	if len(docs) < 5 {
		t.Fatalf("%d bundled articles, want more", len(docs))
	}
	return docs
}

// open returns a matcher over documents that are held in memory.
func open(t testing.TB, docs []index.Document, cfg Config) *Matcher {
	t.Helper()
	e := indextest.NewReference()
	t.Cleanup(func() { _ = e.Close() })
	if _, err := e.Put(context.Background(), docs); err != nil {
		t.Fatal(err)
	}
	if err := e.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	m, err := New(e, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func ask(t testing.TB, m *Matcher, text string) kb.Answer {
	t.Helper()
	a, err := m.Match(context.Background(), text, "", 0)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return a
}

const portFirst = "220 web1 Microsoft FTP Service (Version 5.0).\nPORT 10,1,1,9,4,210\n200 PORT command successful.\n"

const ordinary = "220 web1 Microsoft FTP Service (Version 5.0).\nUSER bob\n331 Password required for bob.\nPASS x\n" +
	"230 User bob logged in.\nPORT 10,1,1,9,4,210\n200 PORT command successful.\nNLST\n" +
	"150 Opening ASCII mode data connection for file list.\n226 Transfer complete.\nQUIT\n221 Bye\n"

func TestVerdicts(t *testing.T) {
	m := open(t, bundled(t), Config{})
	for name, tc := range map[string]struct {
		text    string
		verdict kb.Verdict
		reason  kb.Reason
		first   kb.ID
	}{
		"port before log-in": {portFirst, kb.Explained, "", "Q239041"},
		"port after refusal": {"220 web1 Microsoft FTP Service\nUSER bob\n331 Password required for bob.\nPASS x\n530 User bob cannot log in.\nPORT 10,1,1,9,4,2\n200 PORT command successful.\n", kb.Explained, "", "Q239041"},
		"ordinary session":   {ordinary, kb.Unexplained, kb.Healthy, ""},
		"healthy reply":      {"226 Transfer complete.", kb.Unexplained, kb.Healthy, ""},
		"nothing":            {"", kb.Unexplained, kb.InputUnusable, ""},
		"blank":              {" \n\t\r\n", kb.Unexplained, kb.InputUnusable, ""},
		"binary":             {"\x00\x01\x02\xff\xfe\x00", kb.Unexplained, kb.InputUnusable, ""},
		"absent":             {"See Q999998 for details.", kb.CitedAbsent, "", ""},
		"present":            {"The scanner says: see KB239041.", kb.Explained, "", "Q239041"},
		"other matters":      {"Back-off restarting failed container nginx in pod web-7", kb.Unexplained, kb.BelowThreshold, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := ask(t, m, tc.text)
			if a.Verdict != tc.verdict || a.Reason != tc.reason {
				t.Fatalf("got %s %s with %v, want %s %s", a.Verdict, a.Reason, a.Matches, tc.verdict, tc.reason)
			}
			if tc.first != "" && (len(a.Matches) == 0 || a.Matches[0].ID != tc.first) {
				t.Errorf("got %v, want %s first", a.Matches, tc.first)
			}
			if answered := len(a.Matches) > 0; answered != (tc.first != "") {
				t.Errorf("got %d matches", len(a.Matches))
			}
			if a.Fingerprint == "" {
				t.Error("the answer does not name the knowledge base")
			}
		})
	}
}

// TestRefusedPort wants the article about PORT before log-in never to be the answer
// to a session in which the server refused that.
func TestRefusedPort(t *testing.T) {
	m := open(t, bundled(t), Config{})
	for _, match := range ask(t, m, "220 web1 Microsoft FTP Service (Version 5.0).\nPORT 10,1,1,5,4,0\n530 Please login with USER and PASS.\n").Matches {
		if match.ID == "Q239041" && match.Confidence > 0.1 {
			t.Errorf("got %+v", match)
		}
	}
}

// TestEvidence reads every piece of evidence again and wants it to be what both
// sides say, and the confidence to fall when the observation lacks it.
func TestEvidence(t *testing.T) {
	docs := bundled(t)
	m := open(t, docs, Config{})
	a := ask(t, m, portFirst)
	if len(a.Matches) == 0 || len(a.Matches[0].Evidence) == 0 {
		t.Fatalf("got %+v, want a match with evidence", a)
	}
	best := a.Matches[0]
	source := sourceOf(t, docs, best.ID)
	for _, e := range best.Evidence {
		if e.Weight <= 0 || e.Observed.Len() <= 0 || e.Observed.End > len(portFirst) || e.Article.Start < 0 || e.Article.End > len(source) {
			t.Fatalf("evidence %+v points nowhere", e)
		}
		seen, said := portFirst[e.Observed.Start:e.Observed.End], source[e.Article.Start:e.Article.End]
		if e.Kind == kb.EvMessage && !strings.Contains(strings.ToLower(said), "port command successful") {
			t.Errorf("%q rests on %q", seen, said)
		}
		without := portFirst[:e.Observed.Start] + strings.Repeat(" ", e.Observed.Len()) + portFirst[e.Observed.End:]
		for _, other := range ask(t, m, without).Matches {
			if other.ID == best.ID && other.Confidence >= best.Confidence {
				t.Errorf("without %q the confidence is %.3f, with it %.3f", seen, other.Confidence, best.Confidence)
			}
		}
	}
}

func sourceOf(t *testing.T, docs []index.Document, id kb.ID) string {
	t.Helper()
	for _, d := range docs {
		if d.Article.ID == id {
			return string(d.Article.Source)
		}
	}
	t.Fatalf("no article %s", id)
	return ""
}

// TestOrderOfImport wants the same answers whatever the order of import, and from a
// catalog that was kept as from one that was made.
func TestOrderOfImport(t *testing.T) {
	docs, dir := bundled(t), t.TempDir()
	first := open(t, docs, Config{Dir: dir})
	texts := []string{portFirst, "530 User bob cannot log in.", "552 mailbox full", "how do I relay mail?"}
	var want []kb.Answer
	for _, text := range texts {
		want = append(want, ask(t, first, text))
	}
	slices.Reverse(docs)
	for name, m := range map[string]*Matcher{"reversed": open(t, docs, Config{}), "kept": open(t, docs, Config{Dir: dir})} {
		for i, text := range texts {
			got := ask(t, m, text)
			if got.Verdict != want[i].Verdict || got.Fingerprint != want[i].Fingerprint || len(got.Matches) != len(want[i].Matches) {
				t.Fatalf("%s: %q: got %+v, want %+v", name, text, got, want[i])
			}
			for k := range got.Matches {
				if got.Matches[k].ID != want[i].Matches[k].ID || got.Matches[k].Confidence != want[i].Matches[k].Confidence {
					t.Errorf("%s: %q: match %d is %v, want %v", name, text, k, got.Matches[k], want[i].Matches[k])
				}
			}
		}
	}
}

// TestSeesChanges wants an article that was added to be found by the next call.
func TestSeesChanges(t *testing.T) {
	docs := bundled(t)
	var rest []index.Document
	var q index.Document
	for _, d := range docs {
		if d.Article.ID == "Q239041" {
			q = d
		} else {
			rest = append(rest, d)
		}
	}
	m := open(t, rest, Config{Dir: t.TempDir()})
	for _, match := range ask(t, m, portFirst).Matches {
		if match.ID == "Q239041" {
			t.Fatal("found what is not there")
		}
	}
	if _, err := m.engine.Put(t.Context(), []index.Document{q}); err != nil {
		t.Fatal(err)
	}
	if err := m.engine.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, m, portFirst); len(a.Matches) == 0 || a.Matches[0].ID != "Q239041" {
		t.Errorf("got %v after the article was added, want Q239041", a.Matches)
	}
}

func TestLimits(t *testing.T) {
	m := open(t, bundled(t), Config{})
	if _, err := m.Match(t.Context(), strings.Repeat("x", MaxInput+1), "", 0); err == nil {
		t.Error("an input over the limit is taken")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Match(ctx, portFirst, "", 0); err == nil {
		t.Error("a cancelled call answers")
	}
}

func FuzzMatch(f *testing.F) {
	m := open(f, bundled(f), Config{})
	f.Add(portFirst)
	f.Add("Event ID: 100 Source: MSFTPSVC The server was unable to logon")
	f.Add("\x1b[31m530\x00 User \xff cannot log in.")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := m.Match(context.Background(), text, "", 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range a.Matches {
			if x.Confidence < 0 || x.Confidence > 1 {
				t.Fatalf("confidence %v", x.Confidence)
			}
			for _, e := range x.Evidence {
				if e.Observed.Start < 0 || e.Observed.End > len(text) || e.Observed.Start > e.Observed.End {
					t.Fatalf("evidence %+v in %d bytes", e, len(text))
				}
			}
		}
	})
}

// TestStateEvidence wants only those facts to be called the state that an article
// describes which it does describe.
func TestStateEvidence(t *testing.T) {
	m := open(t, bundled(t), Config{})
	text := "220 web1 Microsoft FTP Service\nUSER bob\n331 Password required for bob.\nPASS x\n530 User bob cannot log in.\nPORT 10,1,1,9,4,2\n200 PORT command successful.\n"
	states := 0
	for _, match := range ask(t, m, text).Matches {
		for _, e := range match.Evidence {
			if e.Kind != kb.EvState {
				continue
			}
			states++
			if seen := text[e.Observed.Start:e.Observed.End]; !strings.Contains(seen, "PORT") {
				t.Errorf("%s rests on the state of %q", match.ID, seen)
			}
		}
	}
	if states == 0 {
		t.Error("no match rests on the state")
	}
}

// TestTierConfidence wants an article that comes second by its tier, with the
// larger score, to be less sure than the first.
func TestTierConfidence(t *testing.T) {
	s := &search{r: &reading{}, model: &model{}, list: []*candidate{{card: &card{ID: "first"}, score: 1}, {card: &card{ID: "second"}, score: 5}}}
	got := s.matches(0.9, 2)
	if got[1].Confidence > 0.11 || got[0].Confidence != 0.9 || got[0].Score < got[1].Score {
		t.Errorf("got %+v", got)
	}
}
