package ingest

import (
	"math"
	"runtime"
	"runtime/debug"
)

// defaultMemory is the soft limit of the process's memory during an import, in
// bytes. An import makes much garbage and keeps little: without a limit the
// collector lets the heap grow to twice of what is kept.
const defaultMemory = 240 << 20

// limitMemory sets a soft limit for the time of an import, at least twice of what
// the process uses already, and returns what takes it back. A limit that is set
// already, by GOMEMLIMIT or by the program, is left alone.
func limitMemory() (restore func()) {
	before := debug.SetMemoryLimit(-1)
	if before != math.MaxInt64 {
		return func() {}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(defaultMemory, 2*int64(m.HeapInuse)))
	return func() { debug.SetMemoryLimit(before) }
}
