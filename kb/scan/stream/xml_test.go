package stream

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// item is an element for tests.
type item struct {
	Text  string `xml:",chardata"`
	Items []item `xml:",any"`
}

// elements decodes the elements <b>, enters <a>, skips <skip> and decodes roots
// with text; each becomes "path=text".
func elements(r *Report) ([]string, error) {
	x, err := r.XML()
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var got []string
	x.Leave = func(path string) error {
		if path != "a" {
			got = append(got, "leave "+path)
		}
		return nil
	}
	err = x.Each(func(path string, e xml.StartElement) error {
		switch {
		case e.Name.Local == "skip":
			return x.Skip()
		case e.Name.Local == "b" || path == "a" && len(e.Attr) == 0 && !hasElements(r):
			var v item
			if err := x.Decode(&v); err != nil {
				return err
			}
			got = append(got, path+"="+strings.TrimSpace(v.Text))
		default:
			got = append(got, path)
		}
		return nil
	})
	return got, err
}

// hasElements reports whether the root of a report has elements in it.
func hasElements(r *Report) bool {
	h, err := r.Head()
	return err == nil && h.Inner != ""
}

func TestXML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "<a><b>1</b><b>2</b></a>", "a, a/b=1, a/b=2"},
		{"leave", "<a><c><b>1</b></c><c/></a>", "a, a/c, a/c/b=1, leave a/c, a/c, leave a/c"},
		{"skip", "<a><skip><b><c/></b></skip><b>2</b></a>", "a, a/b=2"},
		{"namespaces", "<x:a xmlns:x='urn:x' xmlns='urn:y'><x:b y='1'>1</x:b><b xmlns='urn:z'>2</b></x:a>", "a, a/b=1, a/b=2"},
		{"cdata", "<a><b><![CDATA[<b>&amp;]]]]><![CDATA[>]]></b></a>", "a, a/b=<b>&amp;]]>"},
		{"comments and instructions", "<?x y?><!-- <b> --><a><!-- --x -->\n<b>1</b></a>", "a, a/b=1"},
		{"comment in text", "<a><b>1<!-- x -->2<?p?>3</b></a><!-- end -->", "a, a/b=123"},
		{"doctype", "<!DOCTYPE a [<!ELEMENT a (b)> <!ENTITY e 'x'>]><a><b>&lt;&nbsp;&eacute;</b></a>", "a, a/b=<\u00a0é"},
		{"own entity", "<!DOCTYPE a [<!ENTITY e 'x'>]><a><b>1</b><b>&e;</b></a>", "a, a/b=1, error: line 1, in a/b: invalid character entity &e;"},
		{"external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><b>&e;</b></a>", "a, error: line 1, in a/b: invalid character entity &e;"},
		{"control characters", "<a><b>1\x05\x00\x7f</b><b t='\x01'>&#5;&#x0;&#xFFFE;</b></a>", "a, a/b=1\\x05\\x00\x7f, a/b=\\x05\\x00\\u{fffe}"},
		{"surrogate and too large a reference", "<a><b>&#xD800;&#x110000;&#0000000005;&#65;</b></a>", "a, a/b=\\u{d800}\\u{110000}\\x05A"},
		{"bytes", "<a><b>\xff\xc3</b><b>\xe2\x82</b></a>", "a, a/b=\\xff\\xc3, a/b=\\xe2\\x82"},
		{"ampersand alone", "<a><b>1</b><b>R&D</b></a>", "a, a/b=1, error: line 1, in a/b: invalid character entity &D (no semicolon)"},
		{"wrong end", "<a>\n<b>1</b>\n</c>", "a, a/b=1, error: line 3, in a: element <a> closed by </c>"},
		{"ends early", "<a>\n<b>1</b>\n<b>2", "a, a/b=1, error: line 3, in a/b: the report ends early"},
		{"ends in a tag", "<a><b>1</b><b", "a, a/b=1, error: line 1, in a: the report ends early"},
		{"ends in a skipped element", "<a><skip><b>", "a, error: line 1, in a/skip: the report ends early"},
		{"no element", "<?xml version='1.0'?>\n", "error: line 2: the report ends early"},
		{"two documents", "<a><b>1</b></a>\n<?xml version='1.0'?><a><b>2</b></a>", "a, a/b=1, a, a/b=2"},
		{"references over the border of a buffer", "<a><b>" + strings.Repeat("&#5;", 50_000) + "</b></a>", "a, a/b=" + strings.Repeat(`\x05`, 50_000)},
		{"letters over the border of a buffer", "<a><b>x" + strings.Repeat("é", 100_000) + "</b></a>", "a, a/b=x" + strings.Repeat("é", 100_000)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := elements(of(test.in, Limits{}))
			placed(t, err)
			if err != nil {
				got = append(got, "error: "+err.Error())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestXMLLimits says that no report makes the walker keep much.
func TestXMLLimits(t *testing.T) {
	const many = 100_000
	deep := strings.Repeat("<c>", many)
	tests := []struct{ name, in string }{
		{"deep", "<a>" + deep},
		{"deep in what is decoded", "<a><b>" + deep},
		{"deep in what is skipped", "<a><skip>" + deep},
		{"text", "<a><b>" + strings.Repeat("x", many)},
		{"text between", "<a>" + strings.Repeat("x", many)},
		{"many in one", "<a><b>" + strings.Repeat("<c/>", many)},
		{"tag", "<a><b " + strings.Repeat("x='1' ", many)},
		{"name", "<a><b" + strings.Repeat("x", many)},
		{"doctype", "<!DOCTYPE " + strings.Repeat("<!ENTITY x 'y'>", many)},
		{"cdata", "<a><![CDATA[" + strings.Repeat("x", many)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := elements(of(test.in, Limits{Value: 50_000, Depth: 100}))
			placed(t, err)
			if !errors.Is(err, ErrLimit) {
				t.Errorf("error %.200v, want ErrLimit", err)
			}
		})
	}
	for _, in := range []string{"<a><b><c><c></c></c></b></a>", "<a><skip><c><c></c></c></skip></a>", "<a><c><c><c></c></c></c></a>"} {
		if _, err := elements(of(in, Limits{Depth: 4})); err != nil {
			t.Errorf("%s is 4 deep: %v", in, err)
		}
		if _, err := elements(of(in, Limits{Depth: 3})); !errors.Is(err, ErrLimit) {
			t.Errorf("%s is more than 3 deep: %v", in, err)
		}
	}
}

// TestXMLCutAtEveryByte says that a report that ends early gives what came before,
// then an error.
func TestXMLCutAtEveryByte(t *testing.T) {
	const doc = "<?xml version='1.0'?><!DOCTYPE a><a x='1'><b>1</b><b>&lt;<![CDATA[2]]></b><!-- c --><c/><b>é</b></a>"
	whole, err := elements(of(doc, Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(doc); i++ {
		got, err := elements(of(doc[:i], Limits{}))
		placed(t, err)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: error %v, want that it ends early", doc[:i], err)
		}
		if !slices.Equal(whole[:min(len(got), len(whole))], got) {
			t.Errorf("%q: %q, want the beginning of %q", doc[:i], got, whole)
		}
		if n := strings.Count(doc[:i], "</b>"); strings.Count(strings.Join(got, " "), "=") != n {
			t.Errorf("%q: %q, want %d elements", doc[:i], got, n)
		}
	}
}

func TestDecodeNeedsAnElement(t *testing.T) {
	x, err := of("<a><b/></a>", Limits{}).XML()
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	placed(t, x.Skip())
	x.Leave = func(string) error { return x.Decode(new(item)) }
	if err := x.Each(func(string, xml.StartElement) error { return nil }); err == nil {
		t.Error("decoded an element that was left")
	}
}

func FuzzXML(f *testing.F) {
	for _, s := range []string{"<a><b>1</b><skip><c/></skip></a>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<?xml version='1.0' encoding='utf-16'?><a/>", "\xff\xfe<\x00a\x00/\x00>\x00", "<a><b>&#5;\x05\xff</b></a>"} {
		f.Add([]byte(s))
	}
	limits := Limits{Bytes: 1 << 20, Value: 4 << 10, Depth: 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := elements(of(string(data), limits))
		placed(t, err)
		if s := strings.Join(got, ""); !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	})
}
