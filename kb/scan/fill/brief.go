package fill

import "strings"

// Brief returns a text that is said once in a report but noted in many findings, such
// as the name of a host: cut, and marked so, when it is over max bytes. Else a report
// could make much more of a text than it has.
func Brief(s string, max int) string {
	if len(s) <= max {
		return s
	}
	return strings.ToValidUTF8(s[:max], "") + " [cut]"
}
