package ingest_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"kbadvisor/index/indextest"
	"kbadvisor/index/ingest"
)

// An import reads any number of sources, reports what it leaves out, and counts
// the rest.
func ExampleImporter_Import() {
	im, err := ingest.New(ingest.Config{Engine: indextest.NewReference()})
	if err != nil {
		fmt.Println(err)
		return
	}
	article := "---\nid: spooler-stops\ntitle: The print spooler stops\n---\n\n## Symptoms\n\nNothing prints.\n"
	sum, err := im.Import(context.Background(), ingest.Run{
		Sources: []string{"-"},
		Stdin:   strings.NewReader(article),
		Report:  os.Stdout,
	})
	fmt.Println(sum.Added, sum.Failed, err)
	// Output: 1 0 <nil>
}
