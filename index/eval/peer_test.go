package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kbadvisor/index/eval"
	"kbadvisor/kb/kbtest"
)

// peer is the other implementation of the same rules, a script.
type peer struct {
	python, script string
	lines          []json.RawMessage // of the labelled observations
	cases          []eval.Case
}

func newPeer(t *testing.T) peer {
	dir := filepath.Join(kbtest.Shared(t), "eval")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("needs python3")
	}
	text, err := os.ReadFile(filepath.Join(dir, "observations-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	p := peer{python: python, script: filepath.Join(dir, "eval.py")}
	for line := range bytes.Lines(text) {
		p.lines = append(p.lines, bytes.TrimSpace(line))
	}
	if p.cases, err = eval.ReadCases(bytes.NewReader(text)); err != nil || len(p.cases) != len(p.lines) {
		t.Fatal(len(p.cases), len(p.lines), err)
	}
	return p
}

// TestPeer says that random runs have the figures here that the script gives
// them, over all cases and for each value of each field.
func TestPeer(t *testing.T) {
	p := newPeer(t)
	for i, threshold := range []float64{0, 0.4} {
		run := p.randomRun(rand.New(rand.NewPCG(uint64(i), 7)))
		parsed, err := eval.ReadRun(strings.NewReader(run))
		if err != nil {
			t.Fatal(err)
		}
		p.compare(t, "all", p.lines, run, threshold, eval.Evaluate(p.cases, parsed, eval.Options{Threshold: threshold}).All)
		if threshold > 0 {
			continue
		}
		for _, by := range []eval.Field{eval.ByKind, eval.ByDifficulty, eval.ByProtocol} {
			for _, g := range eval.Evaluate(p.cases, parsed, eval.Options{Threshold: threshold, By: by}).Groups {
				p.compare(t, string(by)+"="+g.Name, p.having(t, by, g.Name), run, threshold, g.Metrics)
			}
		}
	}
}

// having returns the observations with a value in a field.
func (p peer) having(t *testing.T, by eval.Field, value string) []json.RawMessage {
	var out []json.RawMessage
	for _, line := range p.lines {
		var o map[string]any
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if o[string(by)] == value {
			out = append(out, line)
		}
	}
	return out
}

// randomRun answers every case with right, wrong and neutral articles in all
// spellings, twice the same at times, or with nothing.
func (p peer) randomRun(rnd *rand.Rand) string {
	var b strings.Builder
	for _, c := range p.cases {
		var pool []string
		for _, l := range c.Relevant {
			pool = append(pool, string(l.ID))
		}
		for _, id := range c.Neutral {
			pool = append(pool, string(id))
		}
		var items []string
		for range rnd.IntN(14) {
			id := "Q" + strconv.Itoa(900000+rnd.IntN(50))
			if len(pool) > 0 && rnd.IntN(2) == 0 {
				id = pool[rnd.IntN(len(pool))]
			}
			if rnd.IntN(4) == 0 {
				id = strings.ToLower(id)
			}
			items = append(items, fmt.Sprintf(`{"id":%q,"confidence":%.3f}`, id, rnd.Float64()))
		}
		if rnd.IntN(20) > 0 {
			fmt.Fprintf(&b, `{"id":%q,"results":[%s]}`+"\n", c.ID, strings.Join(items, ","))
		}
	}
	return b.String()
}

// compare runs the script over some observations and compares all figures that it
// gives.
func (p peer) compare(t *testing.T, name string, lines []json.RawMessage, run string, threshold float64, got eval.Metrics) {
	t.Helper()
	dir := t.TempDir()
	obs, file := filepath.Join(dir, "obs.jsonl"), filepath.Join(dir, "run.jsonl")
	write(t, obs, string(bytes.Join(toBytes(lines), []byte("\n"))))
	write(t, file, run)
	args := []string{p.script, obs, file, "--json"}
	if threshold > 0 {
		args = append(args, "--threshold", fmt.Sprint(threshold))
	}
	out, err := exec.CommandContext(t.Context(), p.python, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var want, have map[string]*float64
	mine, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for text, into := range map[string]*map[string]*float64{string(out): &want, string(mine): &have} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
	}
	if len(want) < 14 {
		t.Errorf("%s: the script gives %d figures", name, len(want))
	}
	for key, w := range want {
		h, ok := have[key]
		if !ok || (w == nil) != (h == nil) || w != nil && math.Abs(*w-*h) > 1e-12 {
			t.Errorf("%s: %s is %v, the script says %v", name, key, show(h), show(w))
		}
	}
}

func toBytes(lines []json.RawMessage) [][]byte {
	out := make([][]byte, len(lines))
	for i, l := range lines {
		out[i] = l
	}
	return out
}

func show(v *float64) string {
	if v == nil {
		return "undefined"
	}
	return fmt.Sprint(*v)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
