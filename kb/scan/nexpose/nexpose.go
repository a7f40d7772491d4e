// Package nexpose reads the reports of Nexpose (InsightVM): the XML export 1.0 and
// 2.0, and the older simple XML.
//
// The export has its tests first and what they are about last, in
// VulnerabilityDefinitions; the ids of both differ in case. It is read twice: the
// definitions, then the tests. A test that found something is a finding; a
// definition whose tests found nothing, or that has none, is one as well, without a
// host and with what its tests said as status.
package nexpose

import (
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "nexpose-xml", Title: "Nexpose XML export 1.0 and 2.0",
		Reads: "every test that found something, with its definition, and every other definition; service banners and fingerprints",
		Is:    func(h stream.Head) bool { return h.Root == "NexposeReport" }, Reader: read,
	}, {
		Name: "nexpose-simple-xml", Title: "Nexpose simple XML",
		Reads: "every vulnerability of a device or a service, with its references and fingerprints",
		Is:    func(h stream.Head) bool { return h.Root == "NeXposeSimpleXML" }, Reader: readSimple,
	}}
}
