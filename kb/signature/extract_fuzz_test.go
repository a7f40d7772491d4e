package signature

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb/kbfile"
)

// frames are what stands around a fuzzed title and body: KB text, a house article,
// and KB text as another program renders it.
var frames = []struct{ name, head, title, tail string }{
	{"f.txt", "DOCUMENT:Q900001  01-JAN-2000  [iis]\nTITLE   :", "\nPRODUCT :FTP\nPROD/VER:winnt:1.0\nOPER/SYS:\nKEYWORDS:ftp\n\n" +
		"======================================================================\n", "\n"},
	{"f.md", "---\nid: fuzz-article\ntitle: '", "'\ndate: 2026-01-01\ncategory: ftp\nquotes: ['530 No.']\n---\n\n# FTP\n\n", "\n"},
	{"README.md", "---\nlayout: page\n---\n\n## Q900001: ", "\n\n\tArticle: Q900001\n\tProduct(s): FTP\n\tVersion(s): \n\tOperating System(s): \n\tKeyword(s): \n\tLast Modified: 01-JAN-2000\n\t\n", "\n"},
}

// FuzzExtract reads articles with any title and body: extraction never fails, says
// the same twice, and its spans are inside the source and in order.
func FuzzExtract(f *testing.F) {
	for _, pattern := range []string{"testdata/extract/*.txt", "testdata/extract/*.md"} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for frame := range frames {
				f.Add("Err Msg: \"Stop 0x0A\" or HTTP Error 403.4", string(src), uint8(frame))
			}
		}
	}
	f.Fuzz(func(t *testing.T, title, body string, frame uint8) {
		fr := frames[int(frame)%len(frames)]
		title = strings.NewReplacer("\n", " ", "\r", " ", "'", " ").Replace(title)
		a, err := kbfile.Parse([]byte(fr.head+title+fr.title+body+fr.tail), fr.name, kbfile.Options{})
		if err != nil {
			return
		}
		sigs := Extract(a)
		checkSane(t, a, sigs)
		if !slices.Equal(sigs, Extract(a)) {
			t.Error("a second extraction finds something else")
		}
	})
}

// TestExtractSurvives reads texts that cost a careless reader much time or memory.
func TestExtractSurvives(t *testing.T) {
	lead := "FTP SMTP FTP\n\nYou receive one of the following error messages:\n\n"
	for name, body := range map[string]string{
		"quotes":   strings.Repeat(`error "a b" `, 50_000),
		"open":     strings.Repeat(`"“`, 100_000),
		"joined":   strings.Repeat(`"a b c d" or `, 50_000),
		"replies":  lead + strings.Repeat("   250-x\n", 60_000),
		"codes":    lead + strings.Repeat("   550 no such file\n\n", 30_000),
		"more":     lead + strings.Repeat("   550-x\n   y\n", 30_000),
		"records":  lead + strings.Repeat("   Event ID: 1\n   Source: x\n   Description: y\n", 10_000),
		"labels":   lead + "   " + strings.Repeat("Event ID: 1 ", 50_000),
		"colons":   strings.Repeat("the following error message:\n\n", 20_000),
		"tools":    lead + strings.Repeat("   a.c(1) : error C2065: x\n", 20_000),
		"one word": strings.Repeat("x", 900_000),
		"digits":   "error " + strings.Repeat("1", 900_000),
		"hex":      "error 0x" + strings.Repeat("8", 900_000),
		"words":    lead + "   " + strings.Repeat("error 5 ", 100_000),
		"tabs":     lead + strings.Repeat("\t", 500_000) + "x",
	} {
		for _, fr := range frames {
			a, err := kbfile.Parse([]byte(fr.head+name+fr.title+body+fr.tail), fr.name, kbfile.Options{})
			if err != nil {
				t.Fatalf("%s in %s: %v", name, fr.name, err)
			}
			checkSane(t, a, Extract(a))
		}
	}
}
