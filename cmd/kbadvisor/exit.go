package main

import (
	"context"
	"errors"
	"fmt"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// The exit codes. exitHelp describes them.
const (
	exitDone        = 0
	exitFailures    = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitDamaged     = 4
	exitFound       = 5
	exitInUse       = 11
	exitInterrupted = 130
)

const exitHelp = `kbadvisor ends with one of these codes:

    0  done
    1  done with failures, or not done: standard error tells what
    2  usage: a command, flag, query or value that makes no sense
    3  not found: no such article, nothing matches or explains it, no data folder yet
    4  damaged: verify found stored articles that are not what was imported
    5  found: link has findings of a kind that --fail-on names
   11  in use: another process has the data folder open
  130  interrupted by a signal; what was acknowledged is kept

serve ends with 0 when it is asked to stop. A second signal ends any command
at once with 1.`

// exit is an error that knows its exit code and what the user can do about it.
type exit struct {
	code int
	err  error  // nil when everything has been said
	hint string // empty when there is none
}

// Error returns the message of the wrapped error.
func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

// Unwrap returns the wrapped error.
func (e *exit) Unwrap() error { return e.err }

// usagef returns an error about how the program was called.
func usagef(format string, args ...any) error {
	return &exit{code: exitUsage, err: fmt.Errorf(format, args...)}
}

// code returns the exit code of an error that a command returned.
func code(ctx context.Context, err error) int {
	var e *exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		return e.code
	case errors.Is(err, index.ErrInUse):
		return exitInUse
	case errors.Is(err, index.ErrDamaged):
		return exitDamaged
	case errors.Is(err, kb.ErrNotFound):
		return exitNotFound
	case errors.Is(err, query.ErrSyntax), errors.Is(err, kb.ErrBadID), errors.Is(err, index.ErrTooBroad), errors.Is(err, index.ErrBadPage):
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return exitInterrupted
	}
	return exitFailures
}

// hint returns what the user can do about an error, or nothing.
func hint(err error, command string) string {
	var e *exit
	switch {
	case errors.As(err, &e) && e.hint != "":
		return e.hint
	case errors.As(err, &e) && e.code == exitUsage:
		return "run '" + command + " --help'"
	case errors.Is(err, index.ErrInUse):
		return "stop that process, ask it over HTTP, or name another folder with --data"
	case errors.Is(err, index.ErrFull):
		return "make room on the disk, or name a folder on another one with --data"
	case errors.Is(err, index.ErrTooBroad):
		return "give more letters or another word"
	}
	return ""
}
