package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// program is one run of the command.
type program struct {
	in      io.Reader
	out     console
	err     console
	started bool // the command line made sense
	level   slog.Level
}

// run executes the command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{in: stdin, out: newConsole(stdout), err: newConsole(stderr), level: slog.LevelWarn}
	root := p.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !p.started {
		err = &exit{code: exitUsage, err: err}
	}
	p.complain(err, cmd.CommandPath())
	return code(ctx, err)
}

// start is what every command does first.
func (p *program) start(cmd *cobra.Command, _ []string) error {
	if err := applyEnv(cmd, os.LookupEnv); err != nil {
		return err
	}
	p.started = true
	return nil
}

// complain tells the user about an error and what can be done about it.
func (p *program) complain(err error, command string) {
	if e, ok := err.(*exit); err == nil || ok && e.err == nil {
		return
	}
	if errors.Is(err, context.Canceled) {
		p.note("interrupted: what was acknowledged is kept")
		return
	}
	first, more, _ := strings.Cut(err.Error(), "\n")
	p.note("%s", cleanLine(first))
	if more != "" {
		p.err.printf("%s\n", clean(strings.TrimRight(more, "\n")))
	}
	if h := hint(err, command); h != "" {
		p.err.printf("hint: %s\n", cleanLine(h))
	}
}

// note writes one line to standard error. A standard error that cannot be
// written leaves nobody to tell.
func (p *program) note(format string, args ...any) {
	_ = p.err.printf("kbadvisor: "+format+"\n", args...)
}
