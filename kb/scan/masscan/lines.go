package masscan

import (
	"regexp"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Lines of -oG, between whose fields are tabs, or blanks where it was copied, and
// of -oL.
var (
	startLine  = regexp.MustCompile(`(?i)^# ?masscan(?:\s+v?(\d\S*))?\b`)
	portLine   = regexp.MustCompile(`^(?:Timestamp: \d+\s+)?Host: (\S+) \([^)]*\)\s+Ports: (\d+)/(\w+)/(\w+)/[^/]*/([^/]*)/`)
	bannerLine = regexp.MustCompile(`^(?:Timestamp: \d+\s+)?Host: (\S+) \([^)]*\)\s+Port: (\d+)\s+Service: (\S+)\s+Banner: ?(.*)$`)
	listLine   = regexp.MustCompile(`^(open|closed|banner) ([a-z]+) (\d+) (\S+) \d+(?: (\S+) ?(.*))?$`)
)

// isLines reports whether one of the first lines is masscan's own.
func isLines(h stream.Head) bool {
	if h.Root != "" || h.Keys != nil {
		return false
	}
	for i, line := range strings.SplitN(h.Text, "\n", 51) {
		line = strings.TrimRight(line, "\r")
		if i < 50 && (startLine.MatchString(line) || bannerLine.MatchString(line) || listLine.MatchString(line)) {
			return true
		}
	}
	return false
}

// readLines reads records from lines.
func readLines(r *stream.Report, emit stream.Emit) error {
	scanner := "masscan"
	return r.Lines(func(_ int, line string) error {
		line = strings.TrimRight(line, "\r")
		if m := startLine.FindStringSubmatch(line); m != nil {
			scanner = strings.TrimSpace("masscan " + m[1])
			return nil
		}
		rec, ok := lineRecord(line)
		if !ok {
			return nil
		}
		rec.scanner = scanner
		return emit(rec.finding())
	})
}

// lineRecord returns the record of a line, if it has one.
func lineRecord(line string) (record, bool) {
	if m := portLine.FindStringSubmatch(line); m != nil {
		return record{addresses: m[1:2], port: m[2:3], state: m[3], protocol: m[4], service: m[5]}, true
	}
	if m := bannerLine.FindStringSubmatch(line); m != nil {
		return record{addresses: m[1:2], port: m[2:3], service: m[3], banner: unescaped(m[4])}, true
	}
	m := listLine.FindStringSubmatch(line)
	if m == nil {
		return record{}, false
	}
	rec := record{protocol: m[2], port: m[3:4], addresses: m[4:5], service: m[5], banner: unescaped(m[6])}
	if m[1] != "banner" {
		rec.state = m[1]
	}
	return rec, true
}
