package nessus

import (
	"encoding/xml"
	"html"
	"strings"
	"testing"
	"unicode"

	"kbadvisor/kb/scan/scantest"
)

// counted are the real reports that INDEX.tsv counts otherwise, with what they have.
var counted = map[string]int{
	"nessus-csv/DefectDojo__nessus_new.csv":        99, // fields have line ends in them
	"nessus-csv/DefectDojo__tenable_many_vuln.csv": 20, // the last two rows are empty
}

// formatOf are the folders of real reports, with the formats of this package.
var formatOf = map[string]string{
	"nessus-v2-xml": "nessus-xml", "nessus-v1-xml": "nessus-v1-xml", "nessus-nbe": "nessus-nbe", "nessus-csv": "nessus-csv",
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nessus-v2-xml", "nessus-v1-xml", "nessus-nbe", "nessus-csv") {
		if len(s.Data) == 0 {
			continue // an empty file is no report
		}
		want := s.Findings
		if n, ok := counted[s.Path]; ok {
			want = n
		}
		if got := recognised(t, string(s.Data)); got != formatOf[s.Format] {
			t.Errorf("%s: recognised as %q", s.Path, got)
		}
		found, err := scantest.Read(s.Data, scantest.Of(t, Formats(), formatOf[s.Format]))
		if err != nil || len(found) != want {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want, err)
		}
		for i, f := range found {
			if len(f.Warnings) > 0 || f.Plugin.ID == "" || len(f.Names)+len(f.Addresses) == 0 && !strings.Contains(s.Path, "reportitems") {
				t.Errorf("%s: finding %d: %+v", s.Path, i+1, f)
			}
		}
	}
}

// itemTexts are all texts of an item, as encoding/xml reads them.
type itemTexts struct {
	Fields []struct {
		XMLName xml.Name
		Text    string `xml:",chardata"`
	} `xml:",any"`
}

// TestNoWordIsLost says that every word of every element of every item of the real
// reports is in its finding, and every output as it stands.
func TestNoWordIsLost(t *testing.T) {
	words := 0
	for _, s := range scantest.Samples(t, "nessus-v2-xml") {
		if len(s.Data) == 0 {
			continue
		}
		found, err := scantest.Read(s.Data, Formats()[0])
		if err != nil {
			t.Fatal(s.Path, err)
		}
		for i, item := range items(t, s.Data) {
			outputs := ""
			for _, o := range found[i].Outputs {
				outputs += o.Text + "\n"
			}
			all := scantest.Dump(found[i:i+1], nil)
			for _, f := range item.Fields {
				if f.XMLName.Local == "plugin_output" && !strings.Contains(outputs, f.Text) {
					t.Errorf("%s: item %d: output lost: %.200q", s.Path, i+1, f.Text)
				}
				for _, w := range strings.Fields(f.Text) {
					words++
					if kind, value, _ := strings.Cut(w, ":"); !strings.Contains(all, w) && !(f.XMLName.Local == "xref" && strings.Contains(all, "cites "+strings.ToLower(kind)+": "+value)) {
						t.Errorf("%s: item %d: <%s>: %q is lost", s.Path, i+1, f.XMLName.Local, w)
					}
				}
			}
		}
	}
	if words < 100_000 {
		t.Errorf("%d words looked at, want all", words)
	}
}

// TestNoWordOfATextIsLost says the same of version 1, whose texts are taken apart,
// and of tables.
func TestNoWordOfATextIsLost(t *testing.T) {
	for _, s := range scantest.Samples(t, "nessus-v1-xml", "nessus-csv") {
		found, err := scantest.Read(s.Data, scantest.Of(t, Formats(), formatOf[s.Format]))
		if err != nil {
			t.Fatal(s.Path, err)
		}
		all := map[string]bool{"data": true, "Description": true, "Synopsis": true, "Solution": true, "Other": true, "references": true, "BID": true, "CVE": true, "See": true}
		for w := range words(scantest.Dump(found, nil)) {
			all[strings.ToLower(w)], all[w] = true, true
		}
		text := string(s.Data)
		if s.Format == "nessus-v1-xml" {
			text = strings.ReplaceAll(html.UnescapeString(text[strings.Index(text, "<ReportHost>"):]), `\n`, "\n")
		} else {
			_, text, _ = strings.Cut(text, "\n") // the names of columns
		}
		for w := range words(text) {
			if !all[w] && !all[strings.ToLower(w)] && !tagNames[w] {
				t.Errorf("%s: %q is lost", s.Path, w)
			}
		}
	}
}

// words returns the words of a text.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w] = true
	}
	return out
}

// tagNames are words of elements of version 1, of what they say of the scan, and
// names of kinds that findings call otherwise.
var tagNames = map[string]bool{"ReportHost": true, "HostName": true, "startTime": true, "stopTime": true, "addr": true, "ReportItem": true, "pluginID": true,
	"pluginName": true, "Report": true, "NessusClientData": true, "Wed": true, "Tue": true, "MSKB": true, "BUGTRAQ": true}

// items returns the items of a report, read another way.
func items(t *testing.T, data []byte) []itemTexts {
	dec := xml.NewDecoder(strings.NewReader(string(data)))
	var out []itemTexts
	for {
		tok, err := dec.Token()
		if tok == nil {
			return out
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "ReportItem" {
			var it itemTexts
			if err = dec.DecodeElement(&it, &e); err == nil {
				out = append(out, it)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
