package nessus

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxLines is how many lines without a beginning of their own are added to a result.
const maxLines = 10_000

// nbe reads lines of NBE.
type nbe struct {
	emit    stream.Emit
	scanner string
	fields  []string // of the result that is open
	more    []string // lines that belong to it
	left    int      // lines over the bound
}

// readNBE reads the lines of results. A line that is neither a result nor a time
// belongs to the result before it.
func readNBE(r *stream.Report, emit stream.Emit) error {
	n := &nbe{emit: emit, scanner: "Nessus"}
	if err := r.Lines(n.line); err != nil {
		return n.flushed(err)
	}
	return n.flush()
}

// flushed hands over the result that is open, before an error.
func (n *nbe) flushed(err error) error {
	if over := n.flush(); over != nil {
		return over
	}
	return err
}

// line takes a line.
func (n *nbe) line(at int, line string) error {
	kind, rest, _ := strings.Cut(line, "|")
	switch {
	case kind == "results":
		err := n.flush()
		n.fields = strings.SplitN(rest, "|", 6)
		return err
	case kind == "timestamps":
		if f := strings.Split(rest, "|"); len(f) == 6 && f[0] == "network" {
			n.scanner = strings.TrimSpace(f[5]) // names of columns, as Seccubus writes them
		}
		return n.flush()
	case strings.TrimSpace(line) == "" && n.more == nil:
		return nil
	case n.fields == nil:
		return &stream.Error{At: fmt.Sprint("line ", at), Err: fmt.Errorf("want a line of results or timestamps, got %.40q", line)}
	case len(n.more) >= maxLines:
		n.left++
		return nil
	}
	n.more = append(n.more, line)
	return nil
}

// flush hands over the result that is open.
func (n *nbe) flush() error {
	if n.fields == nil {
		return nil
	}
	f := n.finding()
	n.fields, n.more, n.left = nil, nil, 0
	return n.emit(f)
}

// finding makes the fields of a result a finding: network, host, port, plugin,
// severity and text. An open port has the first three.
func (n *nbe) finding() kb.Finding {
	v := append(n.fields, "", "", "", "", "", "")
	at := newHost(v[1])
	f := kb.Finding{Scanner: n.scanner, Plugin: kb.Plugin{ID: strings.TrimSpace(v[3])}}
	at.fill(&f)
	given := ""
	f.Port, f.Protocol, given = fill.Port(v[2])
	text := v[5]
	if strings.Contains(f.Plugin.ID, ".") { // an id of OpenVAS, which ends lines with a bar
		f.Scanner, text = "OpenVAS", strings.TrimSuffix(text, "|")
	}
	if f.Plugin.ID == "" {
		f.Plugin = kb.Plugin{ID: "open-port", Name: "Open port"}
	}
	fillText(&f, strings.Join(append([]string{text}, n.more...), "\n"), strings.TrimSpace(v[4]))
	if n.left > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("%d lines of the text left out: more than %d", n.left, maxLines))
	}
	name, changed := service(given)
	if f.Service = name; changed {
		fill.Say(&f, "svc_name", given)
	}
	return f
}
