package kbmark

import (
	"strings"
	"testing"

	"kbadvisor/kb/kbtext"
)

func TestIsWrapped(t *testing.T) {
	for _, tt := range []struct {
		what, text string
		want       bool
	}{
		{"prose", "The words of this paragraph were put into lines by\na program that begins a new one when the next word\nwould not fit any more.", true},
		{"two lines", "Name:\nThe name of the server that answers", true},
		{"log", "10:01 connected\n10:01 sent USER\n10:02 received 331\n10:02 received 530 and closed it", false},
		{"list", "Part 1. Begin\nPart 2. Go on\nPart 3. End, and all that is left", false},
		{"one early end", "The words of this paragraph were put into lines by\na program.\nIt begins a new one when the next word would not\nfit any more, and then it goes on.", true},
	} {
		if got := isWrapped(strings.Split(tt.text, "\n")); got != tt.want {
			t.Errorf("%s: wrapped %v, want %v", tt.what, got, tt.want)
		}
	}
}

// TestLinesAndNestedBullets renders KB text whose lines mean something, and bullets
// of an inner list behind text at the margin.
func TestLinesAndNestedBullets(t *testing.T) {
	const text = "DOCUMENT:Q900101  12-MAR-2001  [iis]\nTITLE   :T\nPRODUCT :P\nPROD/VER:\nOPER/SYS:\nKEYWORDS:\n\n" +
		"======================================================================\nSYMPTOMS\n========\n\n" +
		"10:01 sent USER <bob>\n10:02 received 331\n10:02 received 530 and *closed*\n\n" +
		" - 401 - Access denied.\n\nThere are more of them:\n\n    - 401.1 - Name.\n\n    - 401.2 - Server.\n\n - 403 - Forbidden.\n\n" +
		"Type:\n\n    -a and -b\n"
	a, err := kbtext.Parse([]byte(text), "", kbtext.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := HTML(a)
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(out)), " ")
	for _, want := range []string{
		"<p>10:01 sent USER &lt;bob&gt;<br /> 10:02 received 331<br /> 10:02 received 530 and *closed*</p>",
		"<li> <p>401.1 - Name.</p> </li> <li> <p>401.2 - Server.</p> </li>",
		"<pre><code>-a and -b </code></pre>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("page has no %s:\n%s", want, out)
		}
	}
}
