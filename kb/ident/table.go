package ident

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"kbadvisor/kb"
)

//go:embed data/win32.tsv
var win32Data string

//go:embed data/result.tsv
var resultData string

//go:embed data/stop.tsv
var stopData string

// entry is what is known of a number. Text is empty where it is not known
// exactly, earlier is the text of older systems where it is another one.
type entry struct{ name, text, earlier string }

// named is what a symbolic name stands for.
type named struct {
	kind kb.IdentifierKind
	id   string
}

// tables are the known numbers and names.
type tables struct {
	win32  map[int]entry
	result map[uint32]entry
	stop   map[uint32]entry
	names  map[string]named
}

// known returns the tables. They are read once and never changed.
var known = sync.OnceValue(func() *tables {
	t := &tables{win32: map[int]entry{}, result: map[uint32]entry{}, stop: map[uint32]entry{}, names: map[string]named{}}
	for f := range rowsOf(stopData) {
		v := hexOf(f[0])
		t.stop[v] = entry{name: f[1]}
		t.names[f[1]] = named{kb.IdentStop, hexID(v)}
	}
	for f := range rowsOf(win32Data) {
		n, _ := strconv.Atoi(f[0])
		e := entry{name: f[1], text: f[2]}
		if len(f) > 3 {
			e.earlier = f[3]
		}
		t.win32[n] = e
		t.names[f[1]] = named{kb.IdentWin32, f[0]}
	}
	for f := range rowsOf(resultData) {
		v := hexOf(f[0])
		t.result[v] = entry{name: f[1], text: f[2]}
		if f[1] != "" {
			t.names[f[1]] = named{kb.IdentResult, hexID(v)}
		}
	}
	return t
})

// rowsOf yields the fields of each row of a table.
func rowsOf(data string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// hexOf returns the value of up to 8 hexadecimal digits.
func hexOf(s string) uint32 {
	v, _ := strconv.ParseUint(s, 16, 32)
	return uint32(v)
}

// hexID returns a value as 0x and 8 upper-case digits.
func hexID(v uint32) string {
	const digits = "0123456789ABCDEF"
	b := []byte("0x00000000")
	for i := len(b) - 1; v != 0; i-- {
		b[i] = digits[v&15]
		v >>= 4
	}
	return string(b)
}

// Win32 returns the symbolic name of a Win32, Winsock, LAN Manager, RAS or WinINet
// error number and the system's text for it. The text is empty where it is not
// known exactly.
func Win32(number int) (name, text string, ok bool) {
	e, ok := known().win32[number]
	return e.name, e.text, ok
}

// Result returns the symbolic name of an HRESULT or NTSTATUS value and the
// system's text for it; either may be empty. A value that wraps a Win32 number
// has that number's name and text when it has none of its own.
func Result(value uint32) (name, text string, ok bool) {
	e, ok := known().result[value]
	if n, wraps := wrapped(value); wraps && e.name == "" {
		w, found := known().win32[n]
		if e.text != "" {
			w.text = e.text
		}
		return w.name, w.text, ok || found
	}
	return e.name, e.text, ok
}

// Stop returns the symbolic name of a STOP code.
func Stop(code uint32) (name string, ok bool) {
	e, ok := known().stop[code]
	return e.name, ok
}

// Symbol returns the kind and the normal form of what a symbolic name stands
// for: ERROR_ACCESS_DENIED is the Win32 number 5. Names are in upper case.
func Symbol(name string) (kind kb.IdentifierKind, id string, ok bool) {
	n, ok := known().names[name]
	return n.kind, n.id, ok
}

// facilityWin32 is the facility of values that wrap a Win32 number.
const facilityWin32 = 7

// wrapped returns the Win32 number that a value wraps.
func wrapped(v uint32) (int, bool) {
	if hi := v >> 16; hi != 0x8000|facilityWin32 && hi != 0xC000|facilityWin32 || v&0xFFFF == 0 {
		return 0, false
	}
	return int(v & 0xFFFF), true
}
