package ingest

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestLimitMemory(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	restore := limitMemory()
	if got := debug.SetMemoryLimit(-1); got < defaultMemory || got == math.MaxInt64 {
		t.Errorf("the limit is %d during an import", got)
	}
	restore()
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("the limit is %d afterwards", got)
	}
	debug.SetMemoryLimit(1 << 40)
	limitMemory()()
	if got := debug.SetMemoryLimit(-1); got != 1<<40 {
		t.Errorf("a limit of the user became %d", got)
	}
}
