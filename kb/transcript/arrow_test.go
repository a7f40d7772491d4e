package transcript

import (
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
)

// TestReadPeer reads traces that name the other side on every line.
func TestReadPeer(t *testing.T) {
	for _, tc := range []struct{ name, sent, got string }{
		{"an address", "10:00:01 192.0.2.1 C: ", "10:00:01 192.0.2.1 S: "},
		{"an address with a port", "2026-11-20 10:00:01 [192.0.2.1:1029] -> ", "2026-11-20 10:00:01 [192.0.2.1:1029] <- "},
		{"no time", "(192.0.2.1) > ", "(192.0.2.1) < "},
		{"IPv6", "[2001:db8::1] C: ", "[2001:db8::1] S: "},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := tc.got + "220 files Microsoft FTP Service (Version 5.0).\n" +
				tc.sent + "PORT 192,0,2,7,4,1\n" + tc.got + "200 PORT command successful.\n"
			s, ok := Read(text)
			if !ok || s.Protocol != kb.FTP || len(s.Exchanges) != 2 || s.Exchanges[1].Command != "PORT" || s.Exchanges[1].Code != "200" {
				t.Fatalf("read as %v %+v", ok, s)
			}
			if !slices.ContainsFunc(s.Facts, func(f kb.Fact) bool { return f.Kind == kb.FactPortBeforeLogin }) {
				t.Errorf("facts %+v, want %s among them", s.Facts, kb.FactPortBeforeLogin)
			}
			checkSpans(t, text, s)
		})
	}
}

func TestPeer(t *testing.T) {
	for text, want := range map[string]int{
		"192.0.2.1 S: 220": 10, "[192.0.2.1:21] <- 220": 15, "2001:db8::1 S: 220": 12, "192.0.2.1: S: 220": 11,
		"": 0, "192.0.2.1": 0, "files.example S: 220": 0, "192.0.2 S: 220": 0, "150 files S: 220": 0, strings.Repeat("1", 99) + " S:": 0,
	} {
		if got := peer(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
