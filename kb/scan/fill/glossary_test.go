package fill

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestGlossaryGivesEachFindingItsOwnLists(t *testing.T) {
	var g Glossary
	entry := kb.Finding{Plugin: kb.Plugin{ID: "A-1", Name: "first"}, Citations: make([]kb.Citation, 1, 8)}
	g.Add("A-1", entry)
	g.Add("a-1", kb.Finding{Plugin: kb.Plugin{Name: "second"}})
	one, ok := g.Find(" a-1\n")
	two, _ := g.Find("A-1")
	if !ok || one.Plugin.Name != "first" {
		t.Fatalf("found %v, %v", one, ok)
	}
	Cite(&one, "cve", "CVE-2002-0001", "x")
	Cite(&two, "cve", "CVE-2002-0002", "x")
	if one.Citations[1].Value != "CVE-2002-0001" || len(entry.Citations) != 1 {
		t.Errorf("findings share their references: %v", one.Citations)
	}
	if none, ok := g.Find("other"); ok || none.Plugin.ID != "other" || none.Warnings != nil {
		t.Errorf("found %v, %v", none, ok)
	}
}

func TestGlossaryIsBounded(t *testing.T) {
	var g Glossary
	g.Add("large", kb.Finding{Description: strings.Repeat("a", glossarySize)})
	f, ok := g.Find("large")
	if ok || len(f.Warnings) != 1 {
		t.Errorf("kept %v, warnings %q", ok, f.Warnings)
	}
}

func TestDecoded(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"text", "SFRUUC8xLjEg\n  MjAwIE9L ", "HTTP/1.1 200 OK"},
		{"no padding", "NTMwIE5vdCBsb2dnZWQgaW4", "530 Not logged in"},
		{"one byte of another encoding", "R3Ly3GUgYXVzIEv2bG4sIHp3ZWkgbWFsIHNvIGxhbmc=", `Gr\xf2\xdce aus K\xf6ln, zwei mal so lang`},
		{"a picture", "iVBORw0KGgoAAAANSUhEUgAA/w==", "iVBORw0KGgoAAAANSUhEUgAA/w=="},
		{"not base64", "530 Not logged in.", "530 Not logged in."},
		{"empty", "", ""},
	} {
		if got := Decoded(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestProseAndReferences(t *testing.T) {
	var f kb.Finding
	text := Prose(&f, "solution", `See <a href="http://support.microsoft.com/kb/245030/">the article</a>.<P>Then restart.`)
	Say(&f, "result", " \n")
	Cite(&f, "cve", " ", "cve")
	want := kb.Finding{Citations: []kb.Citation{{Kind: "url", Value: "http://support.microsoft.com/kb/245030/", Where: "solution"}}}
	if d := cmp.Diff(want, f); d != "" || text != "See the article.\nThen restart." {
		t.Errorf("%q\n%s", text, d)
	}
	for id, want := range map[string]string{
		"MS17-010": "ms", "ms02-037": "ms", "KB4500331": "kb", "Q245030": "kb", "CVE-2002-0001": "cve", "RHSA-2020:1": "vendor", "Q4 2020": "vendor",
	} {
		if got := VendorKind(id); got != want {
			t.Errorf("%s is a %s, want %s", id, got, want)
		}
	}
}
