package hydra

import (
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const report = `{ "generator": {
	"software": "Hydra", "version": "v9.5", "built": "2026-07-28 11:35:21",
	"server": "192.0.2.7", "service": "ftp", "jsonoutputversion": "1.00",
	"commandline": "hydra -b jsonv1 ..."
	},
"results": [
	{"port": 21, "service": "ftp", "host": "192.0.2.7", "login": "anonymous", "password": "a@b.example"},
	{"port": "990", "service": "ftps", "host": "ftp.example", "login": "bob", "password": "", "status": "success"},
	{"port": 21, "service": {"a": 1}, "login": 5, "password": null}
	],
"success": true,
"errormessages": [  ],
"quantityfound": 3   }`

func TestRead(t *testing.T) {
	for name, text := range map[string]string{
		"logins":    report,
		"errors":    strings.Replace(report, "[  ]", `[ "[ERROR] no answer", "[ERROR] gave up" ]`, 1),
		"failed":    strings.Replace(report, "true", "false", 1),
		"truncated": report[:len(report)-130],
	} {
		found, err := scantest.Read([]byte(text), format)
		scantest.Golden(t, name, found, err)
		if !format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("%s: not recognised", name)
		}
	}
}

func TestFormatLeavesOthers(t *testing.T) {
	for _, text := range []string{`{"generator":"other","results":[]}`, `{"results":[{"software":"hydra"}]}`, `<generator/>`} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("took %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "hydra-json") {
		found, err := scantest.Read(s.Data, format)
		want := "errormessages: hydra did not finish: [ERROR] Error Message of Something; [ERROR] Another Message; These are very free form"
		if len(found) != s.Findings || err == nil || err.Error() != want {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, report, "{}", "[]", `{"results":[1]}`) }
