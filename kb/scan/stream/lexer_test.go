package stream

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/transform"
)

// tokens returns the tokens of a text, one on a line, and why they end.
func tokens(text string, slow bool) (string, error) {
	var in io.Reader = strings.NewReader(text)
	if slow {
		in = iotest.OneByteReader(in)
	}
	in = transform.NewReader(in, &cleaner{syntax: xmlText})
	lex := newLexer(&source{Reader: bufio.NewReaderSize(in, headSize)}, &guard{max: 1 << 30})
	var out, data strings.Builder
	for {
		was := ""
		if n := len(lex.open); n > 0 {
			was = lex.open[n-1]
		}
		k, err := lex.next()
		if (err != nil || k != charData) && data.Len() > 0 {
			fmt.Fprintf(&out, "text %q\n", data.String())
			data.Reset()
		}
		switch {
		case err == io.EOF:
			return out.String(), nil
		case err != nil:
			return out.String(), err
		case k == charData:
			data.Write(lex.data)
		case k == endTag:
			fmt.Fprintf(&out, "end %s\n", split(was).Local)
		default:
			out.WriteString(start(lex.start))
		}
	}
}

func start(e xml.StartElement) string {
	s := "start " + e.Name.Local
	for _, a := range e.Attr {
		s += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
	}
	return s + "\n"
}

// standard returns the same, as encoding/xml reads it.
func standard(text string) (string, error) {
	in := transform.NewReader(strings.NewReader(text), &cleaner{syntax: xmlText})
	dec := xml.NewDecoder(in)
	dec.Entity = xml.HTMLEntity
	var out, data strings.Builder
	for {
		t, err := dec.Token()
		if _, ok := t.(xml.CharData); (err != nil || !ok) && !passedOver(t) && data.Len() > 0 {
			fmt.Fprintf(&out, "text %q\n", data.String())
			data.Reset()
		}
		switch t := t.(type) {
		case xml.CharData:
			data.Write(t)
		case xml.StartElement:
			out.WriteString(start(t))
		case xml.EndElement:
			fmt.Fprintf(&out, "end %s\n", t.Name.Local)
		}
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return out.String(), err
		}
	}
}

func passedOver(t xml.Token) bool {
	switch t.(type) {
	case xml.Comment, xml.ProcInst, xml.Directive:
		return true
	}
	return false
}

var documents = []string{
	`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "<y>"><!-- " -->]><a><b c='1' d="&lt;2&#10;&nbsp;"/>t&amp;u<![CDATA[<&]]]><!-- - --></a>`,
	"<a\n b = 'x\r\ny\rz'\t>\r\n1\r2\r\n3&#13;\n</a >", "<x:a x:b='1' xmlns:x='u'><x:c/></x:a>", "<a>é&eacute;\u00a0</a>",
	"<a><b></a>", "<a>&x;</a>", "<a>&amp</a>", "<a>&#xD800;&#x110000;</a>", "<a b=c>", "<a b>", "<a b='<'/>", "<a", "<a><", "</a>", "<a/ >", "<1/>", "< a/>",
	"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "<a>&;&#;</a>", "<a/><b/>", "text", "", "<a><![CDATA[\r\n]]></a>", "<a><![CDATA[", "<a><!--", "<?x",
	"<a>" + strings.Repeat("x&gt;\r\n", 30_000) + "<![CDATA[" + strings.Repeat("\r\n]]", 30_000) + "]]></a>", "<a b='" + strings.Repeat("&amp;\r\n ", 20_000) + "'/>",
	"<a>" + strings.Repeat("y", 65_530) + "&amp;\r\n</a>", strings.Repeat("<a>", 500) + strings.Repeat("</a>", 500),
}

func TestLexerReadsAsTheStandardLibraryDoes(t *testing.T) {
	for _, text := range documents {
		want, wantErr := standard(text)
		for _, slow := range []bool{false, true} {
			got, err := tokens(text, slow)
			if (err == nil) != (wantErr == nil) || err == nil && got != want {
				t.Errorf("%.80q, slow %v:\n%.400s%v\nwant\n%.400s%v", text, slow, got, err, want, wantErr)
			}
		}
	}
}

func TestLexerSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"<a>\n<b></a>":            "line 2, in a/b: element <b> closed by </a>",
		"<a>&xxe;</a>":            "line 1, in a: invalid character entity &xxe;",
		"<a>\n\n&lt</a>":          "line 3, in a: invalid character entity &lt (no semicolon)",
		"<a b=c/>":                "line 1: unquoted or missing attribute value in element",
		"<a><b>":                  "line 1, in a/b: the report ends early",
		"<a><b c='1":              "line 1, in a: the report ends early",
		"<a><![CDATA[x":           "line 1, in a: the report ends early",
		"<a></a":                  "line 1, in a: the report ends early",
		"<a></a></b>":             "line 1: unexpected end element </b>",
		"<a>&#xFFFFFFFFFF;</a>":   "line 1, in a: invalid character entity &#xFFFFFFFFFF;",
		"<!-- nothing else -->\n": "line 2: the report ends early",
	} {
		x, err := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Limits{}).XML()
		if err != nil {
			t.Fatal(err)
		}
		err = x.Each(func(string, xml.StartElement) error { return nil })
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestLexerIsLenient names what is read that encoding/xml refuses.
func TestLexerIsLenient(t *testing.T) {
	for text, want := range map[string]string{
		`<?xml version="1.1"?><a/>`: "start a\nend a\n",
		"<a>x]]>y</a>":              "start a\ntext \"x]]>y\"\nend a\n",
	} {
		if got, err := tokens(text, false); err != nil || got != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
		if _, err := standard(text); err == nil {
			t.Errorf("%q: encoding/xml reads it", text)
		}
	}
}

func FuzzLexer(f *testing.F) {
	for _, d := range documents {
		f.Add(d[:min(len(d), 2000)])
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := tokens(text, false)
		if again, errAgain := tokens(text, true); fmt.Sprint(err) != fmt.Sprint(errAgain) || err == nil && again != got {
			t.Errorf("byte by byte:\n%s%v\nwant\n%s%v", again, errAgain, got, err)
		}
		if want, wantErr := standard(text); wantErr == nil && (err != nil || got != want) {
			t.Errorf("got\n%s%v\nwant\n%s", got, err, want)
		}
	})
}

// reads opens a text as XML.
func reads(t *testing.T, text string, limits Limits) *XML {
	t.Helper()
	x, err := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, limits).XML()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestXMLText(t *testing.T) {
	x := reads(t, "<a><b>1 &lt;<c> 2</c><!-- x --><![CDATA[<3>]]><c/></b><b/><d>4</d></a>", Limits{})
	var got []string
	x.Leave = func(path string) error { got = append(got, "leave "+path); return nil }
	err := x.Each(func(path string, e xml.StartElement) error {
		if path == "a" {
			return nil
		}
		text, err := x.Text()
		got = append(got, path+" "+text)
		return err
	})
	if want := "a/b 1 < 2<3>|a/b |a/d 4|leave a"; strings.Join(got, "|") != want || err != nil {
		t.Errorf("got %s, %v, want %s", strings.Join(got, "|"), err, want)
	}
	x = reads(t, "<a><b>1</b></a>", Limits{})
	err = x.Each(func(string, xml.StartElement) error {
		if _, err := x.Text(); err != nil {
			return err
		}
		_, err := x.Text()
		return err
	})
	if err == nil || err.Error() != "line 1: no element is open" {
		t.Errorf("taken twice: %v", err)
	}
}

// TestSkipIsNotBounded says that what is passed over may be larger than a value, as
// the policy of a Nessus report is.
func TestSkipIsNotBounded(t *testing.T) {
	long := strings.Repeat("0123456789", 100_000)
	for _, inner := range []string{long, "<![CDATA[" + long + "]]>", "<!--" + long + "-->", strings.Repeat("<c>1</c>", 100_000)} {
		x := reads(t, "<a><b>"+inner+"</b>"+inner+"<d/></a>", Limits{Value: 200_000})
		var last string
		err := x.Each(func(path string, e xml.StartElement) error {
			if last = path; path == "a/b" {
				return x.Skip()
			}
			return nil
		})
		if err != nil || !strings.HasPrefix(inner, "<c>") && last != "a/d" {
			t.Errorf("%.20s: %s, %v", inner, last, err)
		}
	}
}

func TestManyPartsOfOneValue(t *testing.T) {
	for _, inner := range []string{strings.Repeat("<c/>", maxParts+1), "<c" + strings.Repeat(" d=''", maxParts+1) + "/>"} {
		x := reads(t, "<a><b>"+inner+"</b></a>", Limits{})
		err := x.Each(func(path string, e xml.StartElement) error {
			if path != "a/b" {
				return nil
			}
			_, err := x.Text()
			return err
		})
		if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "elements and attributes") {
			t.Errorf("%.20s: %v", inner, err)
		}
	}
}
