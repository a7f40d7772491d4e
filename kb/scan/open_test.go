package scan_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb/scan"
	"kbadvisor/kb/scan/stream"
)

// gzipped packs a text.
func gzipped(tb testing.TB, text []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		tb.Fatal(err)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// count reads all reports of a file and returns how many findings they have, and
// the first error.
func count(tb testing.TB, file []byte, o scan.Options) (int, error) {
	tb.Helper()
	reports, first := scan.Open("a", bytes.NewReader(file), int64(len(file)), o)
	n := 0
	for _, r := range reports {
		for f, err := range r.Findings(tb.Context()) {
			if err != nil {
				if first == nil {
					first = err
				}
				continue
			}
			if f.Format != r.Format.Name {
				tb.Errorf("format %q in a report of format %q", f.Format, r.Format.Name)
			}
			n++
		}
	}
	return n, first
}

func TestOpenPacked(t *testing.T) {
	one := []byte(ports(3))
	tests := []struct {
		name string
		file []byte
		want int
	}{
		{"plain", one, 3},
		{"gzip", gzipped(t, one), 3},
		{"gzip twice", gzipped(t, gzipped(t, one)), 3},
		{"gzip in two parts", append(gzipped(t, one), gzipped(t, one)...), 6},
		{"gzip in zip", zipped(t, string(gzipped(t, one)), string(one)), 6},
		{"UTF-16", append([]byte("\xff\xfe"), wide(string(one))...), 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if n, err := count(t, test.file, scan.Options{}); n != test.want || err != nil {
				t.Errorf("%d findings, want %d: %v", n, test.want, err)
			}
		})
	}
}

// wide writes ASCII as UTF-16.
func wide(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// TestOpenCutGzip says that a packed file that ends early gives the findings before
// that place, then an error, wherever it ends.
func TestOpenCutGzip(t *testing.T) {
	for _, n := range []int{20, 5_000} {
		whole := gzipped(t, []byte(ports(n)))
		got, err := count(t, whole[:len(whole)-10], scan.Options{})
		var at *stream.Error
		if got < n-20 || got == 0 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d of %d findings, then %v", got, n, err)
		}
	}
	if _, err := count(t, gzipped(t, []byte(ports(3)))[:12], scan.Options{}); err == nil || !strings.Contains(err.Error(), "ends early") {
		t.Errorf("nothing can be read: %v", err)
	}
}

// raw returns a zip file with a member whose header is changed.
func raw(t *testing.T, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	text := []byte(ports(1))
	h := &zip.FileHeader{Name: "x.json", CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))}
	change(h)
	w, err := z.CreateRaw(h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if _, err := z.Create("folder/"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name, file string
		o          scan.Options
		want       string
	}{
		{"empty", "", scan.Options{}, "a: no known report: it is empty; name its format when no finding means an empty file"},
		{"blanks", " \r\n\n", scan.Options{}, "a: no known report: it is empty; name its format when no finding means an empty file"},
		{"text", "hello world\nthis is no report\n", scan.Options{}, `a: no known report: text that begins with "hello world"`},
		{"JSON", `{"b":1,"a":2}`, scan.Options{}, `a: no known report: JSON whose first object has "a", "b"`},
		{"JSON without an object", `["a"]`, scan.Options{}, `a: no known report: JSON that does not begin with an object that has members`},
		{"XML", "<!-- x --><html><body/></html>", scan.Options{}, `a: no known report: XML with the root element <html>`},
		{"zip in gzip", string(gzipped(t, zipped(t, ports(1)))), scan.Options{}, `a: no known report: a packed or binary file; unpack it first, or export it as text`},
		{"PDF", "%PDF-1.4\n", scan.Options{}, `a: no known report: a packed or binary file; unpack it first, or export it as text`},
		{"binary", "\x7fELF\x00\x01", scan.Options{}, `a: no known report: a packed or binary file; unpack it first, or export it as text`},
		{"damaged gzip", "\x1f\x8bxxxxxxxxxx", scan.Options{}, "a: damaged gzip file, fetch it again: gzip: invalid header"},
		{"damaged zip", string(zipped(t, ports(1))[:50]), scan.Options{}, "a: damaged zip file, fetch it again: zip: not a valid zip file"},
		{"encrypted", string(raw(t, func(h *zip.FileHeader) { h.Flags = 1 })), scan.Options{}, "a/x.json: it is encrypted; unpack the zip file with its password first"},
		{"method", string(raw(t, func(h *zip.FileHeader) { h.Method = 99 })), scan.Options{}, "a/x.json: it is packed by method 99, which is not known; unpack the zip file first"},
		{"format that is none", ports(1), scan.Options{Format: "x"}, `no known report has the format "x"`},
		{"another format", "<a/>", scan.Options{Format: "naabu-json"}, `a: no known report: not naabu-json, XML with the root element <a>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, err := count(t, []byte(test.file), test.o)
			if err == nil || n != 0 {
				t.Fatalf("%d findings, want an error", n)
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOpenEmptyByName says that an empty result is one when its format is named.
func TestOpenEmptyByName(t *testing.T) {
	for _, file := range []string{"", "\n", "[]\n"} {
		if n, err := count(t, []byte(file), scan.Options{Format: "naabu-json"}); n != 0 || err != nil {
			t.Errorf("%q: %d findings, %v", file, n, err)
		}
	}
}

// TestOpenBomb says that a packed file is read no further than the limit.
func TestOpenBomb(t *testing.T) {
	bomb := gzipped(t, []byte(ports(3)+strings.Repeat(" ", 8<<20)))
	n, err := count(t, bomb, scan.Options{Limits: stream.Limits{Bytes: 1 << 20}})
	if n != 3 || !errors.Is(err, stream.ErrLimit) {
		t.Errorf("%d findings, then %v", n, err)
	}
}

// TestOpenDamagedMember says that a member whose sum is wrong gives its findings,
// then an error.
func TestOpenDamagedMember(t *testing.T) {
	file := zipped(t, ports(3))
	i := bytes.Index(file, []byte("a.example"))
	file[i] = 'b'
	n, err := count(t, file, scan.Options{})
	if n != 3 || !errors.Is(err, zip.ErrChecksum) {
		t.Errorf("%d findings, then %v", n, err)
	}
}

func TestFormatsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range scan.Formats() {
		if seen[f.Name] || f.Name == "" || f.Title == "" || f.Reads == "" || f.Is == nil || f.Reader == nil {
			t.Errorf("%q is there twice, or lacks something", f.Name)
		}
		seen[f.Name] = true
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{ports(1), "<a/>", "{}", "[]", "a,b\n1,2\n", "PK\x05\x06", "\x1f\x8b", "\xff\xfe<\x00"} {
		f.Add([]byte(s))
	}
	f.Add(gzipped(f, []byte(ports(2))))
	o := scan.Options{Limits: stream.Limits{Bytes: 1 << 20, Findings: 100, Value: 64 << 10, Text: 4 << 10, Depth: 50}}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := count(t, data, o)
		if again, _ := count(t, data, o); again != n {
			t.Errorf("%d findings, then %d: %v", n, again, err)
		}
	})
}
