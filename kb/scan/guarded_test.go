package scan

import (
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

func TestPanicOfAReaderIsAnError(t *testing.T) {
	n := 0
	err := guarded("test", func(kb.Finding) error { n++; return nil }, func(emit stream.Emit) error {
		if err := emit(kb.Finding{}); err != nil {
			return err
		}
		panic("no such index")
	})
	if n != 1 || err == nil || err.Error() != "the reader of test fails on it, please report this: no such index" {
		t.Errorf("%d findings, error %v", n, err)
	}
}

func TestPanicOfATakerGoesOn(t *testing.T) {
	defer func() {
		if v := recover(); v != "taker" {
			t.Errorf("recovered %v", v)
		}
	}()
	_ = guarded("test", func(kb.Finding) error { panic("taker") }, func(emit stream.Emit) error { return emit(kb.Finding{}) })
}
