package report

import (
	"cmp"
	"hash/maphash"
	"maps"
	"slices"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much a Counter keeps.
const (
	shownHosts = 1_000   // in a summary
	keptHosts  = 100_000 // by name; those that come later are only counted
	keptAbsent = 100_000 // numbers of articles that are not here
	maxName    = 255     // bytes of the name of a host
)

// Counter makes a summary of findings one by one. The zero value is ready. What it
// takes grows by a few bytes for each host, and not with the findings.
type Counter struct {
	reports      []v1.LinkedReport
	findings     int
	verdicts     map[string]int
	reasons      map[string]int
	dispositions map[string]int
	absent       map[string]int
	articles     map[string]*v1.LinkedArticle
	hosts        map[string]*v1.LinkedHost
	more         map[uint64]struct{} // hashes of the hosts that are only counted
	seed         maphash.Seed
	fingerprint  string
}

// Begin notes a report: the findings that are added from now on are its own. The
// format is empty when it is not known.
func (c *Counter) Begin(name, format string) {
	c.reports = append(c.reports, v1.LinkedReport{Name: name, Format: format})
}

// Broke notes why the last report could not be read, or not to its end.
func (c *Counter) Broke(err error) {
	c.reports[len(c.reports)-1].Error = err.Error()
}

// Add counts a finding of the last report.
func (c *Counter) Add(f v1.Finding) {
	if c.verdicts == nil {
		c.verdicts, c.reasons, c.dispositions, c.absent = map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
		c.articles, c.hosts = map[string]*v1.LinkedArticle{}, map[string]*v1.LinkedHost{}
		c.more, c.seed = map[uint64]struct{}{}, maphash.MakeSeed()
	}
	if n := len(c.reports); n > 0 {
		c.reports[n-1].Findings++
	}
	c.findings++
	c.verdicts[f.Verdict]++
	if f.Verdict == string(kb.Unexplained) {
		c.reasons[f.Reason]++
	}
	for _, id := range f.CitedAbsent {
		if c.absent[id] > 0 || len(c.absent) < keptAbsent {
			c.absent[id]++
		}
	}
	if len(f.Results) > 0 {
		c.article(f.Results[0])
	}
	c.host(f)
}

// article counts the first result of a finding.
func (c *Counter) article(r v1.FindingResult) {
	c.dispositions[cmp.Or(r.Disposition, "unknown")]++
	a := c.articles[r.ID]
	if a == nil {
		a = &v1.LinkedArticle{ID: r.ID, Title: r.Title, Disposition: r.Disposition}
		c.articles[r.ID] = a
	}
	a.Findings++
}

// host counts the host of a finding. A finding without one counts for none.
func (c *Counter) host(f v1.Finding) {
	name := cut(f.Host, maxName)
	if name == "" {
		return
	}
	h := c.hosts[name]
	if h == nil && len(c.hosts) >= keptHosts {
		c.more[maphash.String(c.seed, name)] = struct{}{}
		return
	}
	if h == nil {
		h = &v1.LinkedHost{Host: name}
		c.hosts[name] = h
	}
	h.Findings++
	switch {
	case len(f.Results) > 0:
		h.Explained++
	case open(f):
		h.Unexplained++
	}
}

// open reports whether nothing explains a finding, and something is to be
// explained.
func open(f v1.Finding) bool {
	return f.Verdict == string(kb.Unexplained) && f.Reason != string(kb.Healthy)
}

// Summary returns what was counted.
func (c *Counter) Summary() v1.LinkSummary {
	s := v1.LinkSummary{
		Reports: append([]v1.LinkedReport{}, c.reports...), Findings: c.findings, HostCount: len(c.hosts) + len(c.more),
		Verdicts: copied(c.verdicts), Reasons: copied(c.reasons), Dispositions: copied(c.dispositions), CitedAbsent: copied(c.absent),
		Articles: make([]v1.LinkedArticle, 0, len(c.articles)), Hosts: make([]v1.LinkedHost, 0, len(c.hosts)), Fingerprint: c.fingerprint,
	}
	for _, a := range c.articles {
		s.Articles = append(s.Articles, *a)
	}
	for _, h := range c.hosts {
		s.Hosts = append(s.Hosts, *h)
	}
	slices.SortFunc(s.Articles, func(a, b v1.LinkedArticle) int {
		return cmp.Or(b.Findings-a.Findings, cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(s.Hosts, func(a, b v1.LinkedHost) int {
		return cmp.Or(b.Findings-a.Findings, cmp.Compare(a.Host, b.Host))
	})
	s.Hosts = slices.Clip(s.Hosts[:min(len(s.Hosts), shownHosts)])
	return s
}

// copied returns a copy that is not nil.
func copied(m map[string]int) map[string]int {
	out := make(map[string]int, len(m))
	maps.Copy(out, m)
	return out
}
