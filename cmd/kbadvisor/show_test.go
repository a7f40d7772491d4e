package main

import "testing"

func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Q239041", "Q239041", false},
		{"Q239041", "Q239042", true},
		{"Q239041", "Q23941", true},
		{"Q23941", "Q239041", true},
		{"Q239041", "Q293041", true},
		{"Q239041", "Q239014", true},
		{"Q239041", "Q2390411", true},
		{"Q239041", "Q932041", false},
		{"Q239041", "Q2390", false},
		{"a", "b", true},
		{"", "b", true},
		{"", "", false},
	} {
		if got := oneSlip(c.a, c.b); got != c.want {
			t.Errorf("oneSlip(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
