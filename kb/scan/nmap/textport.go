package nmap

import (
	"regexp"
	"strconv"
	"strings"
)

// row matches a port in the table of a host.
var row = regexp.MustCompile(`^\s*(\d{1,6})(?:/([a-z]\w*))?\s+(open\|filtered|closed\|filtered|open|closed|filtered|unfiltered)(?:\s+(\S+)(?:\s+(.*))?)?$`)

// oldRow matches a port in the table of version 2.
var oldRow = regexp.MustCompile(`^(\d{1,5})\s+(open|closed|filtered|unfiltered)\s+(tcp|udp)\s+(\S+)`)

// reasoned matches why nmap believes the state of a port, which comes before the
// version.
var reasoned = regexp.MustCompile(`^\S+(?: ttl \d+)?(?: from \S+)?`)

// header reads the names of the columns of a table.
func (in *textReader) header(line string) {
	names := strings.Fields(strings.ToUpper(line))
	in.bare, in.columns = names[0] == "PROTOCOL", names[3:]
}

// portLine reads a row of the table, or says that it is none.
func (in *textReader) portLine(line string) bool {
	m := row.FindStringSubmatch(line)
	if old := oldRow.FindStringSubmatch(line); old != nil && !in.bare {
		m = []string{line, old[1], old[3], old[2], old[4], ""}
	}
	if m == nil || m[2] == "" && !in.bare {
		return false
	}
	p := port{number: m[1], protocol: m[2], state: m[3]}
	if in.bare {
		p.protocol = "ip"
	}
	p.service.Name = strings.TrimSuffix(m[4], "?")
	if tunnel, name, ok := strings.Cut(p.service.Name, "/"); ok {
		p.service.Tunnel, p.service.Name = tunnel, name
	}
	rest := m[5]
	for _, c := range in.columns {
		switch c {
		case "REASON":
			rest = strings.TrimSpace(rest[len(reasoned.FindString(rest)):])
		case "OWNER":
			p.owner, rest = rest, ""
		}
	}
	p.service.told(rest)
	in.port, in.rule = p, portRule
	if p.open() {
		in.add(p.openPort())
	}
	return true
}

// printed matches the first line of what a service answered to probes.
var printed = regexp.MustCompile(`^SF-Port(\d+)-([A-Z]+):`)

// printLine reads a line of a fingerprint, or says that it is none.
func (in *textReader) printLine(line string) bool {
	if m := printed.FindStringSubmatch(line); m != nil {
		in.endPrint()
		n, _ := strconv.Atoi(m[1]) // digits
		in.printOf = portKey(m[2], n)
		in.print.add(line)
		return true
	}
	more, ok := strings.CutPrefix(line, "SF:")
	if !ok || in.printOf == "" {
		return false
	}
	in.print.add(strings.TrimRight(more, " "))
	return true
}

// endPrint gives a fingerprint to its port.
func (in *textReader) endPrint() {
	if in.printOf == "" {
		return
	}
	if f := in.host.port(in.printOf); f != nil {
		answered(f, in.print.text())
		in.print.warn(f)
	}
	in.print, in.printOf = gathered{}, ""
}
