package nmap

import (
	"errors"
	"io"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// textReader reads normal output, of nmap 3 and later.
type textReader struct {
	out     *output
	scanner string
	host    *host
	guessed []string // systems of the host that nmap is less sure of
	info    string   // what services tell of the host

	columns []string // after the service's, as the table names them
	bare    bool     // its rows are protocols
	port    port     // whose scripts come now
	rule    string   // under which the scripts ran that come now

	script  *textScript // that is read, nil between them
	print   gathered    // fingerprint of a service that is read
	printOf string      // its port

	open    bool   // the output says where it begins, and did not yet say that it ends
	stopped string // what nmap said when it gave up
	line    int
}

// readText reads ports and scripts.
func readText(r *stream.Report, emit stream.Emit) error {
	in := &textReader{out: &output{emit: emit}}
	in.begin()
	err := r.Lines(func(n int, line string) error {
		in.line = n
		in.read(strings.TrimRight(line, "\r"))
		return in.out.err
	})
	in.end()
	at := "line " + strconv.Itoa(in.line)
	switch {
	case in.out.err != nil:
		return in.out.err
	case err == nil && in.stopped != "":
		return &stream.Error{At: at, Err: errors.New(in.stopped)}
	case err == nil && in.open:
		return &stream.Error{At: at, Err: io.ErrUnexpectedEOF}
	}
	return err
}

// begin begins a host.
func (in *textReader) begin() {
	in.host, in.guessed, in.info = &host{out: in.out}, nil, ""
	in.port, in.rule = port{}, portRule
}

// end hands over what waits for the end of a host.
func (in *textReader) end() {
	in.endScript()
	in.endPrint()
	h := in.host
	if len(h.systems) == 0 {
		h.systems = in.guessed
	}
	for i := range h.waiting {
		if f := &h.waiting[i]; f.Plugin.ID == openPort {
			fill.Say(f, "service info", in.info)
		}
	}
	h.flush()
	in.begin()
}

// read takes a line.
func (in *textReader) read(line string) {
	if strings.HasPrefix(line, "|") {
		in.scriptLine(line)
		return
	}
	in.endScript()
	if strings.HasPrefix(line, "SF") && in.printLine(line) {
		return
	}
	in.endPrint()
	if in.portLine(line) {
		return
	}
	for _, k := range known {
		if m := k.line.FindStringSubmatch(line); m != nil {
			k.take(in, m[1])
			return
		}
	}
}

// add adds a finding to the host.
func (in *textReader) add(f kb.Finding) {
	f.Scanner = in.scanner
	in.host.add(f)
}

// known are the lines that are read, with what is done with the group that
// matches.
var known = []struct {
	line *regexp.Regexp
	take func(*textReader, string)
}{
	{regexp.MustCompile(`(?i)^# ?nmap \(?(?:V\. ?)?([0-9]\S*?)\)? .*scan initiated`), func(in *textReader, s string) { in.started(s); in.open = true }},
	{regexp.MustCompile(`(?i)^starting nmap \(?(?:V\. ?)?([0-9]\S*?)\)?(?: |$)`), (*textReader).started},
	{regexp.MustCompile(`(?i)^(# ?nmap (?:done|run completed)|nmap (?:done|run completed|finished))\b`), func(in *textReader, _ string) { in.end(); in.open = false }},
	{regexp.MustCompile(`^Nmap scan report for +(\S.*?)(?: \[.*\])?$`), (*textReader).target},
	{regexp.MustCompile(`(?i)^interesting (?:ports|protocols) on +(\S.*?):?$`), (*textReader).target},
	{regexp.MustCompile(`^(?:All|The) .*(?:ports?|protocols?) on +(\S.*?) (?:is|are)\b`), (*textReader).target},
	{regexp.MustCompile(`^Host (\S.*?) (?:appears to be|is) (?:up|down)`), (*textReader).target},
	{regexp.MustCompile(`(?i)^((?:port|protocol)\s+state\s+(?:protocol\s+)?service\b.*)`), (*textReader).header},
	{regexp.MustCompile(`^(Host|Pre-scan|Post-scan) script results:`), (*textReader).scripts},
	{regexp.MustCompile(`^rDNS record for [^:]+(?::[0-9a-fA-F:]+)?: (\S+)`), func(in *textReader, s string) { in.host.name(s) }},
	{regexp.MustCompile(`^MAC Address: (\S+)`), func(in *textReader, s string) { in.host.address(s) }},
	{regexp.MustCompile(`^Service Info: (.*)`), (*textReader).serviceInfo},
	{regexp.MustCompile(`^(?:OS details|Remote operating system guess): (.*)`), func(in *textReader, s string) { in.host.systems = fill.Some(s) }},
	{regexp.MustCompile(`^(?:Aggressive OS guesses|Remote OS guesses): (.*)`), (*textReader).guesses},
	{regexp.MustCompile(`^OS CPE: (.*)`), func(in *textReader, s string) {
		in.host.cpe = fill.Some(append(in.host.cpe, strings.Fields(s)...)...)
	}},
	{regexp.MustCompile(`^(.*QUITTING!)\s*$`), func(in *textReader, s string) { in.stopped = "nmap did not finish: " + s }},
}

// started notes the version.
func (in *textReader) started(version string) { in.scanner = "nmap " + version }

// inParentheses matches a target that has a name and an address.
var inParentheses = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)$`)

// target begins a host.
func (in *textReader) target(s string) {
	in.end()
	names := []string{s}
	if m := inParentheses.FindStringSubmatch(s); m != nil {
		names = m[1:]
	}
	for _, n := range names {
		if _, err := netip.ParseAddr(n); err == nil {
			in.host.address(n)
		} else {
			in.host.name(n)
		}
	}
}

// scripts notes which scripts come. Those before and after the scan have no host.
func (in *textReader) scripts(when string) {
	if when == "Host" {
		in.rule, in.port = hostRule, port{}
		return
	}
	in.end()
	in.rule = map[string]string{"Pre-scan": preRule, "Post-scan": postRule}[when]
}

// serviceInfo reads what all services together tell of the host.
func (in *textReader) serviceInfo(s string) {
	var told []string
	for _, part := range strings.Split(s, "; ") {
		name, value, _ := strings.Cut(part, ": ")
		switch strings.TrimSuffix(name, "s") {
		case "CPE":
			in.host.runs(strings.Split(value, ", ")...)
			continue
		case "OS":
			in.guessed = fill.Some(value)
		}
		told = append(told, part)
	}
	in.info = strings.Join(told, "; ")
}

// guess matches one of several systems that nmap guesses.
var guess = regexp.MustCompile(`(\S.*?) \((\d+)%\)(?:, |$)`)

// guesses reads the systems that nmap guesses, and keeps the most likely ones.
func (in *textReader) guesses(s string) {
	all := guess.FindAllStringSubmatch(s, 100)
	if all == nil {
		in.host.systems = fill.Some(s)
		return
	}
	in.host.systems = nil
	for _, g := range all {
		if g[2] == all[0][2] {
			in.host.systems = append(in.host.systems, g[1])
		}
	}
}
