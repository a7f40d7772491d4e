package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/ingest"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// backups are articles by path whose ids, titles, links or names are hard to keep.
var backups = map[string]string{
	"crlf/Q900102.TXT": "DOCUMENT:Q900102  12-MAR-2001  [iis]\r\nTITLE   :Caf\xe9 Menu Is Wrong\r\nPRODUCT :Example File Server\r\n" +
		"PROD/VER:winnt:4.0\r\nOPER/SYS:\r\nKEYWORDS:kbftp\r\n\r\n" + strings.Repeat("=", 70) + "\r\nSYMPTOMS\r\n========\r\n\r\nThe letter \xe9 looks odd.\r\n",
	"team/alerts/Disk Full.md":                        "## Symptoms\n\nNothing is saved. See [the other one](../net/Slow.md) and [the named one](../named.md).\n",
	"team/net/Slow.md":                                "# Slow\r\n\r\n## Cause\r\n\r\nToo much \x93traffic\x94.\r\n",
	"team/net/deep/README.md":                         "## Symptoms\n\nIt is deep.\n\n## Fix\n\nDig.\n",
	"team/named.md":                                   "---\nid: named-by-itself\n---\n\n## Cause\n\nIt has a name. See [slow](net/Slow.md).\n",
	"team/mit-umlaut-\u00fc.md":                       "# Umlaut\n\n## Cause\n\nA letter.\n",
	"team/licence-trouble.md":                         "---\nid: license\n---\n\n## Cause\n\nThe id is a name that is never an article.\n",
	"team/what?.md":                                   "---\nid: changelog\n---\n\n## Cause\n\nNeither name will do.\n",
	"team/device.md":                                  "---\nid: con\n---\n\n## Cause\n\nThe id is a device.\n",
	"team/case.md":                                    "# One\n\n## Cause\n\nSmall.\n",
	"team/CASE.md":                                    "# Two\n\n## Cause\n\nLarge.\n",
	"team/ends in a blank .md":                        "# Blank\n\n## Cause\n\nA blank.\n",
	"team/v1.2/notes.markdown":                        "# Notes\n\n## Cause\n\nAnother ending.\n",
	"team/kept.md/inside.md":                          "# Inside\n\n## Cause\n\nThe folder has the name of a file.\n",
	"team/" + strings.Repeat("long/", 40) + "path.md": "# Long\n\n## Cause\n\nA long path.\n",
}

// TestExportKeepsArticles exports to each target and imports that into a new data
// folder.
func TestExportKeepsArticles(t *testing.T) {
	for name, below := range map[string]string{"all": "", "one folder": "team/net/"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			n := 0
			for path, body := range backups {
				if !strings.HasPrefix(path, below) {
					continue
				}
				n++
				path = filepath.Join(dir, filepath.FromSlash(path))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p := &program{out: newConsole(io.Discard), err: newConsole(io.Discard)}
			first := p.imported(t, ingest.Run{Sources: []string{dir}})
			want := everything(t, first)
			if len(want) != n+1 {
				t.Errorf("%d articles from %d files: %v", len(want)-1, n, want)
			}
			var stream bytes.Buffer
			p.out = newConsole(&stream)
			out := t.TempDir()
			for _, target := range []string{filepath.Join(out, "folder"), filepath.Join(out, "x.tar"), filepath.Join(out, "x.tar.zst"), "-"} {
				if err := p.export(t.Context(), first, nil, target); err != nil {
					t.Fatal(err)
				}
				again := p.imported(t, ingest.Run{Sources: []string{target}, Stdin: &stream})
				if diff := cmp.Diff(want, everything(t, again)); diff != "" {
					t.Errorf("%s (-before +after):\n%s", filepath.Base(target), diff)
				}
			}
		})
	}
}

// imported imports into a new data folder.
func (p *program) imported(t *testing.T, run ingest.Run) *data {
	t.Helper()
	d, err := p.create(t.Context(), dataFlags{dir: t.TempDir(), noBundled: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	im, err := ingest.New(ingest.Config{Engine: d, Parse: d.parse})
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := im.Import(t.Context(), run); err != nil || sum.Failed+sum.Skipped > 0 {
		t.Errorf("import %v: %+v, %v", run.Sources, sum, err)
	}
	return d
}

// kept is what an export must keep of an article. The title is left out of one
// whose path is no good name for a file and whose title is made of it.
type kept struct {
	Source, Title string
	References    []kb.Reference
}

// everything returns all articles by id, and the fingerprint under an empty one.
func everything(t *testing.T, d *data) map[kb.ID]kept {
	t.Helper()
	s, err := d.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[kb.ID]kept{}
	for e, err := range d.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := d.Get(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		k := kept{string(doc.Article.Source), doc.Article.Title, doc.Article.References}
		if k.Source == backups["team/what?.md"] {
			k.Title = ""
		}
		out[e.ID] = k
	}
	out["fingerprint"] = kept{Source: s.Fingerprint}
	return out
}

func TestExportNames(t *testing.T) {
	names := newExportNames(kbfile.Options{})
	words := "## Cause\n\nNobody looked.\n"
	own := func(id string) string { return "---\nid: " + id + "\n---\n\n" + words }
	for _, tt := range []struct {
		id             kb.ID
		imported, body string
		want           string
	}{
		{"notes", "notes.md", words, "notes.md"},
		{"own", "x/y.markdown", own("own"), "x/y.md"},
		{"other", "X/z.md", own("other"), "other.md"}, // the folder is x already
		{"same", "x/Y.md", own("same"), "same.md"},
		{"license", "-", own("license"), "article-license.md"},
		{"con", "a/con.md", own("con"), "article-con.md"},
		{"up", "../up.md", own("up"), "up.md"},
		{"colon", "c:/x.md", own("colon"), "colon.md"},
		{"hid", ".git/x.md", own("hid"), "hid.md"},
		{"dash", "-rf.md", own("dash"), "dash.md"},
		{"port", "a/com1.txt.md", own("port"), "port.md"},
		{"odd", "a/\xff.md", own("odd"), "odd.md"},
		{"none", "", own("none"), "none.md"},
		{"abs", "/etc/x.md", own("abs"), "abs.md"},
	} {
		if got := names.name(tt.id, kb.FormatMarkdown, tt.imported, []byte(tt.body)); got != tt.want {
			t.Errorf("%s, imported as %q, becomes %q, want %q", tt.id, tt.imported, got, tt.want)
		}
	}
	if got := names.name("Q900101", kb.FormatText, "900/q900101.old#Q900101", nil); got != "Q900101.txt" {
		t.Errorf("KB text becomes %q", got)
	}
}
