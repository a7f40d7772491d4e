package reply

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"kbadvisor/kb"
)

//go:embed codes.tsv
var codes string

// rowKey names a row of the table. In the key of an enhanced status code X stands
// for the class.
type rowKey struct {
	protocol kb.Protocol
	code     string
}

type row struct {
	source   string
	text     string
	commands []string
}

// table returns the rows of codes.tsv. Nobody may change it.
var table = sync.OnceValue(func() map[rowKey]row {
	out, err := readTable(codes)
	if err != nil {
		panic(fmt.Sprintf("reply: %v", err)) // embedded, so a test has seen it
	}
	return out
})

// readTable reads lines of five fields with tabs between them. Lines that begin
// with # are comments.
func readTable(text string) (map[rowKey]row, error) {
	out := map[rowKey]row{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("codes.tsv:%d: %d fields, want protocol, code, source, meaning, commands", n, len(f))
		}
		key := rowKey{kb.Protocol(f[0]), f[1]}
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("codes.tsv:%d: %s %s stands there twice", n, f[0], f[1])
		}
		out[key] = row{source: f[2], text: f[3], commands: strings.Fields(f[4])}
	}
	return out, nil
}
