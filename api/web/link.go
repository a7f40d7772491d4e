package web

import (
	"fmt"
	"math"
	"strings"

	v1 "kbadvisor/api/v1"
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
	return p.render("link", "Link a report", "", linkView{l.Formats, megabytes(l.MaxBytes)})
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

// count is how many findings have a verdict.
type count struct {
	Verdict string
	N       string
}

// Job returns the page.
func (p *Pages) Job(in Job) ([]byte, error) {
	j := in.Job
	v := jobView{
		Job: j, Forms: in.Forms, Live: !j.Ended(), Done: j.State == "done", Percent: int(math.Round(100 * j.Share)), Size: megabytes(j.Bytes),
		Said: sayJob(j), Script: p.script.Path, Report: j.Links.Self + "/result?format=html",
	}
	for _, verdict := range []string{"explained", "ambiguous", "cited_absent", "unexplained"} {
		if n := j.Verdicts[verdict]; n > 0 {
			v.Counts = append(v.Counts, count{strings.ReplaceAll(verdict, "_", " "), number(n)})
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

// megabytes returns a size for people.
func megabytes(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
}
