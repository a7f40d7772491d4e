package ident

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/sources.tsv
var sourceData string

// source is a known source of events.
type source struct {
	name   string // normal form
	strong bool   // the name alone tells that a number behind it is an event
}

// sources returns the known sources by the normal form of each of their
// spellings. It is made once and never changed.
var sources = sync.OnceValue(func() map[string]source {
	m := map[string]source{}
	for f := range rowsOf(sourceData) {
		name := squeeze(f[0])
		same := name
		if f[2] != "" {
			same = squeeze(f[2])
		}
		m[name] = source{same, f[1] == "strong"}
	}
	return m
})

// SourceName returns the normal form of the name of an event source: lower case
// without blanks, one spelling for those that are the same source ("Service
// Control Manager" is servicecontrolmanager, and so is Service_Control_Manager).
func SourceName(name string) string {
	n := squeeze(name)
	if s, ok := sources()[n]; ok {
		return s.name
	}
	return n
}

// KnownSource reports whether name is a source of events that is known here, and
// whether it means nothing else.
func KnownSource(name string) (known, strong bool) {
	s, ok := sources()[squeeze(name)]
	return ok, s.strong
}

// EventID returns the normal form of an event: "w3svc/115", "/7023" without a
// source.
func EventID(source, number string) string {
	return SourceName(source) + "/" + strings.TrimLeft(number, "0")
}

// squeeze returns a name in lower case without blanks, underscores and points.
func squeeze(name string) string {
	var b strings.Builder
	for i := 0; i < len(name) && b.Len() < maxLowered; i++ {
		switch c := name[i]; {
		case c == ' ' || c == '\t' || c == '_' || c == '.' || c == '"' || c == '\'':
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c | 0x20)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
