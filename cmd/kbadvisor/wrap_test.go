package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	c := console{colour: true}
	red := c.mark("cccc")
	for _, tt := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"nothing", "", 10, nil},
		{"fits", "aa bb", 5, []string{"aa bb"}},
		{"breaks", "aa bb cc", 5, []string{"aa bb", "cc"}},
		{"long word", "a bbbbbbbb c", 4, []string{"a", "bbbbbbbb", "c"}},
		{"styles take no room", "aaaa " + red + " d", 9, []string{"aaaa " + red, "d"}},
		{"runes, not bytes", "äöü äöü", 7, []string{"äöü äöü"}},
	} {
		if d := cmp.Diff(tt.want, wrap(tt.text, tt.width)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}
