package web

import (
	"fmt"
	"math"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// Link is the page on which people upload reports.
type Link struct {
	Formats  []v1.Format // that are read
	MaxBytes int64       // of an upload
}

type linkView struct {
	Formats []v1.Format
	Size    string
}

// Link returns the page.
func (p *Pages) Link(l Link) ([]byte, error) {
	return p.render("link", "Link a report", "", linkView{l.Formats, size(l.MaxBytes)})
}

// Job is the page of a job: its progress, then its result.
type Job struct {
	Job   v1.Job
	Forms []Form // of the result
}

// Form is one form of a result.
type Form struct {
	Href, Label string
	File        string // name to keep it under
}

type jobView struct {
	Job     v1.Job
	Forms   []Form
	Live    bool // it goes on
	Done    bool
	Percent int
	Size    string
	Said    string // the state in words
	Counts  []count
	Broken  []v1.LinkedReport
	Failure string
	Script  string
	Report  string // address of the result as a page
}

// count is how many findings are of a kind.
type count struct{ What, N string }

// Job returns the page.
func (p *Pages) Job(in Job) ([]byte, error) {
	j := in.Job
	v := jobView{
		Job: j, Forms: in.Forms, Live: !j.Ended(), Done: j.State == "done", Percent: int(math.Round(100 * j.Share)), Size: size(j.Bytes),
		Said: sayJob(j), Script: p.script.Path, Report: j.Links.Self + "/result?format=html",
	}
	healthy := j.Reasons[string(kb.Healthy)]
	for _, c := range []struct {
		what string
		n    int
	}{
		{"explained", j.Verdicts[string(kb.Explained)]}, {"ambiguous", j.Verdicts[string(kb.Ambiguous)]}, {"name an article that is not here", j.Verdicts[string(kb.CitedAbsent)]},
		{"open", j.Verdicts[string(kb.Unexplained)] - healthy}, {"nothing wrong", healthy},
	} {
		if c.n > 0 {
			v.Counts = append(v.Counts, count{c.what, number(c.n)})
		}
	}
	for _, r := range j.Reports {
		if r.Error != "" {
			v.Broken = append(v.Broken, v1.LinkedReport{Name: short(r.Name), Error: short(r.Error)})
		}
	}
	if j.Error != nil {
		v.Failure = clean(j.Error.Detail)
	}
	return p.render("job", v.Said, "", v)
}

// sayJob tells the state of a job in words.
func sayJob(j v1.Job) string {
	n := number(j.Findings) + " findings"
	if j.Findings == 1 {
		n = "1 finding"
	}
	switch j.State {
	case "queued":
		return "Waiting for others to be done"
	case "running":
		return n + " so far"
	case "done":
		return n
	case "failed":
		return "It could not be linked"
	}
	return "It was cancelled"
}

// size returns a size for people.
func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 10<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
}
