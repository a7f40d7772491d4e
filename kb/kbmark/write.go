package kbmark

import (
	"regexp"
	"strings"
)

// mdWriter writes blocks of KB text as Markdown.
type mdWriter struct {
	strings.Builder
	list bool // write the list of products, which front matter has too
}

// writeBlocks writes the blocks, literal ones as fenced code.
func (w *mdWriter) writeBlocks(blocks []block) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch b.kind {
		case literal:
			j := i + 1
			lines := append([]string(nil), b.lines...)
			for j < len(blocks) && blocks[j].kind == literal && blocks[j].depth == b.depth {
				lines = append(append(lines, ""), blocks[j].lines...)
				j++
			}
			w.fence(b.depth, lines)
			i = j - 1
		case subheading:
			w.WriteString("### " + escape(strings.TrimSpace(b.lines[0])) + "\n\n")
		case rule:
			w.WriteString("* * *\n\n")
		case alternative:
			w.WriteString(indentFor(b.depth) + "*" + escape(b.lines[0]) + "*\n\n")
		case item:
			marker, extra, _ := strings.Cut(b.marker, " ")
			if extra != "" {
				extra = escape(extra) + " "
			}
			w.WriteString(indentFor(b.depth-1) + padMarker(marker) + extra + escape(join(b.lines)) + "\n\n")
		case paragraph:
			w.paragraph(b)
		default:
			w.WriteString(indentFor(b.depth) + escape(join(b.lines)) + "\n\n")
		}
	}
}

// paragraph writes a paragraph, its lines kept apart when they mean something.
func (w *mdWriter) paragraph(b block) {
	if isWrapped(b.lines) {
		w.WriteString(escape(join(b.lines)) + "\n\n")
		return
	}
	for i, l := range b.lines {
		if i > 0 {
			w.WriteString("\\\n")
		}
		w.WriteString(escape(strings.Join(strings.Fields(l), " ")))
	}
	w.WriteString("\n\n")
}

// indentFor returns the indent of text inside lists of the depth; every marker is
// padded to four columns.
func indentFor(depth int) string { return strings.Repeat("    ", max(depth, 0)) }

func padMarker(m string) string { return m + strings.Repeat(" ", max(4-len(m), 1)) }

// fence writes literal lines as fenced code, their common indent taken off.
func (w *mdWriter) fence(depth int, lines []string) {
	mark := strings.Repeat("`", max(3, longestRun(lines, '`')+1))
	in := indentFor(depth)
	common := commonIndent(lines)
	w.WriteString(in + mark + "\n")
	for _, l := range lines {
		if l != "" {
			w.WriteString(in + l[len(common):])
		}
		w.WriteByte('\n')
	}
	w.WriteString(in + mark + "\n\n")
}

// longestRun returns the length of the longest run of the mark in the lines.
func longestRun(lines []string, mark byte) int {
	longest := 0
	for _, l := range lines {
		run := 0
		for i := 0; i < len(l); i++ {
			if run++; l[i] != mark {
				run = 0
			}
			longest = max(longest, run)
		}
	}
	return longest
}

// commonIndent returns the blanks that all the lines that are not empty begin with.
func commonIndent(lines []string) string {
	common, first := "", true
	for _, l := range lines {
		if l == "" {
			continue
		}
		in := l[:len(l)-len(strings.TrimLeft(l, " \t"))]
		if first {
			common, first = in, false
		}
		for !strings.HasPrefix(in, common) {
			common = common[:len(common)-1]
		}
	}
	return common
}

// join makes one line of the lines of a paragraph. Words that are broken at a
// hyphen, and paths at a slash, are put together again.
func join(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		l = strings.Join(strings.Fields(l), " ")
		if i > 0 && !brokenWord(b.String()) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// brokenWord reports whether the text ends within a word: in a hyphen behind a
// letter or digit, or in a slash of a path.
func brokenWord(s string) bool {
	if len(s) < 2 {
		return false
	}
	last, before := s[len(s)-1], s[len(s)-2]
	return (last == '-' || last == '/' || last == '\\') && (before >= '0' && before <= '9' || before|0x20 >= 'a' && before|0x20 <= 'z')
}

var (
	bareURLRE = regexp.MustCompile(`(?:https?|ftp)://[^\s<>"'()\[\]]+[^\s<>"'()\[\].,;:!?]`)
	specialRE = regexp.MustCompile("[\\\\`*_\\[\\]<>&]")
	startRE   = regexp.MustCompile(`^(?:[#+=~|-]|\d+[.)](?:\s|$))`)
)

// escape returns plain text as Markdown that shows it unchanged. Addresses become
// links.
func escape(s string) string {
	var b strings.Builder
	at := 0
	for _, m := range bareURLRE.FindAllStringIndex(s, -1) {
		b.WriteString(escapeMarks(s[at:m[0]]))
		b.WriteString("<" + s[m[0]:m[1]] + ">")
		at = m[1]
	}
	b.WriteString(escapeMarks(s[at:]))
	out := b.String()
	if loc := startRE.FindStringIndex(out); loc != nil {
		i := strings.IndexAny(out, "#+=~|-.)")
		out = out[:i] + `\` + out[i:]
	}
	return out
}

func escapeMarks(s string) string {
	return specialRE.ReplaceAllString(s, `\$0`)
}
