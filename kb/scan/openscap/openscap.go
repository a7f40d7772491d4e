// Package openscap reads results of checks written in XCCDF, as OpenSCAP and other
// tools write them: a Benchmark with a TestResult in it, a TestResult alone, or a
// collection of reports (ARF).
//
// Every rule-result is a finding, with its result as status, also "pass" and
// "notselected". What the rule is about stands in the benchmark; the report is read
// twice.
package openscap

import (
	"encoding/xml"
	"errors"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "openscap-xml", Title: "XCCDF results, also in ARF (OpenSCAP)",
		Reads: "every rule-result, with title, description, references and fix of its rule", Is: isResults, Reader: read,
	}}
}

// isResults reports whether a report has results of XCCDF, by the namespace that
// its root declares.
func isResults(h stream.Head) bool {
	switch h.Root {
	case "asset-report-collection":
		return true
	case "Benchmark", "TestResult":
		for _, v := range h.Attrs {
			if strings.Contains(strings.ToLower(v), "xccdf") {
				return true
			}
		}
	}
	return false
}

// read reads the results.
func read(r *stream.Report, emit stream.Emit) error {
	known, err := rules(r)
	if err != nil {
		return err
	}
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var at run
	tested := false
	err = x.Each(func(path string, e xml.StartElement) error {
		name := e.Name.Local
		switch {
		case aside(name) || name == "Group" || name == "Rule":
			return x.Skip()
		case name == "TestResult":
			at, tested = run{system: scannerOf(attr(e, "test-system"))}, true
		case name == "rule-result":
			var v result
			if err := x.Decode(&v); err != nil {
				return err
			}
			f, _ := known.Find(v.Rule)
			return emit(v.finding(at.finding(f)))
		case strings.HasSuffix(path, "TestResult/"+name), name == "fact":
			return at.take(x, e)
		}
		return nil
	})
	if err == nil && !tested {
		return &stream.Error{At: "at the end", Err: errNoResult}
	}
	return err
}

// errNoResult says that a file has only rules.
var errNoResult = errors.New("no TestResult is in it: this is a benchmark, not the results of one; give the file that the scanner wrote (oscap --results or --results-arf)")

// rules reads what the rules are about. Where the report ends early or is damaged,
// the reading of its results ends as well and tells it.
func rules(r *stream.Report) (*fill.Glossary, error) {
	x, err := r.XML()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	known := &fill.Glossary{}
	var groups []string // titles of the groups that are open
	x.Leave = func(path string) error {
		if strings.HasSuffix(path, "/Group") {
			groups = groups[:max(0, len(groups)-1)]
		}
		return nil
	}
	err = x.Each(func(path string, e xml.StartElement) error {
		switch name := e.Name.Local; {
		case aside(name) || name == "TestResult":
			return x.Skip()
		case name == "Group":
			groups = append(groups, "")
		case strings.HasSuffix(path, "/Group/title") && len(groups) > 0:
			var title fill.Flat
			err := x.Decode(&title)
			groups[len(groups)-1] = short(oneLine(string(title)))
			return err
		case name == "Rule":
			var v rule
			if err := x.Decode(&v); err != nil {
				return err
			}
			base, _ := known.Find(v.Extends)
			family := ""
			if len(groups) > 0 {
				family = groups[len(groups)-1]
			}
			known.Add(v.ID, v.finding(base, family))
		}
		return nil
	})
	var at *stream.Error
	if err != nil && !errors.As(err, &at) {
		return nil, err
	}
	return known, nil
}

// aside reports whether an element has definitions and results of another language,
// or signatures.
func aside(name string) bool {
	switch name {
	case "oval_definitions", "oval_results", "ocil", "Signature", "Profile", "Value":
		return true
	}
	return false
}

// attr returns an attribute by its name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// maxTitle bounds the bytes that are kept of the title of a group.
const maxTitle = 4 << 10

// short returns a title that is not longer than what is kept.
func short(title string) string {
	if len(title) <= maxTitle {
		return title
	}
	return strings.ToValidUTF8(title[:maxTitle], "") + "..."
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
