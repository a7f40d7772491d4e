package nmap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// xmlPort is the element of a port.
type xmlPort struct {
	Protocol string `xml:"protocol,attr"`
	Number   string `xml:"portid,attr"`
	State    struct {
		State string `xml:"state,attr"`
	} `xml:"state"`
	Owner struct {
		Name string `xml:"name,attr"`
	} `xml:"owner"`
	Service service `xml:"service"`
	Scripts scripts `xml:"script"`
}

// osMatch is one operating system that a host may have.
type osMatch struct {
	Name     string   `xml:"name,attr"`
	Accuracy string   `xml:"accuracy,attr"` // percent
	CPE      []string `xml:"osclass>cpe"`
}

// xmlReader reads a report in XML.
type xmlReader struct {
	x       *stream.XML
	out     *output
	scanner string
	host    *host
	best    int    // accuracy of the host's systems, percent
	stopped string // what nmap said when it did not come to its end
}

// readXML reads ports and scripts.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	in := &xmlReader{x: x, out: &output{emit: emit}}
	in.begin()
	x.Leave = in.leave
	err = x.Each(in.enter)
	in.host.flush() // what an early end left
	switch {
	case in.out.err != nil:
		return in.out.err
	case err == nil && in.stopped != "":
		return &stream.Error{At: "runstats", Err: errors.New(in.stopped)}
	}
	return err
}

// begin begins a host.
func (in *xmlReader) begin() { in.host, in.best = &host{out: in.out}, -1 }

// enter reads an element.
func (in *xmlReader) enter(path string, e xml.StartElement) error {
	switch path {
	case "nmaprun":
		in.scanner = strings.TrimSpace(attr(e, "scanner") + " " + attr(e, "version"))
	case "nmaprun/host":
		in.begin()
	case "nmaprun/host/address":
		in.host.address(attr(e, "addr"))
	case "nmaprun/host/hostnames/hostname":
		in.host.name(attr(e, "name"))
	case "nmaprun/host/ports/port":
		return in.port()
	case "nmaprun/host/os/osmatch":
		return in.system()
	case "nmaprun/host/hostscript/script":
		return in.script(hostRule)
	case "nmaprun/prescript/script":
		return in.script(preRule)
	case "nmaprun/postscript/script":
		return in.script(postRule)
	case "nmaprun/runstats/finished":
		in.finished(attr(e, "exit"), attr(e, "errormsg"))
	}
	return in.out.err
}

// leave hands over what waited for the end of an element.
func (in *xmlReader) leave(path string) error {
	switch path {
	case "nmaprun/host", "nmaprun/prescript", "nmaprun/postscript":
		in.host.flush()
		in.begin()
	}
	return in.out.err
}

// port reads a port with its scripts. What was read of one before the report ends
// is kept.
func (in *xmlReader) port() error {
	var p xmlPort
	err := in.x.Decode(&p)
	told := port{p.Protocol, p.Number, p.State.State, p.Owner.Name, p.Service}
	if told.open() {
		in.add(told.openPort())
	}
	common := told.finding()
	for _, s := range p.Scripts {
		in.add(s.finding(portRule, common))
	}
	if err != nil {
		return err
	}
	return in.out.err
}

// script reads a script that belongs to no port.
func (in *xmlReader) script(rule string) error {
	var s script
	err := in.x.Decode(&s)
	if s.id != "" || s.output != "" || err == nil {
		in.add(s.finding(rule, kb.Finding{}))
	}
	if err != nil {
		return err
	}
	return in.out.err
}

// add adds a finding to the host.
func (in *xmlReader) add(f kb.Finding) {
	f.Scanner = in.scanner
	in.host.add(f)
}

// system reads an operating system. The most accurate ones are kept.
func (in *xmlReader) system() error {
	var m osMatch
	if err := in.x.Decode(&m); err != nil {
		return err
	}
	n, _ := strconv.Atoi(m.Accuracy) // older versions give none
	switch h := in.host; {
	case m.Name == "" || n < in.best:
	case n > in.best:
		in.best, h.systems, h.cpe = n, []string{m.Name}, nil
		h.runs(m.CPE...)
	case len(h.systems) < 20:
		h.systems = append(h.systems, m.Name)
		h.runs(m.CPE...)
	}
	return nil
}

// finished notes how nmap ended.
func (in *xmlReader) finished(exit, message string) {
	switch {
	case message != "":
		in.stopped = fmt.Sprintf("nmap did not finish: %.500s", strings.TrimSpace(message))
	case strings.EqualFold(exit, "error"):
		in.stopped = "nmap did not finish and does not say why; scan again"
	}
}
