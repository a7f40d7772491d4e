package match

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index/semantic"
	"kbadvisor/kb"
)

// sameCards compares cards by what is stored of them.
var sameCards = cmp.Options{cmpopts.IgnoreUnexported(card{}), cmpopts.EquateEmpty()}

// loadSemantic returns the model whose vectors catalogs keep.
func loadSemantic(tb testing.TB) *semantic.Model {
	tb.Helper()
	m, err := semantic.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// fullCard has something in each field.
func fullCard(model *semantic.Model) card {
	v := model.Query("the lights of the disk blink")
	return card{
		ID: "Q100001", Hash: sha256.Sum256([]byte("source")), Title: "Disk lights <blink>\x00 \xff", TitleAt: kb.Span{Start: 9, End: 40},
		Disposition: kb.StatusKind("confirmed"), Type: "kbbug kbhowto", Product: "windows\n5.0",
		Parts: []part{{sectionSeen, kb.Span{Start: 50, End: 90}}, {sectionOther, kb.Span{Start: 90, End: 90}}},
		Signatures: []kb.Signature{{
			Kind: kb.SigReply, Origin: kb.OriginLiteral, Section: "SYMPTOMS", Protocol: kb.FTP, Code: "530",
			Source: "MSFTPSVC", Phase: kb.BeforeLogin, Text: "User <name> cannot log in.", Span: kb.Span{Start: 60, End: 1 << 30},
		}},
		Idents:   []mark{{Kind: kb.IdentReply, ID: "ftp/530", Seen: true, Span: kb.Span{Start: 60, End: 63}}, {Kind: kb.IdentWin32, ID: "5"}},
		Security: true,
		Facts:    []kb.FactKind{kb.FactPortThird, kb.FactPortLow},
		Vector:   v.Pack(),
	}
}

func TestCardRoundTrip(t *testing.T) {
	model := loadSemantic(t)
	for name, want := range map[string]card{"full": fullCard(model), "empty": {}} {
		var e encoder
		e.card(&want)
		d := decoder{s: string(e.b)}
		got := d.card()
		if d.wrong || d.s != "" {
			t.Errorf("%s: %d bytes are left, wrong is %t", name, len(d.s), d.wrong)
		}
		if diff := cmp.Diff(want, got, sameCards); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCutCard cuts a card after each of its bytes: none of the rests is a card.
func TestCutCard(t *testing.T) {
	var e encoder
	c := fullCard(loadSemantic(t))
	e.card(&c)
	for n := range e.b {
		d := decoder{s: string(e.b[:n])}
		if d.card(); !d.wrong {
			t.Fatalf("%d of %d bytes pass for a card", n, len(e.b))
		}
	}
}

// kept saves the catalog of the bundled articles and returns it with its folder.
func kept(t *testing.T) (c *Catalog, dir string) {
	t.Helper()
	dir = t.TempDir()
	c, err := open(t, bundled(t), Config{Dir: dir}).Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

func TestCatalogRoundTrip(t *testing.T) {
	want, dir := kept(t)
	got, err := loadCatalog(dir, loadSemantic(t))
	if err != nil || got == nil {
		t.Fatalf("got %v, %v", got, err)
	}
	if diff := cmp.Diff(want.cards, got.cards, sameCards); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if got.Fingerprint != want.Fingerprint || got.table.Len() != want.table.Len() || len(got.entries) != len(want.entries) {
		t.Errorf("got %q with %d of %d signatures, want %q with %d", got.Fingerprint, got.table.Len(), len(got.entries), want.Fingerprint, want.table.Len())
	}
	if diff := cmp.Diff(want.named, got.named); diff != "" {
		t.Errorf("identifiers (-want +got):\n%s", diff)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("saving leaves %v (%v), want one file", left, err)
	}
}

func TestEmptyCatalogRoundTrip(t *testing.T) {
	dir := t.TempDir()
	m := open(t, nil, Config{Dir: dir})
	a := ask(t, m, portFirst)
	if a.Verdict != kb.Unexplained || a.Reason != kb.NoCandidate {
		t.Errorf("without articles: %s %s", a.Verdict, a.Reason)
	}
	c, err := loadCatalog(dir, m.semantic)
	if err != nil || c == nil || len(c.cards) != 0 || c.table.Len() != 0 {
		t.Fatalf("got %+v, %v", c, err)
	}
}

// TestUnusableCatalogs wants files that are damaged to be told from those that are
// merely of another time, and both to be made anew by the next match.
func TestUnusableCatalogs(t *testing.T) {
	want, dir := kept(t)
	path := filepath.Join(dir, catalogName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		data    []byte
		damaged bool
	}{
		"a bit of a card":     {flip(good, len(good)/2), true},
		"the checksum":        {flip(good, len(good)-1), true},
		"cut in the middle":   {good[:len(good)/2], true},
		"cut by a byte":       {good[:len(good)-1], true},
		"bytes behind":        {append(bytes.Clone(good), 0), true},
		"cards after the end": {sealed(append(bytes.Clone(good[:len(good)-sha256.Size]), 0)), true},
		"cards that lack":     {sealed(good[:len(good)-sha256.Size-9]), true},
		"empty":               {nil, false},
		"the schema alone":    {[]byte(catalogSchema), false},
		"another schema":      {sealed(bytes.Replace(good[:len(good)-sha256.Size], []byte(catalogSchema), []byte("kbadvisor match 0\n"), 1)), false},
		"another model":       {sealed([]byte(catalogSchema + "\x05other\x00\x00")), false},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, tc.data, 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := loadCatalog(dir, loadSemantic(t))
			if c != nil || errors.Is(err, errDamaged) != tc.damaged || !tc.damaged && err != nil {
				t.Errorf("got %v, %v", c, err)
			}
			made, err := open(t, bundled(t), Config{Dir: dir}).Prepare(t.Context())
			if err != nil || len(made.cards) != len(want.cards) {
				t.Fatalf("made anew: got %v, %v", made, err)
			}
			if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, good) {
				t.Errorf("the file that is made anew has other bytes (%v)", err)
			}
		})
	}
}

// flip returns data with another byte at a place.
func flip(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 1
	return out
}

// sealed returns a body with its checksum.
func sealed(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(bytes.Clone(body), sum[:]...)
}

func TestSaveFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "absent")
	if err := (&Catalog{}).save(dir, loadSemantic(t)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if a := ask(t, open(t, bundled(t), Config{Dir: dir}), portFirst); len(a.Matches) == 0 {
		t.Error("a catalog that cannot be kept keeps matches from being made")
	}
}

