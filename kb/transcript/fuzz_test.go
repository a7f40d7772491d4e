package transcript

import (
	"os"
	"path/filepath"
	"testing"
)

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("\xff\xfb\x01220-x\r\n 331 y\r230 z\x1b[31m\n\xff\xfa\x18")
	f.Add("> RNFR a -> 350 b (c)\nftp> user a b c\nftp> rename a b\n331\n* OK\na1 NO\n+OK\n-ERR")
	f.Fuzz(func(t *testing.T, text string) {
		s, ok := Read(text)
		if !ok && len(s.Messages) > 0 {
			t.Errorf("no session has %d messages", len(s.Messages))
		}
		checkSpans(t, text, s)
		if ok {
			checkLines(t, "input", text, s)
		}
	})
}
