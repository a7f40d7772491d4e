package main

import (
	"fmt"
	"time"

	"kbadvisor/api/report"
)

// linkProgress shows how far the linking is.
type linkProgress struct {
	update func(report.Progress) // nil when nobody is shown anything
	end    func()
}

// showEvery is the time between two pictures of the progress: findings come by the
// thousand.
const showEvery = 100 * time.Millisecond

// linkProgress returns the progress of one call. Where findings appear on the same
// terminal as they come, they are the progress.
func (l *linkCommand) linkProgress(in *reports, form report.Format) linkProgress {
	if form.Streamed && l.output == "" && l.out.terminal {
		return linkProgress{end: func() {}}
	}
	m := l.meter()
	var last time.Time
	return linkProgress{
		update: func(now report.Progress) {
			if time.Since(last) < showEvery {
				return
			}
			last = time.Now()
			share := in.share(now.Done)
			m.set(share, func() string { return fmt.Sprintf("link: %d findings, %.0f %%", now.Findings, 100*share) })
		},
		end: m.end,
	}
}
