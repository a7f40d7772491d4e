package nmap

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// textScript is a script whose lines are read. Each has a bar before it, the last
// one a bar and a low line.
type textScript struct {
	id   string
	wide bool // old versions write a blank more
	text gathered
}

// scriptLine reads a line of a script.
func (in *textReader) scriptLine(line string) {
	text, last := strings.CutPrefix(line, "|_")
	if !last {
		text = strings.TrimPrefix(line[1:], " ")
	}
	if in.script == nil {
		in.script = &textScript{wide: strings.HasPrefix(text, " ")}
		id, said, ok := strings.Cut(strings.TrimSpace(text), ":")
		if in.script.id = id; !ok {
			in.script.id, said = "script", text
		}
		in.script.text.add(strings.TrimPrefix(said, " "))
	} else {
		if in.script.wide {
			text = strings.TrimPrefix(text, " ")
		}
		in.script.text.add("\n" + text)
	}
	if last {
		in.endScript()
	}
}

// endScript hands over the script that was read.
func (in *textReader) endScript() {
	s := in.script
	if s == nil {
		return
	}
	in.script = nil
	of := kb.Finding{}
	if in.rule == portRule && in.port.number != "" {
		of = in.port.finding()
	}
	f := script{id: s.id, output: s.text.text()}.finding(in.rule, of)
	s.text.warn(&f)
	in.add(f)
}

// maxGathered bounds a text that is put together from lines.
const maxGathered = 8 << 20

// gathered is such a text.
type gathered struct {
	b    strings.Builder
	left int // bytes that were left out
}

func (g *gathered) add(s string) {
	if g.b.Len()+len(s) > maxGathered {
		g.left += len(s)
		return
	}
	g.b.WriteString(s)
}

func (g *gathered) text() string { return g.b.String() }

// warn says in a finding what was left out.
func (g *gathered) warn(f *kb.Finding) {
	if g.left > 0 {
		f.Warnings = append(f.Warnings, fmt.Sprintf("output cut: %d bytes after the first %d left out", g.left, g.b.Len()))
	}
}
