package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// before and after stand around what is hostile in an archive.
var (
	before = member{"Q100001.TXT", text(100001, "the first")}
	after  = member{"Q100002.TXT", text(100002, "the second")}
)

// zeros is the content of a bomb: far more than a test may keep.
func zeros(mib int) string { return strings.Repeat("\x00", mib<<20) }

func TestBombEndsTheSourceAndKeepsWhatWasStored(t *testing.T) {
	bomb := member{"bomb.txt", zeros(64)}
	tarred := tarOf(t, before, bomb, after)
	tests := []struct{ name, body string }{
		{"bomb.tar.gz", gz(t, tarred)},
		{"bomb.tar.zst", zst(t, tarred)},
		{"bomb.zip", overlapping(t, 400)},
		{"bomb.txt.gz", gz(t, bomb.body)},
		{"bomb.txt.zst", zst(t, bomb.body)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := writeTemp(t, test.name, test.body)
			im, engine := newImporter(t)
			allocated := allocation()
			_, _, err := importsErr(t, im, from(path))
			if got := allocation() - allocated; got > 100<<20 {
				t.Errorf("the bomb took %d MiB of memory", got>>20)
			}
			if strings.HasPrefix(test.name, "bomb.txt") {
				if err != nil { // the file is known to be none after its first bytes
					t.Errorf("error = %v, want none", err)
				}
				return
			}
			if !errors.Is(err, ErrLimit) || !errors.Is(err, ErrNoSource) {
				t.Errorf("error = %v, want ErrNoSource and ErrLimit", err)
			}
			if diff := cmp.Diff([]string{"Q100001 Q100001.TXT"}, contents(t, engine)); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
		})
	}
}

// allocation returns how many bytes the test has allocated so far.
func allocation() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// overlapping returns a zip archive with one article and n entries that share
// the bytes of one compressed mebibyte of zeros.
func overlapping(t testing.TB, n int) string {
	body := zipOf(t, before, member{"bomb.txt", zeros(1)})
	end := strings.LastIndex(body, "PK\x05\x06")
	last := strings.LastIndex(body[:end], "PK\x01\x02")
	dir := body[strings.Index(body, "PK\x01\x02"):last] + strings.Repeat(body[last:end], n)
	tail := []byte(body[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n+1))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n+1))
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(dir)))
	return body[:strings.Index(body, "PK\x01\x02")] + dir + string(tail)
}

func TestLimits(t *testing.T) {
	files := numbered(20)
	tests := []struct {
		name, body string
		limits     Limits
		stored     int
		want       string
	}{
		{"entries of a tar", tarOf(t, files...), Limits{MaxEntries: 5}, 5, "more than 5 entries"},
		{"entries of a zip", zipOf(t, files...), Limits{MaxEntries: 5}, 5, "more than 5 entries"},
		{"unpacked bytes of a tar", gz(t, tarOf(t, files...)), Limits{MaxTotal: 5000}, -1, "more than 5000 bytes"},
		{"unpacked bytes of a zip", zipOf(t, files...), Limits{MaxTotal: 900}, 3, "more than 900 bytes"},
		{"unpacked bytes of a stream", zst(t, files[0].body+files[1].body), Limits{MaxTotal: 300}, 0, "more than 300 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			im, engine := newImporter(t, func(c *Config) { c.Limits = test.limits })
			_, _, err := importsErr(t, im, from(writeTemp(t, "kb", test.body)))
			if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q", err, test.want)
			}
			if got := len(contents(t, engine)); test.stored >= 0 && got != test.stored {
				t.Errorf("%d articles are stored, want %d", got, test.stored)
			}
		})
	}
}

func TestArticleOverTheLimitFails(t *testing.T) {
	big := member{"Q100003.TXT", text(100003, strings.Repeat("word ", 1000))}
	im, _ := newImporter(t, func(c *Config) { c.Limits.MaxArticle = 4000 })
	for name, path := range map[string]string{
		"folder": writeFolder(t, before, big),
		"tar":    writeTemp(t, "kb.tar", tarOf(t, before, big)),
		"zip":    writeTemp(t, "kb.zip", zipOf(t, before, big)),
	} {
		sum, report := imports(t, im, from(path))
		if sum.Failed != 1 || !strings.Contains(report[0].Reason, "4000 bytes") || !strings.HasSuffix(report[0].Name, big.name) {
			t.Errorf("%s: %+v, %v; want one failure that names the limit", name, sum, report)
		}
	}
}

