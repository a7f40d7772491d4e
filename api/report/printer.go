package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// labelWidth is the columns of a label before what is said.
const labelWidth = 10

// barWidth is the columns of the longest bar.
const barWidth = 24

// printer writes clean text in columns. It keeps the first error for Flush.
type printer struct {
	out   *bufio.Writer
	width int
	color bool
}

func newPrinter(w io.Writer, o Options) *printer {
	p := &printer{out: bufio.NewWriter(w), width: o.Width, color: o.Color}
	if p.width <= 0 {
		p.width = textWidth
	}
	return p
}

func (p *printer) bold(text string) string  { return p.styled("1", text) }
func (p *printer) faint(text string) string { return p.styled("2", text) }
func (p *printer) mark(text string) string  { return p.styled("1;33", text) }
func (p *printer) warn(text string) string  { return p.styled("1;31", text) }

func (p *printer) styled(style, text string) string {
	if !p.color || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// title writes the heading of a part.
func (p *printer) title(text string) {
	fmt.Fprintf(p.out, "\n%s\n", p.bold(text))
}

// line writes a text, indented; a long one goes on in further lines. Its arguments
// are clean already.
func (p *printer) line(indent int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if text == "" {
		fmt.Fprintln(p.out)
	}
	for i, l := range Wrap(text, p.width-indent-2) {
		if i > 0 {
			l = "  " + l
		}
		fmt.Fprintf(p.out, "%s%s\n", strings.Repeat(" ", indent), l)
	}
}

// labelled writes a label and the lines of a text beside it, or nothing when there
// is no text.
func (p *printer) labelled(indent int, label, text string) {
	for para := range strings.Lines(text) {
		for _, l := range Wrap(CleanLine(para), p.width-indent-labelWidth) {
			p.beside(indent, label, l)
			label = ""
		}
	}
}

func (p *printer) beside(indent int, label, text string) {
	fmt.Fprintf(p.out, "%s%s%s\n", strings.Repeat(" ", indent), p.faint(fmt.Sprintf("%-*s", labelWidth, label)), text)
}

// quote writes a passage beside a label, with the words that count marked.
func (p *printer) quote(indent int, label string, q passage) {
	words := strings.Fields(oneLine(q.Words, textQuote))
	for i, w := range words {
		words[i] = p.mark(w)
	}
	room := max(0, (textQuote-len(q.Words))/2)
	before, after := oneLine(tail(q.Before, room), textQuote), oneLine(cut(q.After, room), textQuote)
	text := glue(before, q.Before, strings.Join(words, " "), q.After, after)
	for _, l := range Wrap(text, p.width-indent-labelWidth) {
		p.beside(indent, label, l)
		label = ""
	}
}

// glue puts three texts together again that were made one line each, with blanks
// where there were some.
func glue(before, rawBefore, words, rawAfter, after string) string {
	if before != "" && strings.TrimRight(rawBefore, " \t\r\n") != rawBefore {
		before += " "
	}
	if after != "" && strings.TrimLeft(rawAfter, " \t\r\n") != rawAfter {
		after = " " + after
	}
	return before + words + after
}

// tail returns the end of a text, at most n bytes, with a mark when something is
// gone.
func tail(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return "… " + strings.ToValidUTF8(text[len(text)-n:], "")
}

// bar writes a count with its share of a total as a bar.
func (p *printer) bar(label string, n, total int, says string) {
	size := max(1, (n*barWidth+total/2)/total)
	line := fmt.Sprintf("  %-18s%8s  %s", CleanLine(label), number(n), strings.Repeat("█", size))
	if says != "" && p.width >= 18+8+barWidth+6+len(says) {
		line += strings.Repeat(" ", barWidth-size+2) + p.faint(says)
	}
	fmt.Fprintln(p.out, line)
}
