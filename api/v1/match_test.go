package v1_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// session is an observation with a password in it.
const session = "220 files\r\nUSER bob\r\n331 Password required for bob.\r\nPASS opensesame\r\n530 User bob cannot log in.\r\n"

func span(text, part string) kb.Span {
	i := strings.Index(text, part)
	return kb.Span{Start: i, End: i + len(part)}
}

func observation() kb.Observation {
	return kb.Observation{
		Kind: kb.ObsSession, Protocol: kb.FTP, Dialect: "raw", Text: session, Product: "iis", Version: "5.0",
		Exchanges: []kb.Exchange{
			{Code: "220", Text: "files", State: kb.State{Phase: kb.BeforeLogin}},
			{Command: "USER", Argument: "bob", Code: "331", Text: "Password required for bob.", State: kb.State{Phase: kb.BeforeLogin}, Sent: span(session, "USER bob")},
			{Command: "PASS", Argument: "opensesame", Code: "530", Text: "User bob cannot log in.", State: kb.State{Phase: kb.UserGiven, User: "bob"}, Sent: span(session, "PASS opensesame")},
		},
		Facts:       []kb.Fact{{Kind: kb.FactLoginRefused}, {Kind: kb.FactLoginRefused}},
		Identifiers: []kb.Identifier{{Kind: kb.IdentReply, ID: "ftp/530"}, {Kind: kb.IdentReply, ID: "ftp/530"}},
	}
}

func TestNewMatch(t *testing.T) {
	article := full()
	article.Source = []byte("   530 User <name> cannot log in.\r\n")
	got, err := json.MarshalIndent(v1.NewMatch(kb.Answer{
		Observation: observation(), Verdict: kb.Explained, Fingerprint: "f",
		Matches: []kb.Match{{ID: "Q100001", Title: "A title", Confidence: 0.75, Score: 3.5, Disposition: kb.ByDesign, Evidence: []kb.Evidence{
			{Kind: kb.EvMessage, Observed: span(session, "530 User bob cannot log in."), Article: kb.Span{Start: 3, End: 35}, Weight: 0.6},
			{Kind: kb.EvState, Observed: span(session, "PASS opensesame\r\n"), Weight: 0.4},
		}}},
	}, func(kb.ID) *kb.Article { return &article }), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "verdict": "explained",
 "reason": "",
 "results": [
  {
   "id": "Q100001",
   "confidence": 0.75,
   "score": 3.5,
   "title": "A title",
   "disposition": "by_design",
   "tied": false,
   "url": "/v1/articles/Q100001",
   "evidence": [
    {
     "kind": "message",
     "observed": {
      "start": 70,
      "end": 97,
      "text": "530 User bob cannot log in."
     },
     "article": {
      "start": 3,
      "end": 35,
      "text": "530 User \u003cname\u003e cannot log in.\n"
     },
     "weight": 0.6
    },
    {
     "kind": "state",
     "observed": {
      "start": 53,
      "end": 70,
      "text": "PASS ********\r\n"
     },
     "article": {
      "start": 0,
      "end": 0,
      "text": ""
     },
     "weight": 0.4
    }
   ]
  }
 ],
 "cited_absent": [],
 "fingerprint": "f",
 "observation": {
  "kind": "session",
  "protocol": "ftp",
  "dialect": "raw",
  "product": "iis",
  "version": "5.0",
  "exchanges": [
   {
    "command": "",
    "argument": "",
    "code": "220",
    "text": "files",
    "state": "before_login"
   },
   {
    "command": "USER",
    "argument": "bob",
    "code": "331",
    "text": "Password required for bob.",
    "state": "before_login"
   },
   {
    "command": "PASS",
    "argument": "********",
    "code": "530",
    "text": "User bob cannot log in.",
    "state": "user_given",
    "user": "bob"
   }
  ],
  "facts": [
   "log-in refused"
  ],
  "identifiers": [
   {
    "kind": "reply",
    "id": "ftp/530"
   }
  ]
 }
}`
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("answer (-want +got):\n%s", d)
	}
}

func TestNewMatchEmpty(t *testing.T) {
	got, err := json.Marshal(v1.NewMatch(kb.Answer{Verdict: kb.CitedAbsent, CitedAbsent: []kb.ID{"Q999999"}, Observation: kb.Observation{Kind: kb.ObsText}}, nil))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"verdict":"cited_absent","reason":"","results":[],"cited_absent":["Q999999"],"fingerprint":"","observation":{"kind":"text","protocol":"","dialect":"","product":"","version":"","exchanges":[],"facts":[],"identifiers":[]}}`
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("answer (-want +got):\n%s", d)
	}
	if f := v1.NewFailure("x", v1.Problem{Code: "c"}); f.ID != "x" || f.Error.Code != "c" || f.Results == nil || f.Verdict != "unexplained" {
		t.Errorf("failure %+v", f)
	}
}

