package nessus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

// file returns a report of testdata.
func file(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// reports are the files of testdata with their formats.
var reports = map[string]string{
	"report.nessus": "nessus-xml", "report.v1": "nessus-v1-xml", "report.nbe": "nessus-nbe", "seccubus.nbe": "nessus-nbe",
	"nessus.csv": "nessus-csv", "tenable-sc.csv": "nessus-csv", "tenable-vm.csv": "nessus-csv",
}

func TestRead(t *testing.T) {
	for name, format := range reports {
		t.Run(name, func(t *testing.T) {
			data := file(t, name)
			if got := recognised(t, data); got != format {
				t.Errorf("recognised as %q", got)
			}
			found, err := scantest.Read([]byte(data), scantest.Of(t, Formats(), format))
			scantest.Golden(t, name, found, err)
		})
	}
}

// recognised returns the names of the formats that claim a report.
func recognised(tb testing.TB, data string) string {
	var names []string
	for _, f := range Formats() {
		if f.Is(scantest.Head(tb, []byte(data))) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, " ")
}

func TestIs(t *testing.T) {
	for data, want := range map[string]string{
		`<NessusClientData_v2/>`:                                    "nessus-xml",
		`<ReportHost name="192.0.2.7"><HostProperties/>`:            "nessus-xml",
		`<!-- x --><ReportItem port="0" pluginID="1"/>`:             "nessus-xml",
		`<Report name="x"><ReportHost name="y">`:                    "nessus-xml",
		`<NessusClientData><Report>`:                                "nessus-v1-xml",
		`<Report><ReportName>x</ReportName>`:                        "nessus-v1-xml",
		`<ReportHost><HostName>x</HostName>`:                        "nessus-v1-xml",
		`<report id="x"><results>`:                                  "",
		`<Report><x/></Report>`:                                     "",
		`<ReportItem><x/></ReportItem>`:                             "",
		"timestamps|||scan_start|x|\n":                              "nessus-nbe",
		"\nresults|192.0.2|192.0.2.7|ftp (21/tcp)\n":                "nessus-nbe",
		"results of a scan":                                         "",
		"IP,Hostname,Port,NVT Name,NVT OID\n":                       "",
		"Asset UUID,Plugin Family,Plugin ID,Plugin Name,Severity\n": "nessus-csv",
		"Host,Port,Name\n":                                          "",
	} {
		if got := recognised(t, data); got != want {
			t.Errorf("%s: recognised as %q, want %q", data, got, want)
		}
	}
}

func TestFragments(t *testing.T) {
	whole := file(t, "report.nessus")
	from, to := strings.Index(whole, "<ReportHost"), strings.Index(whole, "</ReportHost>")+len("</ReportHost>")
	found, err := scantest.Read([]byte(whole[from:to]), Formats()[0])
	if err != nil || len(found) != 3 || found[0].Names[0] != "ftp.corp.example" {
		t.Errorf("host: %d findings, %v", len(found), err)
	}
	from, to = strings.Index(whole, "<ReportItem"), strings.Index(whole, "</ReportItem>")+len("</ReportItem>")
	found, err = scantest.Read([]byte(whole[from:to]), Formats()[0])
	if err != nil || len(found) != 1 || found[0].Plugin.ID != "10079" {
		t.Errorf("item: %d findings, %v", len(found), err)
	}
}

// TestCutAnywhere says that a report that ends early gives the findings before that
// place, then an error.
func TestCutAnywhere(t *testing.T) {
	for name, format := range map[string]string{"report.nessus": "nessus-xml", "report.v1": "nessus-v1-xml"} {
		data, f := file(t, name), scantest.Of(t, Formats(), format)
		whole, err := scantest.Read([]byte(data), f)
		if err != nil {
			t.Fatal(err)
		}
		end := strings.LastIndexByte(strings.TrimSpace(data), '>')
		for i := 0; i <= end; i += 7 {
			if end-i < 7 {
				i = end // the last byte alone
			}
			found, err := scantest.Read([]byte(data[:i]), f)
			if err == nil || !strings.HasSuffix(err.Error(), "the report ends early") {
				t.Fatalf("%s cut at %d: %v", name, i, err)
			}
			if got, want := scantest.Dump(found, nil), scantest.Dump(whole[:len(found)], nil); got != want {
				t.Fatalf("%s cut at %d:\n%s", name, i, got)
			}
			if i == end && len(found) != len(whole) {
				t.Errorf("%s without its last byte: %d findings, want %d", name, len(found), len(whole))
			}
		}
	}
}

func TestHostileXML(t *testing.T) {
	item := func(attrs, body string) string {
		return `<NessusClientData_v2><Report><ReportHost name="a.example"><ReportItem port="21" pluginID="1" ` + attrs + `>` + body + `</ReportItem></ReportHost></Report></NessusClientData_v2>`
	}
	long := strings.Repeat("x", 64<<10)
	tests := []struct{ name, in, want string }{
		{"control characters", item("", "<plugin_output>220 \x05\x00 &#x1;\xff</plugin_output>"), `output plugin_output: 220 \x05\x00 \x01\xff`},
		{"character set", `<?xml version="1.0" encoding="ISO-8859-1"?>` + item("", "<plugin_output>caf\xe9</plugin_output>"), "output plugin_output: café"},
		{"64 KiB attribute", item(`pluginName="`+long+`"`, ""), "plugin: 1 | " + long},
		{"nested elements", item("", "<plugin_output>a<b>c</b><ReportItem port='1'/>d</plugin_output>"), "output plugin_output: acd"},
		{"own entity", `<!DOCTYPE x [<!ENTITY e "f">]>` + item("", "<plugin_output>&e;</plugin_output>"), "error: line 1, in NessusClientData_v2/Report/ReportHost/ReportItem/plugin_output: invalid character entity &e;"},
		{"deep", item("", strings.Repeat("<a>", 300)), "elements are more than 200 deep in each other"},
		{"huge output", item("", "<plugin_output>"+strings.Repeat("y", 2<<20)+"</plugin_output>"), "plugin_output cut: 1048576 of 2097152 bytes kept"},
		{"huge piece", item("", "<plugin_output>"+strings.Repeat("y", 33<<20)+"</plugin_output>"), "one piece of more than 33554432 bytes"},
		{"many children", item("", strings.Repeat("<cve>CVE-1999-0001</cve><a>b</a>", 20_000)), "cites cve: CVE-1999-0001 (cve)"},
		{"many tags", strings.Replace(item("", ""), "<ReportItem", "<HostProperties>"+strings.Repeat(`<tag name="cpe-1">cpe:/a:b</tag>`, 2000)+"</HostProperties><ReportItem", 1), "names, addresses or products of the host over 1,000 left out"},
		{"many references", item("", "<see_also>"+strings.Repeat("http://a ", 20_000)+"</see_also>"), "references cut: 10000 of 20000 kept"},
		{"many fields", item("", strings.Repeat("<a>b</a>", 20_000)), "10000 small fields left out: more than 10000"},
		{"words beside URLs", item("", "<see_also>see http://www.example/a</see_also>"), "cites url: http://www.example/a (see_also)"},
		{"two descriptions", item(`xmlns:cm="x"`, "<description>a</description><description>b</description>"), "description: a\noutput attributes: description: b\n"},
		{"port", strings.Replace(item("", ""), `port="21"`, `port="99999999999999999999"`, 1), "port: 0/ "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found, err := scantest.Read([]byte(test.in), Formats()[0])
			if got := scantest.Dump(found, err); !strings.Contains(got, test.want) {
				t.Errorf("got %.1000s\nwant %.200s", got, test.want)
			}
		})
	}
}