func TestUnsafeNamesFailAndTheRestIsImported(t *testing.T) {
	names := map[string]string{
		"../Q1.TXT":      "..",
		"a/../../Q1.TXT": "..",
		"/etc/Q1.TXT":    "absolute",
		"C:/Q1.TXT":      "absolute",
		"a\\Q1.TXT":      "backslash",
		"a\nQ1.TXT":      "control",
		"\x1b[31m.TXT":   "control",
		strings.Repeat("long/", 2000) + "Q1000.TXT": "10009 bytes",
		"  ": "empty",
	}
	for name, want := range names {
		bad := member{name, text(100009, "hidden behind a name")}
		for kind, body := range map[string]string{"tar": tarOf(t, before, bad, after), "zip": zipOf(t, before, bad, after)} {
			im, engine := newImporter(t)
			sum, report := imports(t, im, from(writeTemp(t, "kb", body)))
			wantCounts(t, sum, Summary{Added: 2, Failed: 1})
			if len(report) != 1 || !strings.Contains(report[0].Reason, "unsafe name") || !strings.Contains(report[0].Reason, want) {
				t.Errorf("%s with %.40q: report = %v, want an unsafe name: %s", kind, name, report, want)
			}
			if len(report[0].Name) > 300 {
				t.Errorf("%s: the report repeats a name of %d bytes", kind, len(report[0].Name))
			}
			if diff := cmp.Diff([]string{"Q100001 Q100001.TXT", "Q100002 Q100002.TXT"}, contents(t, engine)); diff != "" {
				t.Errorf("%s with %.40q: stored (-want +got):\n%s", kind, name, diff)
			}
		}
	}
	zipped := zipOf(t, member{"a\x00b.TXT", before.body})
	im, _ := newImporter(t)
	sum, _ := imports(t, im, from(writeTemp(t, "kb.zip", zipped)))
	wantCounts(t, sum, Summary{Failed: 1})
}

func TestOddNamesAreCleaned(t *testing.T) {
	im, engine := newImporter(t)
	files := []member{{"./a//Q100001.TXT", before.body}, {"r\xe9sum\xe9/Q100002.TXT", after.body}}
	imports(t, im, from(writeTemp(t, "kb.zip", zipOf(t, files...))))
	want := []string{"Q100001 a/Q100001.TXT", "Q100002 r\uFFFDsum\uFFFD/Q100002.TXT"}
	if diff := cmp.Diff(want, contents(t, engine)); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func TestWhatIsNoArticleIsSkippedWithAReason(t *testing.T) {
	nested := tarOf(t, before)
	tests := []struct{ name, body, want string }{
		{"inner.tar", nested, "tar inside an archive"},
		{"inner.tgz", gz(t, nested), "gzip inside an archive"},
		{"inner.zip", zipOf(t, before), "zip inside an archive"},
		{"inner.zip", zipOf(t, member{"noise", noise(3 << 20)}), "zip inside an archive"},
		{".hidden.md", after.body, "hidden"},
		{"x/.git/config", after.body, "version control"},
		{"__MACOSX/._Q100001.TXT", after.body, "metadata"},
		{"picture.png", "\x89PNG\r\n\x1a\n\x00\x00", "binary"},
		{"empty.txt", "", "empty"},
	}
	for _, test := range tests {
		bad := member{test.name, test.body}
		for kind, body := range map[string]string{"tar": tarOf(t, before, bad, after), "zip": zipOf(t, before, bad, after)} {
			im, _ := newImporter(t)
			sum, report := imports(t, im, from(writeTemp(t, "kb", body)))
			wantCounts(t, sum, Summary{Added: 2, Skipped: 1})
			if len(report) != 1 || !strings.Contains(report[0].Reason, test.want) {
				t.Errorf("%s with %s: report = %v, want %q", kind, test.name, report, test.want)
			}
		}
	}
}

// noise returns bytes that do not compress, the same every time.
func noise(n int) string {
	out, x := make([]byte, n), uint32(1)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = byte(x >> 24)
	}
	return string(out)
}

