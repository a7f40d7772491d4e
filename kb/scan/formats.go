package scan

import (
	"kbadvisor/kb/scan/naabu"
)

// Formats returns all formats, in the order in which they are asked whether a
// report is theirs.
func Formats() []Format {
	return []Format{
		{"naabu-json", "naabu -json", "every open port", naabu.Is, naabu.Read},
	}
}
