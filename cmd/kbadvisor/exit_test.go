package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

func TestCode(t *testing.T) {
	_, syntax := query.Parse("after:lunch")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		err  error
		want int
	}{
		{"nothing", t.Context(), nil, exitDone},
		{"nothing after an interrupt", ended, nil, exitDone},
		{"any error", t.Context(), errors.New("disk"), exitFailures},
		{"usage", t.Context(), fmt.Errorf("x: %w", usagef("y")), exitUsage},
		{"bad query", t.Context(), fmt.Errorf("search: %w", syntax), exitUsage},
		{"no id", t.Context(), fmt.Errorf("show: %w", kb.ErrBadID), exitUsage},
		{"too broad", t.Context(), index.ErrTooBroad, exitUsage},
		{"bad page", t.Context(), index.ErrBadPage, exitUsage},
		{"absent", t.Context(), fmt.Errorf("get: %w", kb.ErrNotFound), exitNotFound},
		{"in use", t.Context(), fmt.Errorf("open: %w", index.ErrInUse), exitInUse},
		{"interrupted", ended, fmt.Errorf("import: %w", context.Canceled), exitInterrupted},
		{"fails after an interrupt", ended, errors.New("disk"), exitFailures},
		{"somebody else's context", t.Context(), context.Canceled, exitFailures},
	} {
		if got := code(c.ctx, c.err); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

// TestReadmeHasTheExitCodes compares the table of the README with the help.
func TestReadmeHasTheExitCodes(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := strings.ReplaceAll(string(text), "`", "")
	rows := regexp.MustCompile(`(?m)^ +(\d+)  (.+)$`).FindAllStringSubmatch(exitHelp, -1)
	if len(rows) < 7 {
		t.Fatalf("%d codes in the help, want all", len(rows))
	}
	for _, r := range rows {
		if row := "| " + r[1] + " | " + r[2] + " |"; !strings.Contains(readme, row) {
			t.Errorf("README.md lacks %q", row)
		}
	}
}
