package fill

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSome(t *testing.T) {
	if diff := cmp.Diff([]string{"a", "b"}, Some("", "a", " a ", "b", "\t")); diff != "" {
		t.Error(diff)
	}
}
