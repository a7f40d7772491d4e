package kbtest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// Scan is a real report of a scanner.
type Scan struct {
	Path     string // inside the folder of reports, "nmap-xml/a.xml"
	Format   string // as INDEX.tsv names it
	Findings int    // as INDEX.tsv counts them
	Data     []byte
}

// Scans returns the real reports of some formats of INDEX.tsv, all without a name.
// It skips the test when the environment does not name the shared data.
func Scans(tb testing.TB, formats ...string) []Scan {
	tb.Helper()
	dir := filepath.Join(Shared(tb), "data", "scans")
	f, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comma, in.LazyQuotes = '\t', true
	rows, err := in.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out []Scan
	for _, row := range rows[1:] {
		if len(formats) > 0 && !slices.Contains(formats, row[1]) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(row[0])))
		if err != nil {
			tb.Fatal(err)
		}
		n, err := strconv.Atoi(row[4])
		if err != nil {
			tb.Fatalf("%s: findings: %v", row[0], err)
		}
		out = append(out, Scan{row[0], row[1], n, data})
	}
	if len(out) == 0 {
		tb.Fatalf("no reports of %v", formats)
	}
	return out
}
