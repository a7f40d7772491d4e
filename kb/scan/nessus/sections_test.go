package nessus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
)

// TestSections takes texts apart as the generations of Nessus, and tools that
// convert to its formats, write them.
func TestSections(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"Nessus 2", `The server answers:\n220 ready\n\nSolution : ask the vendor\nRisk factor : High\nCVE : CVE-1999-0497, CAN-2000-0001\nBID : 1, 2`,
			"severity: High\nsolution: ask the vendor\noutput data: The server answers:\n    220 ready\noutput attributes: severity: Security Hole\n" +
				"cites cve: CVE-1999-0497 (cve)\ncites cve: CAN-2000-0001 (cve)\ncites bid: 1 (bid)\ncites bid: 2 (bid)\n"},
		{"converted", `Synopsis :\n\nAnonymous. \n\nRisk Factor :\n\nMedium / CVSS Base Score: 5.0 \n\nPlugin output :\n\n230 ok \n\nCVE:CVE-1999-0497\n`,
			"severity: Medium\ndescription: Anonymous.\noutput plugin_output: 230 ok \noutput attributes: risk factor: Medium / CVSS Base Score: 5.0\n    severity: Security Hole\n" +
				"cites cve: CVE-1999-0497 (cve)\n"},
		{"lines", "Synopsis :\r\nA path C:\\new.\r\nSee also :\r\nthe paper at http://www.example/a\r\n",
			"severity: Security Hole\ndescription: A path C:\\new.\noutput attributes: see also: the paper at http://www.example/a\ncites url: http://www.example/a (see also)\n"},
		{"references only in the output", `Plugin output :\nCVE : unknown\nBID : none\n`, "severity: Security Hole\noutput plugin_output: CVE : unknown\n    BID : none\n"},
		{"nothing", "", "severity: Security Hole\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var f kb.Finding
			fillText(&f, test.in, "Security Hole")
			got := strings.Replace(scantest.Dump([]kb.Finding{f}, nil), "port: 0/ \n", "", 1)
			if diff := cmp.Diff("== 1\n"+test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
