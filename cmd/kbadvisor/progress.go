package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"kbadvisor/index/ingest"
)

// quietTime is how long a work is silent where no bar can be drawn.
const quietTime = 5 * time.Second

// progress shows how far an import is: a bar on a terminal, else a line from time
// to time. The importer calls update from one goroutine.
type progress struct {
	update func(ingest.Progress)
	end    func()
}

// progress returns the progress of one import on standard error.
func (p *program) progress() progress {
	m := p.meter()
	return progress{
		update: func(now ingest.Progress) {
			if now.Stage != ingest.StageDone || p.err.lively {
				m.set(share(now), func() string { return describe(now) })
			}
		},
		end: m.end,
	}
}

// meter shows how far a long work is.
type meter struct {
	set func(share float64, text func() string)
	end func() // may be called twice
}

// meter returns one on standard error: a bar, or a line from time to time.
func (p *program) meter() meter {
	if p.err.lively {
		return p.bar()
	}
	last := time.Now()
	return meter{
		set: func(_ float64, text func() string) {
			if time.Since(last) >= quietTime {
				last = time.Now()
				p.note("%s", text())
			}
		},
		end: func() {},
	}
}

// bar draws a bar that goes away at the end.
func (p *program) bar() meter {
	const whole = 1000
	bar := progressbar.NewOptions(whole,
		progressbar.OptionSetWriter(p.err),
		progressbar.OptionSetWidth(24),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionShowDescriptionAtLineEnd(),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionClearOnFinish(),
	)
	return meter{
		set: func(share float64, text func() string) {
			bar.Describe(text())
			_ = bar.Set(min(int(share*whole), whole-1)) // a terminal that is gone needs no bar
		},
		end: func() { _ = bar.Clear() },
	}
}

// share returns the part of the work that is done, 0 when it cannot be told.
func share(p ingest.Progress) float64 {
	switch {
	case p.Stage == ingest.StageScan:
		return 0
	case p.Stage != ingest.StageImport:
		return 1
	case p.TotalBytes > 0:
		return float64(p.Bytes) / float64(p.TotalBytes)
	case p.Total > 0:
		return float64(p.Done) / float64(p.Total)
	}
	return 0
}

// describe tells in words how far an import is.
func describe(p ingest.Progress) string {
	switch p.Stage {
	case ingest.StageScan:
		return "import: looking at what is there"
	case ingest.StagePrune:
		return "import: removing what is gone"
	case ingest.StageRefresh:
		return fmt.Sprintf("import: %d files, making them searchable", p.Done)
	}
	text := fmt.Sprintf("import: %d files", p.Done)
	if p.Total > 0 {
		text = fmt.Sprintf("import: %d of %d files", p.Done, p.Total)
	}
	if p.Rate > 0 {
		text += fmt.Sprintf(", %.0f/s", p.Rate)
	}
	if p.Left > 0 {
		text += fmt.Sprintf(", %s left", p.Left)
	}
	return text
}
