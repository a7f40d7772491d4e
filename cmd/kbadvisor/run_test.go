package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// TestInterruptedImport ends an import in the middle. What it has taken in by
// then is kept, and doing it again completes it.
func TestInterruptedImport(t *testing.T) {
	text, err := os.ReadFile("testdata/kb/Q900101.TXT")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	in, feed := io.Pipe()
	go func() {
		feed.Write(text) // the import has taken this in when Write returns
		cancel()
	}()
	var out, errs bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- run(ctx, []string{"import", "--data", dir, "-"}, in, &out, &errs) }()
	select {
	case got := <-done:
		if got != exitInterrupted {
			t.Errorf("exit code %d, want %d\n%s%s", got, exitInterrupted, &out, &errs)
		}
		if want := "kbadvisor: interrupted"; !strings.Contains(errs.String(), want) {
			t.Errorf("standard error is %q, want %q in it", &errs, want)
		}
	case <-time.After(time.Minute):
		t.Fatal("the import goes on after its context has ended")
	}
	out.Reset()
	if got := run(t.Context(), []string{"import", "--data", dir, "testdata/kb/Q900101.TXT"}, nil, &out, &errs); got != exitDone {
		t.Errorf("again: exit code %d\n%s%s", got, &out, &errs)
	}
	if got := run(t.Context(), []string{"show", "--data", dir, "Q900101"}, nil, &out, &errs); got != exitDone {
		t.Errorf("show: exit code %d\n%s%s", got, &out, &errs)
	}
}

// TestEveryCommandIsComplete wants of every command what the program promises of
// all of them.
func TestEveryCommandIsComplete(t *testing.T) {
	p := &program{out: newConsole(io.Discard), err: newConsole(io.Discard)}
	commands := p.root().Commands()
	if len(commands) < 12 {
		t.Fatalf("%d commands, want all of them", len(commands))
	}
	for _, c := range commands {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(f.Usage, "[$"+envName(f.Name)+"]") {
				t.Errorf("%s --%s: the help does not name its variable", c.Name(), f.Name)
			}
		})
		if c.Short == "" {
			t.Errorf("%s has no description", c.Name())
		}
		if c.IsAdditionalHelpTopicCommand() || c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		if c.Example == "" || c.GroupID == "" || c.RunE == nil || c.Args == nil && c.Name() != "export" && c.Name() != "search" {
			t.Errorf("%s has no example, group, function or arguments", c.Name())
		}
	}
}
