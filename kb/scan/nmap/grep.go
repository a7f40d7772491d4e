package nmap

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// grepLine matches the line of a host.
var grepLine = regexp.MustCompile(`^(?:Timestamp: \S+\s+)?Host: (\S+) \(([^)]*)\)\s+(?:Ports|Protocols|Status): `)

var (
	grepStart = regexp.MustCompile(`(?i)^# ?nmap \(?(?:V\. ?)?([0-9]\S*?)\)? .*scan initiated`)
	grepEnd   = regexp.MustCompile(`(?i)^# ?nmap (?:done|run completed)`)
	grepField = regexp.MustCompile(`(?:^|\t+|\s+)(Ports|Protocols|Status|Ignored State|Ignored|OS|Seq Index|IP ?ID Seq): `)
	grepPort  = regexp.MustCompile(`,\s*\d+/(?:open|closed|filtered|unfiltered)`)
)

// readGrep reads open ports.
func readGrep(r *stream.Report, emit stream.Emit) error {
	in := grepReader{out: &output{emit: emit}, scanner: "nmap"}
	last := 0
	err := r.Lines(func(n int, line string) error {
		last = n
		in.read(strings.TrimRight(line, "\r"))
		return in.out.err
	})
	if err == nil && in.open {
		return &stream.Error{At: "line " + strconv.Itoa(last), Err: io.ErrUnexpectedEOF}
	}
	if in.out.err != nil {
		return in.out.err
	}
	return err
}

// grepReader reads lines for grep.
type grepReader struct {
	out     *output
	scanner string
	open    bool // the output says where it begins, and did not yet say that it ends
}

// read takes a line.
func (in *grepReader) read(line string) {
	if m := grepStart.FindStringSubmatch(line); m != nil {
		in.scanner, in.open = "nmap "+m[1], true
		return
	}
	m := grepLine.FindStringSubmatch(line)
	if m == nil {
		in.open = in.open && !grepEnd.MatchString(line)
		return
	}
	h := host{out: in.out}
	h.address(m[1])
	h.name(m[2])
	fields := grepFields(line)
	if s := fields["OS"]; s != "" {
		h.systems = strings.Split(s, "|")
	}
	grepPorts(fields["Ports"], false, func(p port) { in.give(&h, p) })
	grepPorts(fields["Protocols"], true, func(p port) { in.give(&h, p) })
}

// give hands a port over, when it is open: all of its host is known.
func (in *grepReader) give(h *host, p port) {
	if p.open() {
		f := p.openPort()
		f.Scanner = in.scanner
		h.give(f)
	}
}

// grepFields takes a line apart: tabs stand between its fields, blanks when it was
// copied from a terminal.
func grepFields(line string) map[string]string {
	fields := map[string]string{}
	parts := strings.Split(line, "\t")
	if len(parts) == 1 {
		parts = nil
		at := append(grepField.FindAllStringIndex(line, -1), []int{len(line)})
		for i := 1; i < len(at); i++ {
			parts = append(parts, line[at[i-1][0]:at[i][0]])
		}
	}
	for _, p := range parts {
		if name, value, ok := strings.Cut(strings.TrimSpace(p), ": "); ok && fields[name] == "" {
			fields[name] = value
		}
	}
	return fields
}

// grepPorts takes the list of ports apart. Between the fields of a port are slashes;
// those in its texts were written as bars.
func grepPorts(list string, bare bool, visit func(port)) {
	from := 0
	for _, at := range append(grepPort.FindAllStringIndex(list, -1), []int{len(list)}) {
		f := strings.Split(strings.TrimLeft(list[from:at[0]], ", "), "/")
		from = at[0]
		if len(f) < 3 {
			continue
		}
		f = append(f, make([]string, 8)...)
		p := port{number: f[0], state: f[1], protocol: f[2], owner: f[3]}
		name := f[4]
		if bare {
			p.protocol, name = "ip", f[2]
		}
		p.service.Name = strings.TrimSuffix(name, "?")
		if tunnel, inner, ok := strings.Cut(p.service.Name, "|"); ok {
			p.service.Tunnel, p.service.Name = tunnel, inner
		}
		p.service.told(strings.ReplaceAll(f[6], "|", "/"))
		if rpc := strings.Trim(f[5], "()"); rpc != "" && p.service.Extra == "" {
			p.service.Extra = rpc
		}
		visit(p)
	}
}
