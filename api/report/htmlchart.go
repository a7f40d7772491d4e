package report

import (
	"fmt"
	"strings"

	v1 "kbadvisor/api/v1"
)

// chartsView is the three charts: the verdicts as a ring, the states of the
// explained problems and the hosts as bars.
type chartsView struct {
	Total, TotalWord, RingSays string
	Ring                       []arc
	Verdicts                   []countView
	States                     []countView
	Hosts                      []hostView
	HostsTitle, HostsMore      string
}

// arc is a part of the ring, whose length is 100.
type arc struct{ Class, Size, Rest, Offset string }

// countView is a number of findings with the share of the whole as a bar.
type countView struct {
	ID, Key, Label, Says, Tone string
	Count, Share, Width        string
}

// hostView is a host with its findings, explained, open and other ones.
type hostView struct {
	Host, Says, Count string
	Parts             []barPart
}

type barPart struct{ Class, X, Width string }

func newCharts(s v1.LinkSummary) chartsView {
	v := chartsView{Total: number(s.Findings), TotalWord: "findings", HostsTitle: "Hosts"}
	if s.Findings == 1 {
		v.TotalWord = "finding"
	}
	v.ring(s)
	v.states(s)
	v.hosts(s)
	return v
}

// decimal writes a length of a chart.
func decimal(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

// share writes n of total as a percentage, never rounded to nothing or all.
func share(n, total int) string {
	p := 100 * float64(n) / float64(max(total, 1))
	switch {
	case n > 0 && p < 1:
		return "< 1 %"
	case n < total && p > 99:
		return "> 99 %"
	}
	return fmt.Sprintf("%.0f %%", p)
}

func (v *chartsView) ring(s v1.LinkSummary) {
	var says []string
	at := 0.0
	for _, c := range classes() {
		n := classCount(s, c.Key)
		if n == 0 {
			continue
		}
		size := 100 * float64(n) / float64(s.Findings)
		v.Ring = append(v.Ring, arc{c.Key, decimal(size), decimal(100 - size), decimal(-at)})
		at += size
		v.Verdicts = append(v.Verdicts, countView{Key: c.Key, Label: c.Name, Says: c.Says, Count: number(n), Share: share(n, s.Findings)})
		says = append(says, c.Name+" "+number(n))
	}
	v.RingSays = "Verdicts: " + strings.Join(says, ", ")
}

func (v *chartsView) states(s v1.LinkSummary) {
	all := states(s)
	for _, b := range all {
		v.States = append(v.States, countView{Key: b.Kind, Label: b.Label, Tone: b.Tone, Count: number(b.Count), Width: decimal(100 * float64(b.Count) / float64(all[0].Count))})
	}
}

func (v *chartsView) hosts(s v1.LinkSummary) {
	for _, h := range s.Hosts[:min(len(s.Hosts), pageHosts)] {
		scale := 100 / float64(s.Hosts[0].Findings)
		other := h.Findings - h.Explained - h.Unexplained
		view := hostView{Host: h.Host, Count: number(h.Findings), Says: fmt.Sprintf("%s explained, %s open, %s other", number(h.Explained), number(h.Unexplained), number(other))}
		at := 0.0
		for _, p := range []struct {
			class string
			n     int
		}{{"explained", h.Explained}, {"unexplained", h.Unexplained}, {"healthy", other}} {
			if p.n > 0 {
				view.Parts = append(view.Parts, barPart{p.class, decimal(at), decimal(float64(p.n) * scale)})
				at += float64(p.n) * scale
			}
		}
		v.Hosts = append(v.Hosts, view)
	}
	if n := s.HostCount - len(v.Hosts); n > 0 {
		v.HostsTitle = "Hosts with most findings"
		v.HostsMore = fmt.Sprintf("and %s", plural(n, "more host", "more hosts"))
	}
}

// severities counts the findings of each severity, worst first, and tells whether
// the scanners say something of their tests.
func (v *headView) severities(d Document) (tests bool, err error) {
	var n [critical + 1]int
	for f, err := range d.Findings {
		if err != nil {
			return false, err
		}
		n[severityOf(f)]++
		tests = tests || f.Description != "" || f.Solution != "" || len(f.References) > 0
	}
	for _, s := range severities() {
		if n[s] > 0 {
			v.Severities = append(v.Severities, countView{Key: fmt.Sprint(int(s)), Label: s.String(), Count: number(n[s])})
		}
	}
	return tests, nil
}
