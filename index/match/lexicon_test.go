package match

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb/signature"
)

// TestLexiconIsWellFormed reads the file as its first lines describe it.
func TestLexiconIsWellFormed(t *testing.T) {
	groups, lines := 0, map[string]int{}
	for n, line := range strings.Split(lexiconText, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		groups++
		if first := lines[line]; first > 0 {
			t.Errorf("line %d is line %d again", n+1, first)
		}
		lines[line] = n + 1
		group, more, extra := strings.Cut(line, ">")
		phrases := strings.Split(group, "|")
		if extra == (len(terms(more)) == 0) || strings.Contains(more, ">") || strings.Contains(more, "|") {
			t.Errorf("line %d: %q behind the phrases", n+1, more)
		}
		said, distinct := map[string]bool{}, map[string]bool{}
		for _, p := range phrases {
			p = strings.TrimSpace(p)
			key := strings.Join(terms(p), " ")
			if key == "" || said[p] {
				t.Errorf("line %d: %q has no words or is there twice", n+1, p)
			}
			said[p], distinct[key] = true, true
		}
		if len(distinct) < 2 && !extra {
			t.Errorf("line %d: %q stands for nothing else", n+1, line)
		}
		if len(distinct) < len(said) {
			t.Logf("line %d: phrases of %q are the same to the index", n+1, line)
		}
	}
	if groups < 50 {
		t.Errorf("%d groups, want more", groups)
	}
}

func TestLexiconAt(t *testing.T) {
	l := &lexicon{entries: map[string][]lexeme{}}
	l.add([]string{"red wine", "claret"}, terms("drink"))
	l.add([]string{"red"}, terms("color"))
	l.add([]string{"", "the"}, terms("nothing"))
	for text, want := range map[string][][]string{
		"":               nil,
		"wine":           nil,
		"white red wine": nil, // only what begins the words counts
		"red":            {terms("color")},
		"red wines":      {terms("claret drink"), terms("color")},
		"red house wine": {terms("color")},
		"claret":         {terms("red wine drink")},
		"the":            nil,
	} {
		var got [][]string
		l.at(terms(text), func(means []string) { got = append(got, means) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestLexiconStandsForOthers reads the lexicon of the program.
func TestLexiconStandsForOthers(t *testing.T) {
	l := newLexicon()
	for said, meant := range map[string]string{"download": "retrieve", "passive mode": "pasv", "cwd": "directory"} {
		found := false
		l.at(terms(said), func(means []string) { found = found || slices.Contains(means, terms(meant)[0]) })
		if !found {
			t.Errorf("%q does not stand for %q", said, meant)
		}
	}
}

// replyCode matches what replies of FTP, SMTP, NNTP, HTTP, POP3 and IMAP begin with.
var replyCode = regexp.MustCompile(`^([1-5]\d\d(\.\d+)?|\+OK|-ERR|OK|NO|BAD)$`)

// TestOthersIsWellFormed reads the file of other vendors' messages: each is found
// by its own words, and none is there twice.
func TestOthersIsWellFormed(t *testing.T) {
	table, n, seen := newOthers(), 0, map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(othersText), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] == "" || len(terms(f[2])) == 0 || f[1] != "" && !replyCode.MatchString(f[1]) {
			t.Errorf("line %d: %q", i+1, line)
			continue
		}
		if first := seen[line]; first > 0 {
			t.Errorf("line %d is line %d again", i+1, first)
		}
		seen[line] = i + 1
		n++
		if len(table.Find(signature.Tokens(f[1]+" "+f[2]))) == 0 {
			t.Errorf("line %d: %q does not find itself", i+1, f[2])
		}
	}
	if n != table.Len() {
		t.Errorf("%d messages are read, the file has %d", table.Len(), n)
	}
}
