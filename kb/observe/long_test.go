package observe

import (
	"strings"
	"testing"
)

// Inputs that make a reader look back or ahead again and again. Each would take
// minutes if that were not bounded.
func TestLongInputs(t *testing.T) {
	const size = 256 << 10
	for _, part := range []string{
		"a", "error. ", "\"a b c\" ", "(", "(a b) ", "Event ID 7 ", "Event ID: 7\n", "Source: x\n", "Date:\n", "4020 Unable\n", "W3SVC 115 x\n", "Name: x\n",
		"| a-b: c\n", "21/tcp open\n", "? ", "\n", "; ", "C:\\>a\n", "12:00 ", "\u201c", "a,b,c,d,Srv,7,", "\xff", "windows nt account ", "IIS ", "Error 5\n", "530 x\n",
	} {
		o := Read(strings.Repeat(part, size/len(part)), "")
		check(t, o)
	}
}
