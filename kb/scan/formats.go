package scan

import (
	"slices"

	"kbadvisor/kb/scan/acunetix"
	"kbadvisor/kb/scan/appspider"
	"kbadvisor/kb/scan/burp"
	"kbadvisor/kb/scan/csaf"
	"kbadvisor/kb/scan/generic"
	"kbadvisor/kb/scan/masscan"
	"kbadvisor/kb/scan/naabu"
	"kbadvisor/kb/scan/nessus"
	"kbadvisor/kb/scan/nexpose"
	"kbadvisor/kb/scan/nikto"
	"kbadvisor/kb/scan/nmap"
	"kbadvisor/kb/scan/openscap"
	"kbadvisor/kb/scan/openvex"
	"kbadvisor/kb/scan/qualys"
	"kbadvisor/kb/scan/sarif"
	"kbadvisor/kb/scan/stream"
	"kbadvisor/kb/scan/webinspect"
	"kbadvisor/kb/scan/zap"
)

// Formats returns all formats, in the order in which they are asked whether a
// report is theirs.
func Formats() []stream.Format {
	return slices.Concat(
		acunetix.Formats(),
		appspider.Formats(),
		burp.Formats(),
		csaf.Formats(),
		masscan.Formats(),
		naabu.Formats(),
		nessus.Formats(),
		nexpose.Formats(),
		nikto.Formats(),
		nmap.Formats(),
		openscap.Formats(),
		openvex.Formats(),
		qualys.Formats(),
		sarif.Formats(),
		webinspect.Formats(),
		zap.Formats(),
		generic.Formats(), // last: any object with "findings" is one
	)
}
