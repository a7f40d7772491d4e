package match

import (
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/observe"
)

// TestGloss observes texts and wants what they mean to be said in other words.
func TestGloss(t *testing.T) {
	for name, tc := range map[string]struct {
		text, want string // "" for words that must not be there
		not        string
	}{
		"a command that failed":    {"220 ready\nUSER bob\n331 Password required\nPASS x\n230 in\nSTOR a.txt\n550 a.txt: Access is denied.\n", "upload", ""},
		"a code without words":     {"220 ready\nUSER bob\n331 ok\nPASS x\n230 in\nLIST\n425\n", "connection", ""},
		"no code, no meaning":      {"220 ready\nUSER bob\n331 ok\nPASS x\n230 in\nNOOP\n200 ok\n", "keep", "bounce"},
		"a fact":                   {portFirst, "without authentication", ""},
		"a fact that is not there": {ordinary, "", "without authentication"},
		"options of ftp":           {"C:\\>ftp -s:go.txt -n ftp.example\nftp> quit\n", "script", ""},
		"not an option":            {"The program copies a-n files", "", "auto-login"},
		"an empty file":            {"03-11-02  10:15AM  0 prices.csv is what dir shows, 0 bytes in all", "zero-length", ""},
		"a file with something":    {"prices.csv has 10 bytes", "", "zero-length"},
		"a share":                  {`The home folder is \\files\home$ and nobody can log on`, "remote share", ""},
		"a hidden command":         {"220 ready\nUSER bob\n331 ok\nPASS x\n230 in\nSTOR PORTLIST.TXT\n500 Syntax error\n", "file name contains command", ""},
	} {
		t.Run(name, func(t *testing.T) {
			all := ""
			for _, n := range gloss(observe.Read(tc.text, "")) {
				if n.weight <= 0 || n.weight > 1 || strings.TrimSpace(n.text) == "" {
					t.Errorf("note %+v", n)
				}
				all += n.text + "\n"
			}
			if !strings.Contains(all, tc.want) {
				t.Errorf("%q is missing in:\n%s", tc.want, all)
			}
			if tc.not != "" && strings.Contains(all, tc.not) {
				t.Errorf("%q stands in:\n%s", tc.not, all)
			}
		})
	}
}

// TestGlossOfFacts wants every fact that means more than it says to be put into
// words that the analyzer keeps.
func TestGlossOfFacts(t *testing.T) {
	for kind, text := range facts {
		got := gloss(kb.Observation{Facts: []kb.Fact{{Kind: kind}}})
		if !slices.ContainsFunc(got, func(n note) bool { return n.text == text }) || len(terms(text)) < 2 {
			t.Errorf("%q is said as %v", kind, got)
		}
	}
	for verb, text := range verbs {
		if strings.ToUpper(verb) != verb || len(terms(text)) == 0 {
			t.Errorf("%q means %q", verb, text)
		}
	}
}

// TestFailed tells which replies say that a command failed, by protocol.
func TestFailed(t *testing.T) {
	for code, want := range map[string]bool{
		"220": false, "331": false, "421": true, "530": true, "+OK": false, "-ERR": true, "OK": false, "NO": true, "BAD": true, "": false,
	} {
		if got := failed(kb.Exchange{Code: code}); got != want {
			t.Errorf("%q: got %t", code, got)
		}
	}
}