func TestLinksAndDevicesAreNotFollowed(t *testing.T) {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for i, kind := range []byte{tar.TypeSymlink, tar.TypeLink, tar.TypeChar, tar.TypeBlock, tar.TypeFifo} {
		check(t, w.WriteHeader(&tar.Header{Name: fmt.Sprintf("Q%d.TXT", i), Linkname: "/etc/passwd", Typeflag: kind}))
	}
	check(t, w.Close())
	im, _ := newImporter(t)
	sum, _ := imports(t, im, from(writeTemp(t, "kb.tar", buf.String())))
	wantCounts(t, sum, Summary{Skipped: 5})

	buf.Reset()
	z := zip.NewWriter(&buf)
	h := &zip.FileHeader{Name: "Q1.TXT"}
	h.SetMode(0o777 | 1<<27) // fs.ModeSymlink
	e, err := z.CreateHeader(h)
	check(t, err)
	_, err = io.WriteString(e, "/etc/passwd")
	check(t, err, z.Close())
	sum, _ = imports(t, im, from(writeTemp(t, "kb.zip", buf.String())))
	wantCounts(t, sum, Summary{Skipped: 1})
}

func TestDamagedArchivesKeepWhatWasReadBefore(t *testing.T) {
	files := numbered(200)
	whole := tarOf(t, files...)
	tests := []struct{ name, body, want string }{
		{"tar cut short", whole[:len(whole)/2], "ends early"},
		{"tar cut between entries", whole[:100*1024], "ends early"},
		{"tar with other data behind its end", whole + "more", "behind its end"},
		{"tar.gz cut short", cut(gz(t, whole)), "ends early"},
		{"tar.zst cut short", cut(zst(t, whole)), "ends early"},
		{"tar.gz with another checksum", flip(gz(t, whole), -6), "checksum"},
		{"tar.zst with another checksum", flip(zst(t, whole), -2), "checksum"},
		{"zip cut short", cut(zipOf(t, files...)), "directory cannot be read"},
		{"tar with a damaged header", whole[:100*1024+20] + "x" + whole[100*1024+21:], "damaged"},
		{"tar that promises too much", tarPromise(t, before, 1<<40), "ends early"},
		{"zstd with a huge window", "\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00", "64 MiB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			im, engine := newImporter(t)
			sum, _, err := importsErr(t, im, from(writeTemp(t, "kb", test.body)))
			if !errors.Is(err, ErrNoSource) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want ErrNoSource with %q", err, test.want)
			}
			if sum.Failed != 1 || len(contents(t, engine)) != sum.Added {
				t.Errorf("summary = %+v with %d articles stored", sum, len(contents(t, engine)))
			}
			other := filepath.Join(writeFolder(t, after), after.name)
			sum, _ = imports(t, im, from(writeTemp(t, "kb", test.body), other))
			if sum.Failed != 1 || sum.Added+sum.Unchanged == 0 {
				t.Errorf("with another source: %+v, want one failure and the rest", sum)
			}
		})
	}
}

// flip changes one byte, counted from the end.
func flip(s string, at int) string {
	b := []byte(s)
	b[len(b)+at] ^= 0xff
	return string(b)
}

// cut returns the first two thirds.
func cut(s string) string { return s[:len(s)*2/3] }

// tarPromise returns a tar archive whose only entry says that it has size bytes.
func tarPromise(t testing.TB, f member, size int64) string {
	var buf bytes.Buffer
	check(t, tar.NewWriter(&buf).WriteHeader(&tar.Header{Name: f.name, Typeflag: tar.TypeReg, Size: size, Mode: 0o644}))
	return buf.String() + f.body
}

