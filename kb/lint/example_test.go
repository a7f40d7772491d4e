package lint_test

import (
	"fmt"
	"log"

	"kbadvisor/kb/kbmark"
	"kbadvisor/kb/lint"
)

func ExampleCheck() {
	a, err := kbmark.Parse([]byte("---\nid: disk-full\ntitle: Disk full\ndate: 2001-02-03\nstatus: broken\n---\n\n## Symptoms\n\nNothing is written.\n"), "disk-full.md", kbmark.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range lint.Check(a) {
		fmt.Println(p.Line, p.Rule)
	}
	// Output:
	// 0 status_missing
	// 5 status_unknown
}
