package nexpose

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// read reads an XML export.
func read(r *stream.Report, emit stream.Emit) error {
	known, err := definitions(r)
	if err != nil {
		return err
	}
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	p := &report{x: x, known: known, emit: emit, told: map[string]*told{}}
	x.Leave = p.leave
	return x.Each(p.enter)
}

// definitions reads all definitions. Where the report ends early or is damaged, the
// reading of its tests ends as well and tells it.
func definitions(r *stream.Report) (*fill.Glossary, error) {
	x, err := r.XML()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	known := &fill.Glossary{}
	err = x.Each(func(path string, e xml.StartElement) error {
		switch {
		case isDefinition(path):
			var d definition
			if err := x.Decode(&d); err != nil {
				return err
			}
			known.Add(d.ID, d.finding())
			return nil
		case e.Name.Local == "test" || e.Name.Local == "config":
			return x.Skip()
		}
		return nil
	})
	var at *stream.Error
	if err != nil && !errors.As(err, &at) {
		return nil, err
	}
	return known, nil
}

func isDefinition(path string) bool {
	return strings.HasSuffix(path, "/VulnerabilityDefinitions/vulnerability")
}

// report is an XML export that is read.
type report struct {
	x     *stream.XML
	known *fill.Glossary
	emit  stream.Emit
	at    target
	told  map[string]*told
	size  int // of the keys of told
}

// told is what the tests of one definition said.
type told struct {
	found    bool
	nothing  int      // tests that found nothing
	statuses []string // theirs
}

// toldSize bounds how many bytes the ids of all tests take.
const toldSize = 64 << 20

// enter takes an element.
func (p *report) enter(path string, e xml.StartElement) error {
	switch name := e.Name.Local; {
	case name == "node":
		p.at = target{addresses: fill.Some(attr(e, "address"), attr(e, "hardware-address"))}
	case strings.HasSuffix(path, "/names/name"):
		return p.text(p.at.named)
	case strings.HasSuffix(path, "/fingerprints/os"):
		p.at.system = guess(e).better(p.at.system)
	case name == "endpoint":
		p.at.endpoint(attr(e, "port"), attr(e, "protocol"))
	case name == "service":
		p.at.serve(attr(e, "name"))
	case strings.HasSuffix(path, "/service/fingerprints/fingerprint"):
		p.at.product = guess(e).better(p.at.product)
	case name == "config":
		return p.text(func(value string) { p.at.configure(attr(e, "name"), value) })
	case name == "test":
		return p.test(e)
	case isDefinition(path):
		return p.definition(e)
	}
	return nil
}

// leave ends an element.
func (p *report) leave(path string) error {
	switch {
	case strings.HasSuffix(path, "/endpoint"):
		p.at.endpoint("", "")
		p.at.serve("")
	case strings.HasSuffix(path, "/service"):
		p.at.serve("")
	case strings.HasSuffix(path, "/node"):
		p.at = target{}
	}
	return nil
}

// text reads an element that has only text.
func (p *report) text(take func(string)) error {
	var s string
	if err := p.x.Decode(&s); err != nil {
		return err
	}
	take(s)
	return nil
}

// test reads a test.
func (p *report) test(e xml.StartElement) error {
	id, status := attr(e, "id"), attr(e, "status")
	about, err := p.about(id)
	if err != nil {
		return err
	}
	if !found(status) {
		about.nothing++
		if len(about.statuses) < 10 && len(status) < 100 && !slices.Contains(about.statuses, status) {
			about.statuses = append(about.statuses, status)
		}
		return p.x.Skip()
	}
	about.found = true
	var said markup
	if err := p.x.Decode(&said); err != nil {
		return err
	}
	f, _ := p.known.Find(id)
	f.Status, f.Location = status, attr(e, "key")
	known := f.Outputs
	f.Outputs = nil
	fill.Say(&f, "test", said.text())
	f.Outputs = append(f.Outputs, known...)
	var a fill.Attributes
	a.Add("vulnerable-since", attr(e, "vulnerable-since"))
	a.Add("pci-compliance-status", attr(e, "pci-compliance-status"))
	a.Say(&f)
	return p.emit(p.at.finding(f))
}

// about returns what the tests of a definition said until now.
func (p *report) about(id string) (*told, error) {
	id = strings.ToLower(id)
	if p.told[id] == nil {
		if p.size += 200 + len(id); p.size > toldSize {
			return nil, &stream.Error{At: fmt.Sprintf("test %.60q", id), In: p.x.Path(), Err: fmt.Errorf("%w: too many different tests; split the report", stream.ErrLimit)}
		}
		p.told[id] = &told{}
	}
	return p.told[id], nil
}

// definition reads a definition, which is a finding when no test told of it.
func (p *report) definition(e xml.StartElement) error {
	about, err := p.about(attr(e, "id"))
	if err != nil {
		return err
	}
	if about.found {
		return p.x.Skip()
	}
	var d definition
	if err := p.x.Decode(&d); err != nil {
		return err
	}
	f := d.finding()
	f.Scanner, f.Status = "Nexpose", strings.Join(about.statuses, ", ")
	if about.nothing > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("output of %d tests that found nothing is not kept", about.nothing))
	}
	return p.emit(f)
}

// found reports whether a test with a status found something: also when the
// finding is accepted (exception-vulnerable-exploited) or is a mere possibility.
func found(status string) bool {
	s := strings.ToLower(status)
	switch {
	case s == "":
		return true
	case strings.Contains(s, "not-vulnerable"), strings.Contains(s, "skipped"):
		return false
	}
	return strings.Contains(s, "vulnerable") || strings.Contains(s, "potential") || strings.Contains(s, "exploited")
}
