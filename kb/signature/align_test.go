package signature

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAlign(t *testing.T) {
	const long = "The service could not be started because the log file is damaged. Restore the log file and start the service again."
	for _, c := range []struct {
		name, template, obs string
		want                string // the observed span, empty for no match
		exact               bool
	}{
		{"verbatim", "User <u> cannot log in.", "530 User bob cannot log in.\r\n", "User bob cannot log in", true},
		{"wraps, case, contraction", "User <u> cannot log in.", "user BOB\n  can't LOG\r\n in", "user BOB\n  can't LOG\r\n in", true},
		{"other kind of name", "User mozilla@host.com cannot log in", `User CONTOSO\ann cannot log in`, `User CONTOSO\ann cannot log in`, true},
		{"negation lacks", "User <u> cannot log in.", "User bob can log in.", "", false},
		{"negation too many", "The file was found on the disk", "The file was not found on the disk", "", false},
		{"other code", "Error 1326: the log-on failed", "Error 1327: the log-on failed", "", false},
		{"same code", "Error 1326: the log-on failed", "error 1326 - the log-on failed!", "error 1326 - the log-on failed", true},
		{"other hex form", "Failed with 0x0000000A in the driver", "failed with 0xA in the driver", "failed with 0xA in the driver", true},
		{"other tool code", "error C2065: 'a' : undeclared identifier", "error C2066: 'a' : undeclared identifier", "", false},
		{"polarity", "The transfer was successful", "The transfer was refused", "", false},
		{"cut at the end", long, "The service could not be started because the log file is damaged. Restore", "The service could not be started because the log file is damaged. Restore", false},
		{"cut at the beginning", long, "damaged. Restore the log file and start the service again.", "damaged. Restore the log file and start the service again", false},
		{"one word differs", long, "The service could not be started because the log disk is damaged. Restore the log file and start the service again.",
			"The service could not be started because the log disk is damaged. Restore the log file and start the service again", false},
		{"words too many", long, "The service could not be started now because the log file is damaged. Restore the log file and then start the service again.",
			"The service could not be started now because the log file is damaged. Restore the log file and then start the service again", false},
		{"too little", long, "Restore the log file.", "", false},
		{"short and different", "Path too long", "Path too short", "", false},
		{"ellipsis", "Cannot open the mailbox...", "cannot open the mailbox of bob", "cannot open the mailbox", true},
		{"ellipsis within", "Opening ... for reading failed", "Opening the big file for reading failed", "Opening the big file for reading failed", true},
		{"second occurrence is better", "The disk in drive <x> is full", "the disk in drive. The disk in drive C is full", "The disk in drive C is full", true},
		{"nothing", "The disk is full", "", "", false},
		{"empty template", "", "The disk is full", "", false},
	} {
		a, ok := NewTemplate(c.template).Align(Tokens(c.obs))
		got := ""
		if ok {
			got = c.obs[a.Span.Start:a.Span.End]
		}
		if got != c.want || ok && a.Exact != c.exact {
			t.Errorf("%s: got %q exact %v, want %q %v\n%+v", c.name, got, a.Exact, c.want, c.exact, a)
		}
	}
}

func TestAlignmentTellsAll(t *testing.T) {
	const obs = "Mail from bob to 10.9.8.7 was lost after 30 tries at the gate"
	a, ok := NewTemplate("Mail from <sender> to 10.1.1.1 was lost after 30 tries near the gate").Align(Tokens(obs))
	if !ok {
		t.Fatal("no match")
	}
	want := []Binding{
		{Variable: Variable{Name: "sender", Kind: TokAny}},
		{Variable: Variable{Kind: TokIP, Sample: "10.1.1.1"}},
		{Variable: Variable{Kind: TokNumber, Sample: "30"}, Equal: true},
	}
	values := []string{"bob", "10.9.8.7", "30"}
	for i := range want {
		want[i].Span.Start = strings.Index(obs, values[i])
		want[i].Span.End = want[i].Span.Start + len(values[i])
	}
	if diff := cmp.Diff(want, a.Bindings); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"near"}, a.Missing); diff != "" {
		t.Error(diff)
	}
	if a.Edits != 1 || a.Exact || a.CutHead || a.CutTail || a.Values != 0.5 || a.Coverage < 0.8 || a.Coverage >= 1 {
		t.Errorf("got %+v", a)
	}
}

// FuzzAlign checks that an alignment stays within the observation and that a
// message without placeholders is found in itself.
func FuzzAlign(f *testing.F) {
	f.Add("User <u> cannot log in.", "530 User bob cannot log in.")
	f.Add("error C2065: 'a' : undeclared ...", "x(3): error C2065: 'b' : undeclared identifier")
	f.Add("xxxx %1 [a] ## ???? ....", "a b c")
	f.Add("err 0###000###0.@", "err 1")
	f.Fuzz(func(t *testing.T, text, obs string) {
		p := NewTemplate(text)
		a, ok := p.Align(Tokens(obs))
		if ok && (a.Span.Start < 0 || a.Span.End > len(obs) || a.Span.Start >= a.Span.End) {
			t.Fatalf("span %v of %d", a.Span, len(obs))
		}
		if ok && (a.Coverage < 0 || a.Coverage > 1.0001 || a.Values < 0 || a.Values > 1) {
			t.Fatalf("shares out of range: %+v", a)
		}
		for _, b := range a.Bindings {
			if b.Span.Start < a.Span.Start || b.Span.End > a.Span.End {
				t.Fatalf("binding %v outside %v", b.Span, a.Span)
			}
		}
		if own := Tokens(text); len(own) > 0 && len(own) < maxElements && !strings.Contains(text, "..") {
			if _, ok := p.Align(own); !ok {
				t.Fatalf("%q is not found in itself", text)
			}
		}
	})
}
