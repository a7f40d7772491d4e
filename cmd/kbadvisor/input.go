package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf16"

	"golang.org/x/term"

	v1 "kbadvisor/api/v1"
)

// inputHelp tells how the argument of match, observe and explain is read.
const inputHelp = `The argument is the text itself, the name of a file that has it, or - for standard
input; without an argument, standard input is read when it is not a terminal. An
argument that names an existing file always means the file. Text that begins with
a hyphen stands behind --. The limit is 1 MiB.`

// maxName is the longest argument that may be the name of a file, in bytes.
const maxName = 4096

// input returns the text that the arguments name.
func (p *program) input(args []string) (string, error) {
	switch {
	case len(args) == 0 && interactive(p.in):
		return "", usagef("give a text, the name of a file, or - for standard input")
	case len(args) == 0, len(args) == 1 && args[0] == "-":
		return readInput("standard input", p.in)
	case len(args) > 1:
		return checkInput("the text", strings.Join(args, " "))
	}
	file, err := openInput(args[0])
	if err != nil {
		return "", err
	}
	if file == nil {
		if namesFile(args[0]) {
			p.note("there is no file %s: taken as the text itself", cleanLine(args[0]))
		}
		return checkInput("the text", args[0])
	}
	defer file.Close()
	return readInput(args[0], file)
}

// interactive reports whether a person would have to type the input.
func interactive(in io.Reader) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// openInput opens the file that an argument names, or returns nil when there is
// none. A folder is refused when the argument is written as a path.
func openInput(arg string) (*os.File, error) {
	if len(arg) > maxName || strings.ContainsAny(arg, "\n\x00") {
		return nil, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil: // a text, whatever the reason
		return nil, nil
	case info.IsDir() && strings.ContainsRune(arg, os.PathSeparator):
		return nil, usagef("%s is a folder: name a file", cleanLine(arg))
	case info.IsDir():
		return nil, nil
	}
	return os.Open(arg)
}

// fileName matches a word that is written as the name of a text file.
var fileName = regexp.MustCompile(`(?i)^\S+\.(?:txt|log|jsonl?|md|out|eml|xml|csv)$`)

// namesFile reports whether a text looks like the name of a file.
func namesFile(text string) bool { return len(text) <= maxName && fileName.MatchString(text) }

// readInput reads a text that may be UTF-16, as Windows programs save it.
func readInput(name string, r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, 2*v1.MaxInput+3))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", cleanLine(name), err)
	}
	return checkInput(cleanLine(name), fromUTF16(raw))
}

func checkInput(name, text string) (string, error) {
	if len(text) > v1.MaxInput {
		return "", &exit{code: exitUsage, err: fmt.Errorf("%s is over 1 MiB", name), hint: "give the part around the failure"}
	}
	return text, nil
}

// fromUTF16 returns the text of bytes that begin with the mark of UTF-16, and all
// others as they are.
func fromUTF16(raw []byte) string {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return string(raw)
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, order.Uint16(raw[i:]))
	}
	return string(utf16.Decode(units))
}
