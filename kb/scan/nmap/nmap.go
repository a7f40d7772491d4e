// Package nmap reads what nmap writes: XML (-oX), normal output (-oN, and what it
// prints on a terminal) and lines for grep (-oG).
//
// A finding is a port that is open or may be open, or what one script said: of a
// port in whatever state, of a host, or of the scan as a whole.
package nmap

import (
	"regexp"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{
		{
			Name: "nmap-xml", Title: "nmap XML (-oX)",
			Reads: "every open port with service and version, every script's output",
			Is:    isXML, Reader: readXML,
		},
		{
			Name: "nmap-grep", Title: "nmap lines for grep (-oG)",
			Reads: "every open port with service and version",
			Is:    isGrep, Reader: readGrep,
		},
		{
			Name: "nmap-text", Title: "nmap normal output (-oN, terminal)",
			Reads: "every open port with service and version, every script's output",
			Is:    isText, Reader: readText,
		},
	}
}

// isXML reports whether a report is nmap's XML. Masscan writes the same root.
func isXML(h stream.Head) bool {
	return h.Root == "nmaprun" && !strings.EqualFold(h.Attrs["scanner"], "masscan")
}

// isGrep reports whether one of the first lines is a host's. Masscan writes such
// lines too.
func isGrep(h stream.Head) bool { return anyLine(h, grepLine) && !anyLine(h, masscan) }

// masscan matches the line with which masscan begins.
var masscan = regexp.MustCompile(`(?i)^# ?masscan\b`)

// isText reports whether one of the first lines is nmap's own.
func isText(h stream.Head) bool { return anyLine(h, ownLine) && !isGrep(h) }

// ownLine matches lines that only nmap begins with.
var ownLine = regexp.MustCompile(`(?i)^(# ?nmap .*scan initiated |starting nmap |nmap scan report for |interesting (ports|protocols) on )`)

// anyLine reports whether one of the first lines of a text matches.
func anyLine(h stream.Head, re *regexp.Regexp) bool {
	if h.Root != "" || h.Keys != nil {
		return false
	}
	for i, line := range strings.SplitN(h.Text, "\n", 51) {
		if i < 50 && re.MatchString(line) {
			return true
		}
	}
	return false
}
