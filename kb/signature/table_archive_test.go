package signature

import (
	"cmp"
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// archiveData is what the tests need of the archive.
type archiveData struct {
	entries []Entry
	prose   []archiveText // of sections that quote no message
	table   *Table
}

// archiveText is a text of an article.
type archiveText struct {
	article int32
	text    string
}

// fromArchive is the data of the archive, read once for all tests.
var fromArchive struct {
	once sync.Once
	archiveData
}

// archive returns the data of the archive.
func archive(tb testing.TB) *archiveData {
	tb.Helper()
	kbtest.Shared(tb)
	d := &fromArchive
	d.once.Do(func() {
		d.read(tb)
		d.table = NewTable(d.entries)
	})
	return &d.archiveData
}

// read reads the archive with as many workers as there are processors.
func (d *archiveData) read(tb testing.TB) {
	type source struct {
		n    int32
		name string
		text []byte
	}
	type result struct {
		n    int32
		sigs []kb.Signature
		text string
	}
	in, out := make(chan source, 64), make(chan result, 64)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for s := range in {
				if a, err := kbtext.Parse(s.text, s.name, kbtext.Options{}); err == nil {
					out <- result{s.n, Extract(a), quietText(a)}
				}
			}
		})
	}
	go func() {
		n := int32(0)
		for name, text := range kbtest.Archive(tb) {
			in <- source{n, name, text}
			n++
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	var results []result
	for r := range out {
		results = append(results, r)
	}
	slices.SortFunc(results, func(a, b result) int { return cmp.Compare(a.n, b.n) })
	for _, r := range results {
		for _, s := range r.sigs {
			d.entries = append(d.entries, Entry{r.n, s})
		}
		if r.text != "" && r.n%20 == 0 {
			d.prose = append(d.prose, archiveText{r.n, r.text})
		}
	}
}

// quietText returns the text of the sections in which an article quotes no
// message as a rule, at most 1 KiB.
func quietText(a *kb.Article) string {
	for _, s := range a.Sections {
		if s.Kind == kb.Content && (s.Name == kb.Resolution || s.Name == kb.Cause) {
			return s.Text[:min(len(s.Text), 1024)]
		}
	}
	return ""
}

// placed tells where an article stands among hits: 0 when nothing is better, 1
// when something is, 2 when it is not there.
func placed(hits []Hit, article int32) int {
	for _, h := range hits {
		if h.Article == article {
			if h.Score == hits[0].Score {
				return 0
			}
			return 1
		}
	}
	return 2
}

// selfExceptions are the texts that their own articles cannot be found by.
var selfExceptions = map[string]string{
	"....": "no word in it",
}

func TestSelfMatch(t *testing.T) {
	d := archive(t)
	texts, first, exceptions := 0, 0, 0
	for i, e := range d.entries {
		if e.Sig.Code != "" && !slices.Contains(d.table.ByCode(e.Sig.Kind, e.Sig.Protocol, e.Sig.Code), int32(i)) {
			t.Errorf("code %s of article %d is not found", e.Sig.Code, e.Article)
		}
		if e.Sig.Text == "" {
			continue // it is found by its code alone
		}
		texts++
		hits := d.table.Find(Tokens(e.Sig.Text))
		if len(hits) > 0 && hits[0].Article == e.Article {
			first++
		}
		if p := placed(hits, e.Article); p != 0 {
			exceptions++
			if selfExceptions[e.Sig.Text] == "" {
				t.Errorf("%q of article %d is not first in itself (%d)", e.Sig.Text, e.Article, p)
			}
		}
	}
	t.Logf("%d texts: %d first, %d tied with the first, %d exceptions", texts, first, texts-first-exceptions, exceptions)
	if texts < 20_000 {
		t.Errorf("%d texts, want more than 20,000", texts)
	}
}

func TestVariedMatch(t *testing.T) {
	d := archive(t)
	for _, v := range variations {
		t.Run(v.name, func(t *testing.T) {
			r := rand.New(rand.NewSource(1))
			n, good, found := 0, 0, 0
			for i, e := range d.entries {
				if i%8 != 0 || len(strings.Fields(e.Sig.Text)) < v.words {
					continue
				}
				n++
				switch placed(d.table.Find(Tokens(v.vary(e.Sig.Text, r))), e.Article) {
				case 0:
					good++
					found++
				case 1:
					found++
				}
			}
			t.Logf("%d messages: %.3f first or tied, %.3f found", n, float64(good)/float64(n), float64(found)/float64(n))
			if share := float64(good) / float64(n); share < v.least {
				t.Errorf("%.3f of %d messages are first or tied, want %.3f", share, n, v.least)
			}
		})
	}
}

// TestArchiveOrder builds the table from the entries in another order; the
// answers stay the same.
func TestArchiveOrder(t *testing.T) {
	d := archive(t)
	r := rand.New(rand.NewSource(1))
	shuffled := slices.Clone(d.entries)
	r.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
	table := NewTable(shuffled)
	for i := 0; i < len(d.entries); i += 50 {
		obs := Tokens(otherValues(d.entries[i].Sig.Text, r))
		want, got := d.table.Find(obs), table.Find(obs)
		for k := range want {
			want[k].Entry = 0
		}
		for k := range got {
			got[k].Entry = 0
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("%q: %s", d.entries[i].Sig.Text, diff)
		}
	}
}

// TestProseIsNoMessage puts in what other articles write in their own words. A
// hit of five words or more is a claim that needs a message in the text.
func TestProseIsNoMessage(t *testing.T) {
	d := archive(t)
	bytes, claims := 0, 0
	shown := 0
	for _, p := range d.prose {
		bytes += len(p.text)
		said := map[string]bool{}
		for _, h := range d.table.Find(Tokens(p.text)) {
			text := d.entries[h.Entry].Sig.Text
			if h.Article == p.article || h.Exact || h.Coverage < 0.8 || len(strings.Fields(text)) < 5 {
				continue
			}
			if key := p.text[h.Span.Start:h.Span.End]; !said[key] {
				said[key] = true
				claims++
				if shown < 10 {
					shown++
					t.Logf("%q: %q", text, key)
				}
			}
		}
	}
	perMB := float64(claims) / (float64(bytes) / (1 << 20))
	t.Logf("%d texts, %d bytes: %d claims, %.0f per MiB", len(d.prose), bytes, claims, perMB)
	if perMB > 150 {
		t.Errorf("%.0f claims per MiB of prose, want at most 150", perMB)
	}
}

// scaled returns n entries: those of the archive, and copies in which one word
// is another one.
func (d *archiveData) scaled(n int) []Entry {
	out := d.entries[:len(d.entries):len(d.entries)]
	for i := 0; len(out) < n; i++ {
		e := d.entries[i%len(d.entries)]
		words := strings.Fields(e.Sig.Text)
		if len(words) > 0 {
			words[i%len(words)] = fmt.Sprintf("word%d", i)
		}
		e.Sig.Text = strings.Join(words, " ")
		e.Article += int32(len(d.entries))
		out = append(out, e)
	}
	return out
}

// BenchmarkTableFind looks for 60,000 signatures in 1 KiB of prose, and in
// messages.
func BenchmarkTableFind(b *testing.B) {
	d := archive(b)
	table := NewTable(d.scaled(60_000))
	run := func(name string, text func(i int) string) {
		b.Run(name, func(b *testing.B) {
			var tokens []Token
			bytes, hits, i := 0, 0, 0
			for b.Loop() {
				s := text(i)
				tokens = AppendTokens(tokens[:0], s)
				hits += len(table.Find(tokens))
				bytes += len(s)
				i++
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/(float64(bytes)/1024), "us/KB")
			b.ReportMetric(float64(hits)/float64(i), "hits/op")
		})
	}
	run("prose", func(i int) string { return d.prose[i%len(d.prose)].text })
	run("message", func(i int) string { return d.entries[i*7%len(d.entries)].Sig.Text })
}

// BenchmarkTokens reads prose into tokens, which is a part of what
// BenchmarkTableFind does.
func BenchmarkTokens(b *testing.B) {
	d := archive(b)
	var tokens []Token
	bytes, i := 0, 0
	for b.Loop() {
		s := d.prose[i%len(d.prose)].text
		tokens = AppendTokens(tokens[:0], s)
		bytes += len(s)
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/(float64(bytes)/1024), "us/KB")
}

// BenchmarkNewTable builds the table of 60,000 signatures.
func BenchmarkNewTable(b *testing.B) {
	entries := archive(b).scaled(60_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	table := NewTable(entries)
	runtime.GC()
	runtime.ReadMemStats(&after)
	size := float64(after.HeapAlloc-before.HeapAlloc) / 1e6
	for b.Loop() {
		table = NewTable(entries)
	}
	b.ReportMetric(size, "MB")
	b.ReportMetric(float64(len(table.patterns)), "patterns")
}