// What decoding may take of memory: a signature table, and so much for each byte.
const (
	tableRoom = 16 << 20
	byteRoom  = 1 << 10
)

// FuzzDecode decodes any bytes as a catalog, with a checksum that is right. It gives
// a catalog or errDamaged, and takes memory in proportion.
func FuzzDecode(f *testing.F) {
	model := loadSemantic(f)
	e := encoder{b: []byte(catalogSchema)}
	e.text(model.Fingerprint())
	head := len(e.b)
	e.text("articles")
	e.number(1)
	c := fullCard(model)
	e.card(&c)
	f.Add(e.b[head:])
	f.Add([]byte{})
	f.Add([]byte{0, 0xff, 0xff, 0xff, 0xff, 0x07})
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, body []byte) {
		data := sealed(append(bytes.Clone(e.b[:head]), body...))
		if err := os.WriteFile(filepath.Join(dir, catalogName), data, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := loadCatalog(dir, model)
		runtime.ReadMemStats(&after)
		if (got == nil) == (err == nil) || err != nil && !errors.Is(err, errDamaged) {
			t.Fatalf("got %v, %v", got, err)
		}
		if room := after.TotalAlloc - before.TotalAlloc; room > tableRoom+uint64(len(data))*byteRoom {
			t.Fatalf("%d bytes take %d bytes of memory", len(data), room)
		}
	})
}
