package bleve_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// number returns the nth article of an endless made-up series.
func number(t *testing.T, n int) index.Document {
	return indextest.Text(t, fmt.Sprintf("Q%d", 700000+n), fmt.Sprintf("Article number %d", n),
		fmt.Sprintf("The widget reports code w%d when the frobnicator of kind k%d stops.", n, n%97))
}

// TestVictim stores articles until it is killed, and says after each batch up to
// which number everything is acknowledged. It runs only for TestKill.
func TestVictim(t *testing.T) {
	dir := os.Getenv("KBADVISOR_VICTIM_DIR")
	if dir == "" {
		t.Skip("the process that TestKill kills")
	}
	e := openDir(t, dir)
	s, err := e.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := s.Articles; ; n += 40 {
		var docs []index.Document
		for i := range 40 {
			docs = append(docs, number(t, n+i))
		}
		if _, err := e.Put(t.Context(), docs); err != nil {
			t.Fatal(err)
		}
		fmt.Println("acknowledged", n+40)
		if n%400 == 0 {
			if err := e.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestKill(t *testing.T) {
	dir := t.TempDir()
	acknowledged := 0
	for round := range 20 {
		acknowledged = max(acknowledged, kill(t, dir))
		e := openDir(t, dir)
		if err := e.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		s, err := e.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s.Articles < acknowledged || s.Searchable != s.Articles || s.Lag != 0 {
			t.Fatalf("round %d: %d acknowledged, but %+v", round, acknowledged, s)
		}
		for range min(20, acknowledged) {
			wantNumber(t, e, rand.IntN(acknowledged))
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if t.Logf("%d articles acknowledged over 20 kills", acknowledged); acknowledged == 0 {
		t.Fatal("every kill came before the first batch")
	}
	e := openDir(t, dir)
	defer e.Close()
	for n := range acknowledged {
		if d, err := e.Get(t.Context(), kb.ID(fmt.Sprintf("Q%d", 700000+n))); err != nil ||
			string(d.Article.Source) != string(number(t, n).Article.Source) {
			t.Fatalf("article %d: %v", n, err)
		}
	}
}

// kill runs a victim and kills it at a random moment, mostly counted from its
// first batch, else from its start. It returns what was acknowledged.
func kill(t *testing.T, dir string) (acknowledged int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestVictim$")
	cmd.Env = append(os.Environ(), "KBADVISOR_VICTIM_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end := func() {
		time.Sleep(time.Duration(rand.IntN(500)) * time.Millisecond)
		_ = cmd.Process.Kill()
	}
	started := rand.IntN(4) == 0
	if started {
		go end()
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "acknowledged "); ok {
			acknowledged, _ = strconv.Atoi(text)
		}
		if !started {
			started = true
			go end()
		}
	}
	_ = cmd.Wait()
	return acknowledged
}

// wantNumber checks that an article is stored and found.
func wantNumber(t *testing.T, e index.Engine, n int) {
	t.Helper()
	id := kb.ID(fmt.Sprintf("Q%d", 700000+n))
	if _, err := e.Get(t.Context(), id); err != nil {
		t.Fatalf("article %d: %v", n, err)
	}
	page, err := e.Search(t.Context(), index.Query{Words: []index.Word{{Text: fmt.Sprintf("w%d", n)}}})
	if err != nil || len(page.Hits) != 1 || page.Hits[0].ID != id {
		t.Fatalf("article %d: got %+v, %v", n, page, err)
	}
}

// filled returns a folder with some articles and one generation.
func filled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	e := openDir(t, dir)
	var docs []index.Document
	for n := range 300 {
		docs = append(docs, number(t, n))
	}
	if _, err := e.Put(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(e.Refresh(t.Context()), e.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDamageIsMended(t *testing.T) {
	flip := func(at float64) func(string) error {
		return func(path string) error {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			data[int(at*float64(len(data)-1))] ^= 0x40
			return os.WriteFile(path, data, 0o600)
		}
	}
	empty := func(path string) error { return os.Truncate(path, 0) }
	for _, tt := range []struct {
		name, file string
		damage     func(path string) error
	}{
		{"segment flipped at the start", "shard-0/*.zap", flip(0)},
		{"segment flipped in the middle", "shard-0/*.zap", flip(0.5)},
		{"segment flipped in the footer", "shard-1/*.zap", flip(0.999)},
		{"segment empty", "shard-1/*.zap", empty},
		{"segment missing", "shard-1/*.zap", os.Remove},
		{"root flipped", "shard-0/root.bolt", flip(0.3)},
		{"root empty", "shard-0/root.bolt", empty},
		{"root missing", "shard-0/root.bolt", os.Remove},
		{"manifest flipped", "MANIFEST.json", flip(0.5)},
		{"manifest empty", "MANIFEST.json", empty},
		{"manifest missing", "MANIFEST.json", os.Remove},
		{"other schema", "MANIFEST.json", func(path string) error {
			return os.WriteFile(path, []byte(`{"Schema":9999}`), 0o600)
		}},
		{"generation missing", ".", os.RemoveAll},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filled(t)
			files, err := filepath.Glob(filepath.Join(dir, "gen-*", tt.file))
			if err != nil || len(files) == 0 {
				t.Fatalf("no file: %v", err)
			}
			if err := tt.damage(files[0]); err != nil {
				t.Fatal(err)
			}
			e := openDir(t, dir)
			defer e.Close()
			for _, n := range []int{0, 150, 299} {
				wantNumber(t, e, n)
			}
		})
	}
}

func TestSecondOpenerIsTold(t *testing.T) {
	dir := t.TempDir()
	e := openDir(t, dir)
	_, err := bleve.Open(context.Background(), bleve.Config{Dir: dir})
	if !errors.Is(err, index.ErrInUse) || !strings.Contains(err.Error(), fmt.Sprintf("in use by pid %d since 20", os.Getpid())) {
		t.Errorf("got %v", err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if err := openDir(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFileIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "articles.db")
	if err := os.WriteFile(path, []byte("something else\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bleve.Open(context.Background(), bleve.Config{Dir: dir}); !errors.Is(err, index.ErrDamaged) {
		t.Fatalf("opened a file that is no store: %v", err)
	}
	if data, _ := os.ReadFile(path); string(data) != "something else\n" {
		t.Errorf("the file was changed to %q", data)
	}
}

// TestReadersDuringChanges searches while generations come and go.
func TestReadersDuringChanges(t *testing.T) {
	e := openDir(t, filled(t))
	defer e.Close()
	stop := make(chan struct{})
	failed := make(chan error, 4)
	for range 4 {
		go func() {
			for {
				select {
				case <-stop:
					failed <- nil
					return
				default:
				}
				page, err := e.Search(context.Background(), index.Query{Words: []index.Word{{Text: "frobnicator widget"}}})
				if err == nil && page.Total.Value < 300 {
					err = fmt.Errorf("only %d found", page.Total.Value)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	for n := 300; n < 330; n++ {
		if _, err := e.Put(t.Context(), []index.Document{number(t, n)}); err != nil {
			t.Fatal(err)
		}
		if err := e.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantNumber(t, e, n)
	}
	if problems, err := e.Verify(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("got %v, %v", problems, err)
	}
	if err := e.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	close(stop)
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func TestVerifyTells(t *testing.T) {
	dir := filled(t)
	e := openDir(t, dir)
	defer e.Close()
	files, err := filepath.Glob(filepath.Join(dir, "gen-*", "shard-0", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no file: %v", err)
	}
	f, err := os.OpenFile(files[0], os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{0xAA, 0x55}, 10); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	problems, err := e.Verify(t.Context())
	if err != nil || len(problems) == 0 || !strings.Contains(problems[0], "shard-0") {
		t.Errorf("got %v, %v", problems, err)
	}
}

func TestLostArticlesAreTold(t *testing.T) {
	for name, lose := range map[string]func(string) error{
		"empty": func(path string) error { return os.Truncate(path, 0) },
		"gone":  os.Remove,
		"cut":   func(path string) error { return os.Truncate(path, 5000) },
		"half":  func(path string) error { return os.Truncate(path, 80<<10) },
	} {
		dir := filled(t)
		if err := lose(filepath.Join(dir, "articles.db")); err != nil {
			t.Fatal(err)
		}
		if e, err := bleve.Open(context.Background(), bleve.Config{Dir: dir}); !errors.Is(err, index.ErrDamaged) {
			t.Errorf("%s: got %v", name, err)
			if err == nil {
				_ = e.Close()
			}
		}
	}
}
