package signature

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtext"
)

// article returns an article in KB text with a title and a body.
func article(t testing.TB, title, body string) *kb.Article {
	t.Helper()
	src := "DOCUMENT:Q900001  01-JAN-2000  [iis]\nTITLE   :" + title + "\nPRODUCT :Example\nPROD/VER:winnt:1.0\nOPER/SYS:\nKEYWORDS:\n\n" +
		"======================================================================\n" + body
	a, err := kbtext.Parse([]byte(src), "", kbtext.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// lines returns what was extracted, one line each: origin, kind, code, text.
func lines(sigs []kb.Signature) []string {
	var out []string
	for _, s := range sigs {
		out = append(out, string(s.Origin)+" "+string(s.Kind)+" ["+s.Code+"] "+s.Text)
	}
	return out
}

func TestExtract(t *testing.T) {
	tests := []struct {
		name, title, body string
		want              []string
	}{
		{
			"one message of two paragraphs", "Disk Trouble",
			"SYMPTOMS\n========\n\nYou may receive the following error message:\n\n   The disk is gone.\n\n   Look for it.\n",
			[]string{"literal text [] The disk is gone. Look for it."},
		},
		{
			"two messages", "Disk Trouble",
			"SYMPTOMS\n========\n\nYou may receive one of the following error messages:\n\n   The disk is gone.\n\n   -or-\n\n   The tape is gone.\n",
			[]string{"literal text [] The disk is gone.", "literal text [] The tape is gone."},
		},
		{
			"reply with a line of the client", "FTP: Err Msg: 530 User <User> Cannot Log In",
			"SYMPTOMS\n========\n\nThe FTP server gives the following error message:\n\n   530 User <user> cannot log in.\n   Login failed.\n",
			[]string{"title reply [530] User <User> Cannot Log In", "literal reply [530] User <user> cannot log in."},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(Extract(article(t, tt.title, tt.body)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
