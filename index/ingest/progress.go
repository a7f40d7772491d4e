package ingest

import (
	"sync/atomic"
	"time"
)

// Stage is a step of an import.
type Stage string

// The stages, in their order.
const (
	StageScan    Stage = "scan"    // list what the engine has
	StageImport  Stage = "import"  // read, parse and store
	StagePrune   Stage = "prune"   // remove what is gone
	StageRefresh Stage = "refresh" // make it visible to searches
	StageDone    Stage = "done"
)

// Progress tells how far an import is.
type Progress struct {
	Stage      Stage
	Done       int           // files that were read and parsed
	Total      int           // files, 0 when it is not known (yet)
	Bytes      int64         // read, as stored on disk: packed bytes of archives
	TotalBytes int64         // 0 when it is not known (yet)
	Rate       float64       // files a second since the import stage began
	Left       time.Duration // estimate, 0 when there is none
}

// progressEvery is the time between two calls of Config.Progress.
const progressEvery = 100 * time.Millisecond

// meter counts for the progress. All methods may be called from any goroutine.
type meter struct {
	files, bytes           atomic.Int64
	totalFiles, totalBytes atomic.Int64
	archives               atomic.Bool // the number of files is not known
	current                atomic.Pointer[Stage]
	begun                  atomic.Pointer[time.Time]
}

func (m *meter) file()          { m.files.Add(1) }
func (m *meter) consumed(n int) { m.bytes.Add(int64(n)) }
func (m *meter) archive()       { m.archives.Store(true) }

func (m *meter) stage(s Stage) {
	if s == StageImport {
		now := time.Now()
		m.begun.Store(&now)
	}
	m.current.Store(&s)
}

// progress returns the state of the import.
func (m *meter) progress() Progress {
	out := Progress{Stage: StageScan, Done: int(m.files.Load()), Bytes: m.bytes.Load(), TotalBytes: m.totalBytes.Load()}
	if s := m.current.Load(); s != nil {
		out.Stage = *s
	}
	if !m.archives.Load() {
		out.Total = int(m.totalFiles.Load())
	}
	if out.TotalBytes > 0 {
		out.Bytes = min(out.Bytes, out.TotalBytes) // some of a zip archive is read twice
	}
	if begun := m.begun.Load(); begun != nil {
		spent := time.Since(*begun)
		out.Rate = float64(out.Done) / max(spent.Seconds(), 1e-3)
		if out.Bytes > 0 && out.TotalBytes > out.Bytes {
			out.Left = time.Duration(float64(spent) * float64(out.TotalBytes-out.Bytes) / float64(out.Bytes)).Round(time.Second)
		}
	}
	return out
}

// watchProgress calls Config.Progress until the function that it returns is
// called, which makes the last call.
func (p *pipeline) watchProgress() (stop func()) {
	if p.cfg.Progress == nil {
		return func() {}
	}
	quit, done := make(chan struct{}), make(chan struct{})
	go p.countAhead(quit)
	go func() {
		defer close(done)
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.cfg.Progress(p.meter.progress())
			case <-quit:
				p.meter.stage(StageDone)
				p.cfg.Progress(p.meter.progress())
				return
			}
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
