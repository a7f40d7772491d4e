package nessus

import (
	"bytes"
	"io"
	"runtime"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

// BenchmarkReadV2 reads a report of 16 MB.
func BenchmarkReadV2(b *testing.B) {
	var data bytes.Buffer
	if err := kbtest.NessusReport(&data, 16<<20, 500); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(data.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		r := scantest.Bytes(data.Bytes(), stream.Limits{})
		if err := r.Run("nessus-xml", readV2, func(kb.Finding) error { n++; return nil }); err != nil || n == 0 {
			b.Fatal(n, err)
		}
	}
}

// generated returns a report that is made while it is read.
func generated(tb testing.TB, size int64) *stream.Report {
	return stream.NewReport(func() (io.ReadCloser, error) {
		r, w := io.Pipe()
		go func() { w.CloseWithError(kbtest.NessusReport(w, size, 500)) }()
		return r, nil
	}, stream.Limits{})
}

// TestMemoryDoesNotGrowWithTheReport reads a report and one eight times as long,
// and compares how much is in use while they are read.
func TestMemoryDoesNotGrowWithTheReport(t *testing.T) {
	peak := func(size int64) (most uint64, findings int) {
		err := generated(t, size).Run("nessus-xml", readV2, func(kb.Finding) error {
			if findings++; findings%500 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return most, findings
	}
	small, few := peak(2 << 20)
	large, many := peak(16 << 20)
	t.Logf("%d findings in %d bytes, %d in %d", few, small, many, large)
	if many < 4*few || large > small+4<<20 {
		t.Errorf("%d findings in %d bytes of heap, %d in %d", few, small, many, large)
	}
}
