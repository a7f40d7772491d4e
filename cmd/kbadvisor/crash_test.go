package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/index/ingest"
	"kbadvisor/kb"
)

// longRuns is the variable of the environment that asks for the long suites.
const longRuns = "KBADVISOR_LONG"

// acknowledging is an engine that tells on standard output which articles it has
// acknowledged.
type acknowledging struct{ index.Engine }

func (a acknowledging) Put(ctx context.Context, docs []index.Document) ([]index.Outcome, error) {
	out, err := a.Engine.Put(ctx, docs)
	for _, d := range docs {
		if err == nil {
			fmt.Println(d.Article.ID)
		}
	}
	return out, err
}

// acked is the program that TestKill kills: acked DIR SOURCE imports a source in
// small batches.
func acked() {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	e, err := bleve.Open(ctx, bleve.Config{Dir: os.Args[1], Logger: log})
	if err == nil {
		var im *ingest.Importer
		if im, err = ingest.New(ingest.Config{Engine: acknowledging{e}, Batch: 100, Logger: log}); err == nil {
			_, err = im.Import(ctx, ingest.Run{Sources: os.Args[2:]})
		}
	}
	if err == nil {
		err = e.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "acked:", err)
		os.Exit(exitFailures)
	}
}

// TestKill kills imports at random moments. The folder has to open afterwards,
// every article that was acknowledged has to be there as it was, and running the
// import again has to complete it. It kills four times, and twenty with
// KBADVISOR_LONG=1.
func TestKill(t *testing.T) {
	kills := 4
	if os.Getenv(longRuns) != "" {
		kills = 20
	}
	sources := articlesOf(3000)
	archive := filepath.Join(t.TempDir(), "articles.tar")
	writeTar(t, archive, sources)
	start := time.Now()
	importUntil(t, t.TempDir(), archive, time.Hour)
	whole := time.Since(start)

	for kills > 0 {
		dir := t.TempDir()
		known := map[kb.ID]bool{}
		for range min(2, kills) { // into a new folder, then into what the first left
			kills--
			after := rand.N(whole)
			for _, id := range importUntil(t, dir, archive, after) {
				known[id] = true
			}
			t.Logf("killed after %v, %d articles acknowledged", after, len(known))
			checkStored(t, dir, sources, known)
		}
		importUntil(t, dir, archive, time.Hour)
		for id := range sources {
			known[id] = true
		}
		checkStored(t, dir, sources, known)
	}
}

// importUntil runs an import, kills it after a time, and returns the articles
// that it had acknowledged by then.
func importUntil(t *testing.T, dir, source string, after time.Duration) []kb.ID {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "acked", dir, source)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // it may have ended by itself
	defer kill.Stop()
	var ids []kb.ID
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		ids = append(ids, kb.ID(lines.Text()))
	}
	if err := cmd.Wait(); err != nil && cmd.ProcessState.Exited() {
		t.Fatalf("import: %v\n%s", err, &errs)
	}
	return ids
}

// checkStored opens a data folder and wants articles to be there as they were,
// all articles to be searchable, and nothing to be damaged.
func checkStored(t *testing.T, dir string, sources map[kb.ID]string, known map[kb.ID]bool) {
	t.Helper()
	e, err := bleve.Open(t.Context(), bleve.Config{Dir: dir})
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer e.Close()
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	for id := range known {
		doc, err := e.Get(t.Context(), id)
		if err != nil {
			t.Fatalf("acknowledged, and lost: %v", err)
		}
		if string(doc.Article.Source) != sources[id] {
			t.Fatalf("%s is not what was imported", id)
		}
	}
	if faults, err := e.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("verify: %v, %v", faults, err)
	}
	s, err := e.Stats(t.Context())
	if err != nil || s.Articles < len(known) || s.Searchable != s.Articles {
		t.Fatalf("want at least %d articles, all of them searchable; got %+v, %v", len(known), s, err)
	}
}

// articlesOf makes articles in KB text.
func articlesOf(n int) map[kb.ID]string {
	words := strings.Fields("server client queue folder reply session account disk volume event driver port header cache")
	rng := rand.New(rand.NewPCG(1, 2))
	out := map[kb.ID]string{}
	for i := range n {
		id := kb.ID(fmt.Sprintf("Q%d", 700000+i))
		var body strings.Builder
		for range 40 + rng.IntN(200) {
			body.WriteString(words[rng.IntN(len(words))] + " ")
		}
		out[id] = fmt.Sprintf("DOCUMENT:%s  01-FEB-2001  [test]\nTITLE   :Article %d Is Kept\nPRODUCT :Example Server\nPROD/VER:\nOPER/SYS:\nKEYWORDS:kbtest\n\n%s\nSYMPTOMS\n========\n\n%s\n\n%s\nKeywords          : kbtest\n",
			id, i, strings.Repeat("=", 70), body.String(), strings.Repeat("=", 70))
	}
	return out
}

// writeTar writes articles into an archive.
func writeTar(t *testing.T, path string, sources map[kb.ID]string) {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for id, text := range sources {
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: string(id) + ".TXT", Size: int64(len(text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
