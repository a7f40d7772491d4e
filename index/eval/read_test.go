package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/eval"
	"kbadvisor/kb"
)

func TestReadCases(t *testing.T) {
	in := "\xef\xbb\xbf" + `{"id":"A","kind":"k","protocol":"ftp","difficulty":"easy","input":"530","relevant":[{"id":"kb239041","grade":2},{"id":"ftp-port-before-login","grade":1}],"neutral":["100002"],"notes":"n","more":[1]}` +
		"\r\n\n" + `{"id":"B","input":"","relevant":[]}`
	got, err := eval.ReadCases(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.Case{
		{ID: "A", Kind: "k", Protocol: "ftp", Difficulty: "easy", Input: "530", Notes: "n",
			Relevant: []eval.Label{{ID: "Q239041", Grade: 2}, {ID: "ftp-port-before-login", Grade: 1}}, Neutral: []kb.ID{"Q100002"}},
		{ID: "B"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("cases (-want +got):\n%s", d)
	}
}

func TestReadCasesErrors(t *testing.T) {
	good := `{"id":"A","input":"x","relevant":[]}` + "\n"
	tests := []struct{ in, want string }{
		{"", "no cases"},
		{"\n \n", "no cases"},
		{good + `{"id":"B","input":"x"`, "line 2: unexpected end of JSON input"},
		{good + "nothing", `line 2: want a JSON object, got "nothing"`},
		{good + "[1]", `line 2: want a JSON object, got "[1]"`},
		{good + "\n" + good, "line 3: the id \"A\" is that of line 1"},
		{`{"input":"x","relevant":[]}`, `line 1: "id" is missing`},
		{`{"id":"A","relevant":[]}`, `line 1: "input" is missing`},
		{`{"id":"A","input":"x","relevent":[]}`, `line 1: "relevant" is missing`},
		{`{"id":"A","input":7,"relevant":[]}`, `line 1: "input" is a JSON number`},
		{`{"id":"A","input":"x","relevant":[{"id":"Q239041","grade":0}]}`, "line 1: relevant[0]: grade 0 of Q239041: want 1 to 9"},
		{`{"id":"A","input":"x","relevant":[{"id":"Q1 2","grade":1}]}`, `line 1: relevant[0]: not an article id: "Q1 2"`},
		{`{"id":"A","input":"x","relevant":[{"id":"Q239041","grade":1}],"neutral":["239041"]}`, "line 1: neutral[0]: Q239041 is named twice"},
		{"x\n" + good + "y\n", "line 1: want a JSON object, got \"x\"\nline 3: want a JSON object, got \"y\""},
		{strings.Repeat("x\n", 50), "line 20: "},
		{good + `{"id":"` + strings.Repeat("x", 9<<20), "line 2: longer than 8 MiB"},
	}
	for _, tt := range tests {
		cases, err := eval.ReadCases(strings.NewReader(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.want) || cases != nil {
			t.Errorf("%.60q: %d cases, error %v, want %q", tt.in, len(cases), err, tt.want)
		} else if n := strings.Count(err.Error(), "\n"); n > 20 {
			t.Errorf("%.60q: %d lines of errors", tt.in, n)
		}
	}
}

func TestReadRun(t *testing.T) {
	none := eval.Undefined()
	want := eval.Run{
		"A": {{ID: "Q239041", Score: 12.5, Confidence: 0.9}, {ID: "ftp-port", Score: none, Confidence: none}, {ID: "? 1", Score: none, Confidence: none}},
		"B": {{ID: "Q100002", Score: 3, Confidence: none}},
		"C": {},
	}
	list := `[{"id":"q239041","score":12.5,"confidence":0.9},"FTP-port",{"id":"KB239041","score":1},{"id":"? 1"}]`
	for name, in := range map[string]string{
		"lines":  `{"id":"A","results":["Q1000"]}` + "\n\n" + `{"id":"A","results":` + list + "}\n" + `{"id":"B","verdict":"explained","results":[["100002",3]]}` + "\n" + `{"id":"C"}`,
		"object": `{"A":` + list + ",\n" + `"B":[["Q100002",3]],"C":[]}`,
	} {
		got, err := eval.ReadRun(strings.NewReader(in))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, got, figures); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestReadRunErrors(t *testing.T) {
	tests := []struct{ in, want string }{
		{"x", "line 1: want a JSON object"},
		{`{"id":"A","results":[]}` + "\n" + `{"results":[]}`, `line 2: "id" is missing`},
		{`{"id":"A","results":{}}`, `line 1: case "A": want a list of results`},
		{`{"id":"A","results":["Q1000",7]}`, `line 1: case "A": result 2: "7" is neither an id nor`},
		{`{"id":"A","results":[{"score":7}]}`, `line 1: case "A": result 1: has no id`},
		{`{"id":"A","results":[["Q1000","x"]]}`, `line 1: case "A": result 1: the score of "Q1000" is no number`},
		{`{"id":"A","results":[{"id":"Q1000","confidence":1.5}]}`, `line 1: case "A": result 1: confidence 1.5 of Q1000: want 0 to 1`},
		{`{"A":["Q1000"],"B":7}`, `case "B": want a list of results`},
	}
	for _, tt := range tests {
		if run, err := eval.ReadRun(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, error %v, want %q", tt.in, run, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"id":"A","input":"x","relevant":[{"id":"Q239041","grade":1}]}`)
	f.Add(`{"id":"A","results":["Q1000",["Q1001",2],{"id":"Q1002","confidence":0.5}]}`)
	f.Add(`{"A":["Q1000"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		cases, err := eval.ReadCases(strings.NewReader(text))
		if (err == nil) != (len(cases) > 0) {
			t.Fatalf("%d cases, error %v", len(cases), err)
		}
		run, err := eval.ReadRun(strings.NewReader(text))
		if err != nil {
			return
		}
		for id := range run {
			cases = append(cases, eval.Case{ID: id, Relevant: []eval.Label{{ID: "Q239041", Grade: 1}}})
		}
		var b strings.Builder
		if err := eval.Evaluate(cases, run, eval.Options{By: eval.ByKind}).Markdown(&b); err != nil || strings.Contains(b.String(), "NaN") {
			t.Fatal(err, b.String())
		}
		_ = fmt.Sprint(run)
	})
}
