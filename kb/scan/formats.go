package scan

import (
	"slices"

	"kbadvisor/kb/scan/acunetix"
	"kbadvisor/kb/scan/alertlogic"
	"kbadvisor/kb/scan/appcheck"
	"kbadvisor/kb/scan/appscan"
	"kbadvisor/kb/scan/appspider"
	"kbadvisor/kb/scan/arachni"
	"kbadvisor/kb/scan/burp"
	"kbadvisor/kb/scan/csaf"
	"kbadvisor/kb/scan/cyclonedx"
	"kbadvisor/kb/scan/defender"
	"kbadvisor/kb/scan/generic"
	"kbadvisor/kb/scan/hydra"
	"kbadvisor/kb/scan/ivil"
	"kbadvisor/kb/scan/masscan"
	"kbadvisor/kb/scan/metasploit"
	"kbadvisor/kb/scan/naabu"
	"kbadvisor/kb/scan/nessus"
	"kbadvisor/kb/scan/nettacker"
	"kbadvisor/kb/scan/nexpose"
	"kbadvisor/kb/scan/nikto"
	"kbadvisor/kb/scan/nmap"
	"kbadvisor/kb/scan/nuclei"
	"kbadvisor/kb/scan/openscap"
	"kbadvisor/kb/scan/openvas"
	"kbadvisor/kb/scan/openvex"
	"kbadvisor/kb/scan/osv"
	"kbadvisor/kb/scan/qualys"
	"kbadvisor/kb/scan/saint"
	"kbadvisor/kb/scan/sarif"
	"kbadvisor/kb/scan/stream"
	"kbadvisor/kb/scan/wapiti"
	"kbadvisor/kb/scan/webinspect"
	"kbadvisor/kb/scan/zap"
	"kbadvisor/kb/scan/zgrab"
)

// Formats returns all formats, in the order in which they are asked whether a
// report is theirs.
func Formats() []stream.Format {
	return slices.Concat(
		acunetix.Formats(),
		alertlogic.Formats(),
		appcheck.Formats(),
		appscan.Formats(),
		appspider.Formats(),
		arachni.Formats(),
		burp.Formats(),
		csaf.Formats(),
		cyclonedx.Formats(),
		defender.Formats(),
		hydra.Formats(),
		ivil.Formats(),
		masscan.Formats(),
		metasploit.Formats(),
		naabu.Formats(),
		nessus.Formats(),
		nettacker.Formats(),
		nexpose.Formats(),
		nikto.Formats(),
		nmap.Formats(),
		nuclei.Formats(),
		openscap.Formats(),
		openvas.Formats(),
		openvex.Formats(),
		osv.Formats(),
		qualys.Formats(),
		saint.Formats(),
		sarif.Formats(),
		wapiti.Formats(),
		webinspect.Formats(),
		zap.Formats(),
		zgrab.Formats(),
		generic.Formats(), // last: any object with "findings" is one
	)
}
