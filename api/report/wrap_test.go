package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	c17 := strings.Repeat("c", 17)
	red := "\x1b[1;31mcccc\x1b[0m"
	for _, tt := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"nothing", "", 20, nil},
		{"fits", "aa " + c17, 20, []string{"aa " + c17}},
		{"breaks", "aa b " + c17, 20, []string{"aa b", c17}},
		{"never narrower than 20", "aa " + c17, 5, []string{"aa " + c17}},
		{"long word", "a " + c17 + c17 + " d", 20, []string{"a", c17 + "ccc", c17[3:] + " d"}},
		{"port stays whole", "a " + c17 + ":17890 d", 20, []string{"a " + c17 + ":", "17890 d"}},
		{"styles take no room", "aaaaaaaaaaa " + red + " dd", 20, []string{"aaaaaaaaaaa " + red + " dd"}},
		{"runes, not bytes", strings.Repeat("äöü ", 5), 20, []string{"äöü äöü äöü äöü äöü"}},
	} {
		if d := cmp.Diff(tt.want, Wrap(tt.text, tt.width)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}
