// Package sarif reads results in the Static Analysis Results Interchange Format,
// version 2.1.0 of OASIS: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
//
// A report is read twice: first for what the results refer to (rules, messages,
// files), which may stand behind them, then for the results.
package sarif

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "sarif", Title: "SARIF 2.1.0",
		Reads: "every result of every run, with rule, message, level, locations, flows, suppressions and taxa",
		Is:    isLog, Reader: read,
	}}
}

// isLog reports whether a report is a log of SARIF.
func isLog(h stream.Head) bool {
	switch {
	case h.List || !h.HasKeys("runs"):
		return false
	case strings.HasPrefix(h.Keys["version"], "2.") || strings.Contains(strings.ToLower(h.Keys["$schema"]), "sarif"):
		return true
	}
	return strings.Contains(h.Text, `"driver"`) // runs may be so long that the version is not seen
}

// read reads the results of all runs.
func read(r *stream.Report, emit stream.Emit) error { return readKeeping(maxCatalog, r, emit) }

// readKeeping reads the results and keeps some bytes of what they refer to.
func readKeeping(limit int, r *stream.Report, emit stream.Emit) error {
	rs := &runs{left: limit}
	return stream.Twice(func() error { return rs.read(r) }, func() error { return rs.results(r, emit) })
}

// results reads the results of all runs.
func (rs *runs) results(r *stream.Report, emit stream.Emit) error {
	return eachRun(r, func(j *stream.JSON, i int, key string) error {
		if key != "results" {
			return j.Skip()
		}
		return stream.Items(j, func(res result, warnings []string) error {
			f := rs.of(i).finding(res)
			f.Warnings = append(f.Warnings, warnings...)
			return emit(f)
		})
	})
}

// eachRun calls visit for each member of each run, which has to take its value.
func eachRun(r *stream.Report, visit func(j *stream.JSON, i int, key string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	i := -1
	return j.Each(func() error {
		return j.Object(func(key string) error {
			if key != "runs" {
				return j.Skip()
			}
			return j.Objects(func() { i++ }, func(key string) error { return visit(j, i, key) })
		})
	})
}

// finding returns a result as a finding.
func (c *catalog) finding(res result) kb.Finding {
	c.budget = fill.NewBudget()
	rule := c.rule(res)
	f := rule.about()
	f.Scanner = c.scanner
	f.Severity, f.Status = res.severity(rule), res.status()
	fill.Say(&f, "message", c.text(res.Message, rule))
	c.place(&f, res, rule)
	c.trace(&f, res, rule)
	for _, fix := range res.Fixes {
		f.Solution = fill.Paragraphs(f.Solution, c.text(fix.Description, rule))
		fill.Say(&f, "fix", c.changes(fix))
	}
	for _, t := range res.Taxa {
		c.cite(&f, t, "taxa")
	}
	fill.Cite(&f, "url", string(res.HostedViewerURI), "hostedViewerUri")
	for _, u := range res.WorkItemURIs {
		fill.Cite(&f, "url", u, "workItemUris")
	}
	said := fill.Attributes{}
	said.Add("rank", string(res.Rank))
	said.Add("occurrenceCount", string(res.OccurrenceCount))
	said.Add("firstDetectionTimeUtc", string(res.Provenance.FirstDetectionTimeUTC))
	said.Add("lastDetectionTimeUtc", string(res.Provenance.LastDetectionTimeUTC))
	said.Add("fingerprints", res.Fingerprints.lines())
	said.Add("partialFingerprints", res.PartialFingerprints.lines())
	res.Properties.add(&f, &said)
	c.about.add(&f, &said)
	said.Say(&f)
	f.Outputs = append(f.Outputs, rule.outputs...)
	if c.budget.Spent() {
		f.Warnings = append(f.Warnings, "messages and names not kept: the result refers to more than it may take; ids stand in their place")
	}
	return f
}
