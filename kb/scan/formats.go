package scan

import (
	"slices"

	"kbadvisor/kb/scan/naabu"
	"kbadvisor/kb/scan/nexpose"
	"kbadvisor/kb/scan/qualys"
	"kbadvisor/kb/scan/stream"
	"kbadvisor/kb/scan/zap"
)

// Formats returns all formats, in the order in which they are asked whether a
// report is theirs.
func Formats() []stream.Format {
	return slices.Concat(
		naabu.Formats(),
		nexpose.Formats(),
		qualys.Formats(),
		zap.Formats(),
	)
}
