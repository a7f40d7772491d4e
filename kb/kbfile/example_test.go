package kbfile_test

import (
	"fmt"
	"strings"

	"kbadvisor/kb/kbfile"
)

func ExampleRead() {
	const header = "  01-FEB-2000  [iis]\nTITLE   :A title\nPRODUCT :Server\nPROD/VER:\nOPER/SYS:\nKEYWORDS:\n\nText.\n"
	stream := strings.NewReader("DOCUMENT:Q100001" + header + "DOCUMENT:Q100002" + header)
	for a, err := range kbfile.Read(stream, "articles.txt", kbfile.Options{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.ID, a.Format)
	}
	// Output:
	// Q100001 text
	// Q100002 text
}
