package fill

import "testing"

func TestBrief(t *testing.T) {
	for _, tt := range []struct {
		text string
		max  int
		want string
	}{{"short", 5, "short"}, {"longer", 5, "longe [cut]"}, {"größer", 3, "gr [cut]"}, {"", 0, ""}} {
		if got := Brief(tt.text, tt.max); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