func TestMaskText(t *testing.T) {
	for in, want := range map[string]string{
		"PASS secret":                                "PASS ********",
		"pass two words\r\n530 No":                   "pass ******** words\r\n530 No",
		"---> PASS secret":                           "---> PASS ********",
		"> PASS secret\n< 230 In":                    "> PASS ********\n< 230 In",
		"Command:\tPASS secret":                      "Command:\tPASS ********",
		"C: PASS secret":                             "C: PASS ********",
		"10.1.1.5 [212]PASS secret - 530":            "10.1.1.5 [212]PASS ******** - 530",
		"[212]PASS - 530":                            "[212]PASS - 530",
		"ftp> quote PASS secret":                     "ftp> quote PASS secret",
		"PASS ****":                                  "PASS ****",
		"PASS (hidden)":                              "PASS (hidden)",
		"530 Please login with USER and PASS.":       "530 Please login with USER and PASS.",
		"530 Please send PASS first.":                "530 Please send PASS first.",
		"The PASS command failed":                    "The PASS command failed",
		"PASS":                                       "PASS",
		"PASS \nUSER x":                              "PASS \nUSER x",
		"AUTHINFO PASS secret":                       "AUTHINFO PASS ********",
		"wget ftp://bob:secret@files.example/a":      "wget ftp://bob:********@files.example/a",
		"http://host:80/x@y":                         "http://host:80/x@y",
		"PASS one\nPASS two\nPASS three":             "PASS ********\nPASS ********\nPASS ********",
		"PASS \xff\xfe\xfd":                          "PASS ********",
		strings.Repeat("PASS x1 ", 3) + "\xff \x1b[": "PASS ******** PASS x1 PASS x1 \uFFFD \x1b[",
	} {
		if got := v1.MaskText(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestExchangeSecrets says which arguments are masked in exchanges.
func TestExchangeSecrets(t *testing.T) {
	for _, tt := range []struct{ command, argument, want string }{
		{"PASS", "a b c", "********"},
		{"PASS", "-", "-"},
		{"PASS", "<password>", "<password>"},
		{"USER", "bob", "bob"},
		{"AUTHINFO", "PASS secret", "PASS ********"},
		{"AUTHINFO", "USER bob", "USER bob"},
		{"AUTH", "PLAIN AGJvYgBzZWNyZXQ=", "PLAIN ********"},
		{"AUTH", "TLS", "TLS"},
		{"LOGIN", "bob secret", "bob ********"},
	} {
		o := kb.Observation{Exchanges: []kb.Exchange{{Command: tt.command, Argument: tt.argument}}}
		if got := v1.NewObservation(o).Exchanges[0].Argument; got != tt.want {
			t.Errorf("%s %s is shown as %q, want %q", tt.command, tt.argument, got, tt.want)
		}
	}
}

func FuzzMaskText(f *testing.F) {
	f.Add("> PASS secret\nftp://a:b@c/")
	f.Fuzz(func(t *testing.T, text string) {
		once := v1.MaskText(text)
		if again := v1.MaskText(once); again != once {
			t.Fatalf("%q becomes %q, then %q", text, once, again)
		}
	})
}

func TestQuoted(t *testing.T) {
	text := "Es kostet 5 € für „alle“.\nEnde.\n"
	src := []byte("TITLE\r\nEs kostet 5 \x80 f\xfcr \x84alle\x93.\r\nEnde.\r\n")
	a := &kb.Article{Encoding: kb.Windows1252, Source: src, Sections: []kb.Section{
		{Kind: kb.Header, Text: "TITLE\n", Span: kb.Span{End: 7}},
		{Kind: kb.Content, Text: text, TextAt: 7, Span: kb.Span{Start: 7, End: len(src)}},
	}}
	for _, tt := range []struct {
		start, end int
		want       string
	}{
		{0, 5, "TITLE"},
		{7, 31, "Es kostet 5 € für „alle“"},
		{19, 20, "€"},
		{25, len(src), "„alle“.\nEnde.\n"},
		{31, 36, ".\nEn"},
		{0, 21, "TITLE\nEs kostet 5 \uFFFD "},
		{5, 5, ""}, {9, 3, ""}, {-1, 4, ""}, {0, 99, ""},
	} {
		if got := v1.Quoted(a, kb.Span{Start: tt.start, End: tt.end}); got != tt.want {
			t.Errorf("[%d, %d): %q, want %q", tt.start, tt.end, got, tt.want)
		}
	}
	if v1.Quoted(nil, kb.Span{End: 1}) != "" {
		t.Error("no article has a quote")
	}
}

func TestNewAdvice(t *testing.T) {
	long := strings.Repeat("word ", 50) + "end. " + strings.Repeat("more ", 80)
	content := func(name, text string) kb.Section { return kb.Section{Kind: kb.Content, Name: name, Text: text} }
	tests := []struct {
		name string
		in   *kb.Article
		want v1.Advice
	}{
		{"no article", nil, v1.Advice{}},
		{"both", &kb.Article{Sections: []kb.Section{content(kb.Cause, "=====\n\nThe folder\nis gone.\n\n\nOr not.\n"), content(kb.Workaround, "Try."), content(kb.Resolution, "Make one.")}},
			v1.Advice{Cause: "The folder is gone.\nOr not.", Do: "Make one."}},
		{"workaround", &kb.Article{Sections: []kb.Section{content(kb.Resolution, "====="), content(kb.Workaround, "Try.")}}, v1.Advice{Do: "Try."}},
		{"fix", &kb.Article{Fix: &kb.Fix{Quote: "Take SP9."}}, v1.Advice{Do: "Take SP9."}},
		{"status", &kb.Article{Status: &kb.Status{Kind: kb.FixedIn, Quote: "Fixed in SP9."}}, v1.Advice{Do: "Fixed in SP9."}},
		{"status that is no fix", &kb.Article{Status: &kb.Status{Kind: kb.Confirmed, Quote: "It is a problem."}}, v1.Advice{}},
		{"a long paragraph ends with a sentence", &kb.Article{Sections: []kb.Section{content(kb.Cause, long)}}, v1.Advice{Cause: strings.Repeat("word ", 50) + "end. …"}},
		{"a long word", &kb.Article{Sections: []kb.Section{content(kb.Cause, strings.Repeat("é", 500))}}, v1.Advice{Cause: strings.Repeat("é", 200) + "…"}},
		{"paragraphs until there is no room", &kb.Article{Sections: []kb.Section{content(kb.Cause, "First.\n\n"+long)}}, v1.Advice{Cause: "First.\n" + strings.Repeat("word ", 50) + "end. …"}},
		{"no room for more", &kb.Article{Sections: []kb.Section{content(kb.Cause, strings.Repeat("word ", 60)+"\n\n"+long)}}, v1.Advice{Cause: strings.TrimSpace(strings.Repeat("word ", 60)) + " …"}},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, v1.NewAdvice(tt.in)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func ExampleMaskText() {
	fmt.Println(v1.MaskText("---> PASS opensesame"))
	// Output: ---> PASS ********
}

// TestShown says what of the evidence people see.
func TestShown(t *testing.T) {
	evidence := func(kinds ...kb.EvidenceKind) kb.Match {
		m := kb.Match{ID: "Q100001"}
		for _, k := range kinds {
			m.Evidence = append(m.Evidence, kb.Evidence{Kind: k, Observed: span(session, "bob cannot")})
		}
		return m
	}
	a := kb.Answer{Observation: observation(), Verdict: kb.Explained, Matches: []kb.Match{
		evidence(kb.EvText, kb.EvMessage, kb.EvReply, kb.EvState, kb.EvProduct),
		evidence(kb.EvText, kb.EvText),
		{Evidence: []kb.Evidence{{Observed: span(session, "PASS opensesame\r\n530 User")}, {Observed: span(session, "opensesame")}, {}}},
	}}
	m := v1.NewMatch(a, func(kb.ID) *kb.Article { return nil })
	var got [][]string
	for _, r := range m.Results {
		var lines []string
		for _, e := range r.Shown() {
			lines = append(lines, e.Kind+" "+e.Line())
		}
		got = append(got, lines)
	}
	want := [][]string{
		{"message 530 User bob cannot log in.", "reply_code 530 User bob cannot log in.", "state 530 User bob cannot log in."},
		{"text 530 User bob cannot log in."},
		{" PASS ********\r\n530 User", " PASS ********", " "},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("shown (-want +got):\n%s", d)
	}
}
