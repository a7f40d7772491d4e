package main

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	v1 "kbadvisor/api/v1"
)

func TestFailOn(t *testing.T) {
	sum := v1.LinkSummary{
		Findings: 10, Verdicts: map[string]int{"explained": 2, "unexplained": 7, "cited_absent": 1},
		Reasons: map[string]int{"healthy": 3, "no_candidate": 4}, Dispositions: map[string]int{"by_design": 1, "unknown": 1},
	}
	well := v1.LinkSummary{Findings: 2, Verdicts: map[string]int{"unexplained": 2}, Reasons: map[string]int{"healthy": 2}}
	for _, c := range []struct {
		words string
		sum   v1.LinkSummary
		code  int
		says  string
	}{
		{"unexplained", sum, exitNotFound, "4 of 10 findings are left unexplained"},
		{"unexplained", well, exitDone, ""},
		{"unexplained", v1.LinkSummary{}, exitDone, ""},
		{"healthy", well, exitFound, "2 of 2 findings are: healthy"},
		{"none", sum, exitDone, ""},
		{"explained", sum, exitFound, "2 of 10 findings are: explained"},
		{"unexplained,Cited-Absent", sum, exitFound, "1 of 10 findings is: cited absent"},
		{"fixed_in,by_design", sum, exitFound, "1 of 10 findings is: by design"},
		{"unknown", sum, exitFound, "unknown"},
		{"ambiguous, fixed_in ,below_threshold", sum, exitDone, ""},
		{"no_candidate", sum, exitFound, "4 of 10"},
	} {
		rules, err := parseFailOn(strings.Split(c.words, ","))
		if err != nil {
			t.Errorf("%s: %v", c.words, err)
			continue
		}
		err = rules.apply(c.sum)
		if got := code(t.Context(), err); got != c.code || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: code %d (%v), want %d", c.words, got, err, c.code)
		}
	}
	for _, words := range []string{"", "anything", "none,explained", "explained,none"} {
		if _, err := parseFailOn(strings.Split(words, ",")); err == nil {
			t.Errorf("%q is taken", words)
		}
	}
}

// TestFailKinds says that --fail-on knows every state of a problem.
func TestFailKinds(t *testing.T) {
	src, err := os.ReadFile("../../kb/status.go")
	if err != nil {
		t.Fatal(err)
	}
	states := regexp.MustCompile(`StatusKind = "(\w+)"`).FindAllStringSubmatch(string(src), -1)
	if len(states) < 10 {
		t.Fatalf("%d states", len(states))
	}
	for _, s := range states {
		if _, err := parseFailOn([]string{s[1]}); err != nil {
			t.Error(err)
		}
	}
}

// TestOutput says that a file appears when it is complete, or not at all.
func TestOutput(t *testing.T) {
	p := &program{}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("old", []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("old", "link"); err != nil {
		t.Skip("no symbolic links here")
	}
	write := func(name string, fail error) error {
		o, err := p.openOutput(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Write([]byte("new")); err != nil {
			t.Fatal(err)
		}
		return o.finish(fail)
	}
	broken := errors.New("broken")
	for _, c := range []struct {
		name, file string
		fail       error
		want       string
	}{
		{"old", "old", broken, "old"}, {"old", "old", nil, "new"}, {"link", "old", nil, "new"}, {"fresh", "fresh", nil, "new"}, {"none", "none", broken, ""},
	} {
		if err := write(c.name, c.fail); !errors.Is(err, c.fail) {
			t.Errorf("%s: %v, want %v", c.name, err, c.fail)
		}
		if got, _ := os.ReadFile(c.file); string(got) != c.want {
			t.Errorf("%s has %q, want %q", c.file, got, c.want)
		}
	}
	if info, err := os.Stat("old"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode of the file is %v (%v)", info.Mode(), err)
	}
	if info, err := os.Lstat("link"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone (%v)", err)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 3 {
		t.Errorf("left: %v (%v)", entries, err)
	}
	if _, err := p.openOutput("."); code(t.Context(), err) != exitUsage {
		t.Errorf("a folder: %v", err)
	}
	if err := write(os.DevNull, nil); err != nil {
		t.Errorf("%s: %v", os.DevNull, err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is a file now", os.DevNull)
	}
}
