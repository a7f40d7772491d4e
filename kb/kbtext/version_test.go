package kbtext

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseVersions(t *testing.T) {
	tests := []struct{ value, systems, want string }{
		{"", "", ""},
		{":", "", ""},
		{"winnt:5.0", "", "winnt 5.0"},
		{"WINDOWS:95,97; MACINTOSH:98", "", "windows 95|windows 97|macintosh 98"},
		{":4.0,4.0 SP3", "", "4.0|4.0 SP3"},
		{"WINDOWS:", "", "windows"},
		{"WINDOWS NT:3.5;NT:4.0;WinNT:3.51", "", "winnt 3.5|winnt 4.0|winnt 3.51"},
		{"MS- DOS:5.0;MSDOS:6.0", "", "msdos 5.0|msdos 6.0"},
		{"WINDOWS|MACINTOS:1.0", "", "windows 1.0|macintosh 1.0"},
		{"Platform:4.0", "", "4.0"},
		{"WinNT:3.5,3.51 WFW:3.11 Win95", "", "winnt 3.5|winnt 3.51|wfw 3.11|win95"},
		{"MS-DOS:5.1,7.0 WINDOWS:1.0; WINDOWS NT:1.0", "", "msdos 5.1|msdos 7.0|windows 1.0|winnt 1.0"},
		{"OS/2:1.3 MS-DOS:5.0 WINDOWS NT:3.1", "", "os/2 1.3|msdos 5.0|winnt 3.1"},
		{"windows:97, macintosh:1.0", "", "windows 97|macintosh 1.0"},
		{"winnt:4.0 (all SP, all editions),5.0", "", "winnt 4.0 (all SP, all editions)|winnt 5.0"},
		{"3.1 3.5", "", "3.1|3.5"},
		{"4.0 SP3 5.0", "", "4.0 SP3|5.0"},
		{"Fall 1993 edition", "", "Fall 1993 edition"},
		{"5.00", "MS-DOS", "msdos 5.00"},
		{"2.00 2.5x | 2.60", "MS-DOS | WINDOWS", "msdos 2.00|msdos 2.5x|windows 2.60"},
		{"1.0 | 2.0 | 3.0", "MS-DOS | WINDOWS", "msdos 1.0|windows 2.0|3.0"},
	}
	for _, tt := range tests {
		var got []string
		for _, v := range parseVersions(tt.value, tt.systems) {
			got = append(got, v.String())
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.value, diff)
		}
	}
}

// The columns of the header are cut; the table of old articles has them whole.
func TestVersionsFromTable(t *testing.T) {
	src := article("2.00 2.50 | 2.50 3.00 | 2.50b\nMS-DOS    | WINDOWS   | MACINTOSH\nkbprg\n\n" + block)
	src = strings.ReplaceAll(src, "winnt:4.0,4.0 SP3;WINDOWS:95", "2.00 2.50 | 2.5")
	var got []string
	for _, v := range mustParse(t, src).Versions {
		got = append(got, v.String())
	}
	want := []string{"msdos 2.00", "msdos 2.50", "windows 2.50", "windows 3.00", "macintosh 2.50b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRows(t *testing.T) {
	tests := []struct {
		row                         string
		version, platform, category bool
	}{
		{"3.00 3.10 | 3.50", true, false, false},
		{"'96-'97", true, false, false},
		{"MS-DOS:5.1,6.0; OS/2:5.1", true, false, false},
		{"WINDOWS | WINDOWS NT", false, true, false},
		{"WINDOWS", false, true, false},
		{"Windows", false, false, false},
		{"kbprg kbref", false, false, true},
		{"KBENV", false, false, true},
		{"docerr", false, false, true},
		{"unconfirmed kberrmsg", false, false, true},
		{"1. Start the Thing.", false, false, false},
		{"Some text", false, false, false},
		{"NOTE: text", false, false, false},
	}
	for _, tt := range tests {
		if v, p, c := versionRow(tt.row), platformRow(tt.row), categoryRow(tt.row); v != tt.version || p != tt.platform || c != tt.category {
			t.Errorf("%q: version %v, platform %v, category %v", tt.row, v, p, c)
		}
	}
}
