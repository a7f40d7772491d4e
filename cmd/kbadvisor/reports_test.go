package main

import (
	"path/filepath"
	"testing"
)

func TestReportName(t *testing.T) {
	root := func(path string) string { return filepath.Join(t.TempDir(), path) }
	a, b := root("a/scan.xml"), root("b/scan.xml")
	for _, tt := range []struct {
		path string
		all  []string
		want string
	}{
		{"scans/a.xml", []string{"scans/a.xml"}, "scans/a.xml"},
		{a, []string{a, "other.xml"}, "scan.xml"},
		{a, []string{a, a}, "scan.xml"},
		{a, []string{a, b}, a},
		{"-", []string{"-"}, "-"},
	} {
		if got := reportName(tt.path, tt.all); got != tt.want {
			t.Errorf("%s of %v: %s, want %s", tt.path, tt.all, got, tt.want)
		}
	}
}
