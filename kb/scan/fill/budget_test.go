package fill

import "testing"

func TestBudget(t *testing.T) {
	b := Budget(10)
	for i, want := range []string{"12345", "123", "-", "-"} {
		if got := b.Take(want[:min(len(want), 5)], "-"); got != want && want != "-" {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
	if got := b.Take("1", "-"); got != "-" || !b.Spent() {
		t.Errorf("took %q of a budget that is spent", got)
	}
	if b = NewBudget(); b.Spent() {
		t.Error("a new budget is spent")
	}
}
