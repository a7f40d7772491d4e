package ident

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestTables(t *testing.T) {
	k := known()
	if len(k.win32) < 1000 || len(k.result) < 200 || len(k.stop) < 100 {
		t.Errorf("tables of %d, %d and %d rows: not read whole", len(k.win32), len(k.result), len(k.stop))
	}
	for n, e := range k.win32 {
		if n <= 0 || e.name == "" || e.text != strings.TrimSpace(e.text) {
			t.Errorf("Win32 %d: bad row %+v", n, e)
		}
	}
	for v := range k.result {
		if v>>31 == 0 {
			t.Errorf("result %08X reports success", v)
		}
	}
}

func TestWin32(t *testing.T) {
	for _, c := range []struct {
		number     int
		name, text string
	}{
		{5, "ERROR_ACCESS_DENIED", "Access is denied."},
		{1722, "RPC_S_SERVER_UNAVAILABLE", "The RPC server is unavailable."},
		{2140, "NERR_InternalError", "An internal Windows NT error occurred."},
		{10061, "WSAECONNREFUSED", "No connection could be made because the target machine actively refused it."},
		{12007, "ERROR_INTERNET_NAME_NOT_RESOLVED", "The server name or address could not be resolved"},
	} {
		name, text, ok := Win32(c.number)
		if !ok || name != c.name || text != c.text {
			t.Errorf("Win32(%d) = %q, %q, %v", c.number, name, text, ok)
		}
	}
	if _, _, ok := Win32(-1); ok {
		t.Error("Win32(-1) is known")
	}
}

func TestWin32ByText(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int
	}{
		{"The specified module could not be found.", []int{126}},
		{"The specified service is disabled and cannot be started.", []int{1058}},
		{"access is\r\n   denied", []int{5}},
		{"Logon failure: the user has not been granted the requested logon type at this computer.", []int{1380, 1385}},
		{"", nil},
		{"something else", nil},
	} {
		if diff := cmp.Diff(c.want, Win32ByText(c.text)); diff != "" {
			t.Errorf("Win32ByText(%q): -want +got:\n%s", c.text, diff)
		}
	}
}

func TestResult(t *testing.T) {
	for _, c := range []struct {
		value      uint32
		name, text string
	}{
		{0x80070005, "E_ACCESSDENIED", "General access denied error"},
		{0x80070035, "ERROR_BAD_NETPATH", "The network path was not found."},
		{0x80070002, "ERROR_FILE_NOT_FOUND", "The system cannot find the file specified."},
		{0xC0000005, "STATUS_ACCESS_VIOLATION", ""},
	} {
		name, text, ok := Result(c.value)
		if !ok || name != c.name || text != c.text {
			t.Errorf("Result(%08X) = %q, %q, %v", c.value, name, text, ok)
		}
	}
	if _, _, ok := Result(0x80991234); ok {
		t.Error("Result(80991234) is known")
	}
}

func TestSymbolAndStop(t *testing.T) {
	if kind, id, ok := Symbol("E_ACCESSDENIED"); kind != kb.IdentResult || id != "0x80070005" || !ok {
		t.Errorf("Symbol = %s %s %v", kind, id, ok)
	}
	if name, ok := Stop(0x0A); name != "IRQL_NOT_LESS_OR_EQUAL" || !ok {
		t.Errorf("Stop = %q, %v", name, ok)
	}
}

func TestSourceName(t *testing.T) {
	for in, want := range map[string]string{
		"Service Control Manager": "servicecontrolmanager",
		"Service_Control_Manager": "servicecontrolmanager",
		"NetBT":                   "netbt",
		"MSExchange MTA":          "msexchangemta",
		"Redirector":              "rdr",
		"Dr. Watson":              "drwatson",
		"Some Driver":             "somedriver",
	} {
		if got := SourceName(in); got != want {
			t.Errorf("SourceName(%q) = %q, want %q", in, got, want)
		}
	}
	if got := EventID("", "07023"); got != "/7023" {
		t.Errorf("EventID = %q", got)
	}
}

// Every source is spelled once, and the name that another spelling points to has
// a row of its own.
func TestSourceTable(t *testing.T) {
	var seen, others []string
	for f := range rowsOf(sourceData) {
		if len(f) != 3 || f[1] != "strong" && f[1] != "weak" {
			t.Errorf("bad row %q", f)
			continue
		}
		if f[2] == "" {
			seen = append(seen, squeeze(f[0]))
		} else {
			others = append(others, squeeze(f[2]))
		}
	}
	slices.Sort(seen)
	if n := len(slices.Compact(slices.Clone(seen))); n != len(seen) {
		t.Errorf("%d names, %d of them different", len(seen), n)
	}
	for _, o := range others {
		if !slices.Contains(seen, o) {
			t.Errorf("%q has no row of its own", o)
		}
	}
}
