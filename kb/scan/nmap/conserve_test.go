package nmap

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

// said is a script as a plain walk over the XML finds it.
type said struct {
	ID, Output string
	values     []string // of its tables
}

// scriptsOf walks over a report without the package's reader.
func scriptsOf(t *testing.T, data []byte) []said {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(data))
	var all []said
	inside := false
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			return all // the samples that end early
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "script" {
				all, inside = append(all, said{ID: attr(e, "id"), Output: attr(e, "output")}), true
			}
		case xml.EndElement:
			inside = inside && e.Name.Local != "script"
		case xml.CharData:
			if inside {
				last := &all[len(all)-1]
				last.values = append(last.values, string(e))
			}
		}
	}
}

func TestScriptsComeBackWhole(t *testing.T) {
	format := scantest.Of(t, Formats(), "nmap-xml")
	scripts := 0
	for _, s := range scantest.Samples(t, "nmap-xml") {
		found, _ := scantest.Read(s.Data, format)
		var got []said
		var texts []string
		for _, f := range found {
			if f.Plugin.ID == openPort {
				continue
			}
			text := ""
			for _, o := range f.Outputs {
				text += o.Text + "\n"
			}
			output := ""
			if len(f.Outputs) > 0 && f.Outputs[0].ID == f.Plugin.ID {
				output = f.Outputs[0].Text
			}
			got, texts = append(got, said{ID: f.Plugin.ID, Output: output}), append(texts, text)
		}
		want := scriptsOf(t, s.Data)
		scripts += len(want)
		if len(got) != len(want) {
			t.Fatalf("%s: %d scripts, want %d", s.Path, len(got), len(want))
		}
		for i, w := range want {
			if blank := strings.TrimSpace(w.Output) == ""; got[i].ID != w.ID || !blank && got[i].Output != w.Output {
				t.Errorf("%s: script %d is %q, want %q", s.Path, i, got[i], w)
			}
			for _, v := range w.values {
				if lost := lost(v, texts[i]); lost != "" && v != "true" && v != "false" {
					t.Errorf("%s: %s lost %q", s.Path, w.ID, lost)
				}
			}
		}
	}
	if scripts < 100 {
		t.Errorf("only %d scripts in the samples", scripts)
	}
}

func TestWhatIsKnownToBeCitedIsThere(t *testing.T) {
	found := map[string][]kb.Finding{}
	for _, s := range scantest.Samples(t, "nmap-xml") {
		found[s.Path], _ = scantest.Read(s.Data, scantest.Of(t, Formats(), "nmap-xml"))
	}
	for _, truth := range scantest.Truths(t, "nmap-xml") {
		if missing := truth.Missing(found[truth.Sample]); len(missing) > 0 {
			t.Errorf("%s: %s lacks %q", truth.Sample, truth.ID, missing)
		}
	}
}

// lost returns a word that a text does not have.
func lost(from, in string) string {
	for w := range words(from) {
		if !strings.Contains(in, w) {
			return w
		}
	}
	return ""
}

func TestFindingsStayApart(t *testing.T) {
	host := `<host><address addr="%s"/><ports><port protocol="tcp" portid="21"><state state="open"/><script id="a" output="one"/><script id="b" output="one"/></port></ports></host>`
	text := `<nmaprun>` + fmt.Sprintf(host, "192.0.2.1") + fmt.Sprintf(host, "192.0.2.2") + `</nmaprun>`
	found, err := scantest.Read([]byte(text), scantest.Of(t, Formats(), "nmap-xml"))
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprint(f.Addresses[0], " ", f.Plugin.ID, " ", f.Port))
	}
	want := []string{"192.0.2.1 open-port 21", "192.0.2.1 a 21", "192.0.2.1 b 21", "192.0.2.2 open-port 21", "192.0.2.2 a 21", "192.0.2.2 b 21"}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
}

// allOpen is a host with all ports open, and a script for each.
func allOpen(script string) []byte {
	var b bytes.Buffer
	b.WriteString(`<nmaprun scanner="nmap"><host><address addr="192.0.2.1"/><ports>`)
	for n := 1; n <= 65535; n++ {
		fmt.Fprintf(&b, `<port protocol="tcp" portid="%d"><state state="open"/><service name="x"/>%s</port>`, n, script)
	}
	b.WriteString(`</ports><os><osmatch name="Windows" accuracy="100"/></os></host></nmaprun>`)
	return b.Bytes()
}

func TestAllPortsOfAHost(t *testing.T) {
	n := 0
	err := readXML(scantest.Bytes(allOpen(""), stream.Limits{}), func(f kb.Finding) error {
		if n++; f.Port != n || f.System != "Windows" {
			return fmt.Errorf("port %d is %v", n, f)
		}
		return nil
	})
	if n != 65535 || err != nil {
		t.Errorf("%d ports: %v", n, err)
	}
}

func TestTooManyFindingsOfAHostGoWithoutSystem(t *testing.T) {
	var got []kb.Finding
	h := &host{out: &output{emit: func(f kb.Finding) error { got = append(got, f); return nil }}}
	large := kb.Finding{Outputs: []kb.Output{{Text: strings.Repeat("a", maxWaiting/4)}}}
	for range 3 {
		h.add(large)
	}
	if len(got) != 0 {
		t.Fatalf("%d findings before the bound", len(got))
	}
	for range 5 {
		h.add(large)
	}
	if len(got) != 8 || h.size > maxWaiting || len(got[7].Warnings) != 1 {
		t.Errorf("%d findings, %d bytes wait", len(got), h.size)
	}
	h.systems = []string{"Windows"}
	h.flush()
	if len(got) != 8 {
		t.Errorf("%d findings at the end", len(got))
	}
}

func BenchmarkXML(b *testing.B) {
	data := allOpen(`<script id="banner" output="220 ready"/>`)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := readXML(scantest.Bytes(data, stream.Limits{}), func(kb.Finding) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