func TestNBEErrorsNameTheLine(t *testing.T) {
	found, err := scantest.Read([]byte("timestamps|||scan_start|x|\n\nnot a result\n"), Formats()[2])
	if len(found) != 0 || err == nil || err.Error() != `line 3: want a line of results or timestamps, got "not a result"` {
		t.Errorf("%v %v", found, err)
	}
	found, err = scantest.Read([]byte("results|a|b.example|80|1|x|y\n"+strings.Repeat("z\n", maxLines+5)), Formats()[2])
	if err != nil || len(found) != 1 || !slices.Contains(found[0].Warnings, "5 lines of the text left out: more than 10000") {
		t.Errorf("%d %v", len(found), err)
	}
}

func FuzzV2(f *testing.F) {
	scantest.Fuzz(f, Formats()[0], file(f, "report.nessus"), `<ReportItem pluginID="1"/>`)
}
func FuzzV1(f *testing.F) { scantest.Fuzz(f, Formats()[1], file(f, "report.v1")) }
func FuzzNBE(f *testing.F) {
	scantest.Fuzz(f, Formats()[2], file(f, "report.nbe"), file(f, "seccubus.nbe"))
}
func FuzzCSV(f *testing.F) {
	scantest.Fuzz(f, Formats()[3], file(f, "nessus.csv"), file(f, "tenable-sc.csv"), file(f, "tenable-vm.csv"))
}
