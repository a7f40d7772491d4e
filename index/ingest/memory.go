package ingest

import (
	"math"
	"runtime"
	"runtime/debug"
)

// defaultMemory is the soft limit of the process's memory during an import, in
// bytes, and gcPercent how far the heap may grow below it before the collector
// runs. An import makes much garbage and keeps little: a limit tells the collector
// better when to run than the growth of the heap.
const (
	defaultMemory = 240 << 20
	gcPercent     = 400
)

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
	percent := debug.SetGCPercent(gcPercent)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(before)
	}
}
