package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// console is where the program writes, with what is known of who reads it.
type console struct {
	io.Writer
	terminal bool // somebody looks at it
	colour   bool // and colour is welcome
	lively   bool // and lines may be drawn over
}

// newConsole describes a writer.
func newConsole(w io.Writer) console {
	f, ok := w.(*os.File)
	c := console{Writer: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
	c.lively = c.terminal && os.Getenv("TERM") != "dumb"
	c.colour = c.lively && os.Getenv("NO_COLOR") == ""
	return c
}

// width returns the columns of the terminal, or other when there is none.
func (c console) width(other int) int {
	if f, ok := c.Writer.(*os.File); ok && c.terminal {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return other
}

// bold returns the text in bold type where colour is welcome.
func (c console) bold(text string) string { return c.styled("1", text) }

// faint returns the text in weak type where colour is welcome.
func (c console) faint(text string) string { return c.styled("2", text) }

// mark returns the text as a word that was found.
func (c console) mark(text string) string { return c.styled("1;33", text) }

func (c console) styled(style, text string) string {
	if !c.colour || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// printf writes a line or a part of one. Its arguments are clean already.
func (c console) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(c, format, args...)
	return err
}

// json writes a value as indented JSON.
func (c console) json(v any) error {
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = c.Write(append(cleanJSON(out), '\n'))
	return err
}

// jsonLine writes a value as one line of JSON.
func jsonLine(w io.Writer, v any) error {
	out, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(cleanJSON(out), '\n'))
	return err
}