func TestSparseEntryIsNotExpanded(t *testing.T) {
	h := make([]byte, 512)
	copy(h, "Q100001.TXT")
	copy(h[100:], "0000644\x000000000\x000000000\x0000000000000\x0000000000000\x00")
	h[156] = tar.TypeGNUSparse
	copy(h[257:], "ustar  \x00")
	copy(h[386:], "77777777777\x0000000000000\x00")
	copy(h[483:], "77777777777\x00")
	sum := 8 * int(' ')
	for _, c := range h {
		sum += int(c)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	im, _ := newImporter(t)
	allocated := allocation()
	got, _ := imports(t, im, from(writeTemp(t, "kb.tar", string(h)+tarOf(t, after))))
	wantCounts(t, got, Summary{Added: 1, Skipped: 1})
	if n := allocation() - allocated; n > 64<<20 {
		t.Errorf("a sparse entry took %d MiB of memory", n>>20)
	}
}

func TestZipEntriesThatLie(t *testing.T) {
	// The sizes stand in the directory; the article is the second entry.
	resize := func(size uint32) string {
		body := []byte(zipOf(t, before, after))
		at := bytes.LastIndex(body, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(body[at+24:], size)
		return string(body)
	}
	tests := []struct{ name, body, want string }{
		{"size too small", resize(10), "cannot be unpacked"},
		{"size too large", resize(1 << 31), "cannot be unpacked"},
		{"encrypted", withHeader(t, func(h *zip.FileHeader) { h.Flags |= 1 }), "encrypted"},
		{"unknown method", withHeader(t, func(h *zip.FileHeader) { h.Method = 99 }), "method 99"},
		{"wrong checksum", withHeader(t, func(h *zip.FileHeader) { h.CRC32 ^= 1 }), "checksum"},
	}
	for _, test := range tests {
		im, _ := newImporter(t)
		sum, report := imports(t, im, from(writeTemp(t, "kb.zip", test.body)))
		wantCounts(t, sum, Summary{Added: 1, Failed: 1})
		if len(report) != 1 || !strings.Contains(report[0].Reason, test.want) {
			t.Errorf("%s: report = %v, want %q", test.name, report, test.want)
		}
	}
}

// withHeader returns a zip archive whose second entry has a changed header.
func withHeader(t testing.TB, change func(*zip.FileHeader)) string {
	var buf bytes.Buffer
	src, err := zip.NewReader(strings.NewReader(zipOf(t, before, after)), int64(len(zipOf(t, before, after))))
	check(t, err)
	w := zip.NewWriter(&buf)
	for i, f := range src.File {
		h := f.FileHeader
		if i == 1 {
			change(&h)
		}
		raw, err := f.OpenRaw()
		check(t, err)
		e, err := w.CreateRaw(&h)
		check(t, err)
		_, err = io.Copy(e, raw)
		check(t, err)
	}
	check(t, w.Close())
	return buf.String()
}

func TestRefusedPackings(t *testing.T) {
	for body, want := range map[string]string{
		"\xfd7zXZ\x00\x00":        "xz is not supported",
		"7z\xbc\xaf\x27\x1c\x00":  "7z is not supported",
		"Rar!\x1a\x07\x01":        "rar is not supported",
		gz(t, gz(t, before.body)): "gzip inside gzip",
		zst(t, zipOf(t, before)):  "zip inside zstd",
		gz(t, "\xfd7zXZ\x00"):     "xz inside gzip",
	} {
		im, _ := newImporter(t)
		_, _, err := importsErr(t, im, from(writeTemp(t, "kb", body)))
		if !errors.Is(err, ErrNoSource) || !strings.Contains(err.Error(), want) {
			t.Errorf("error = %v, want %q", err, want)
		}
	}
	office := zipOf(t, member{"[Content_Types].xml", "<Types/>"}, member{"word/document.xml", "<w/>"})
	im, _ := newImporter(t)
	sum, report := imports(t, im, from(writeFolder(t, before, member{"letter.docx", office}, member{"old.xz", "\xfd7zXZ\x00"})))
	wantCounts(t, sum, Summary{Added: 1, Skipped: 2})
	if !strings.Contains(fmt.Sprint(report), "Office document") {
		t.Errorf("report = %v, want an Office document", report)
	}
}
