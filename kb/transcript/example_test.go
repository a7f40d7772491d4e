package transcript_test

import (
	"fmt"

	"kbadvisor/kb/transcript"
)

func ExampleRead() {
	s, ok := transcript.Read("220 w2k Microsoft FTP Service (Version 5.0).\nPORT 10,1,4,77,4,35\n200 PORT command successful.\n")
	fmt.Println(ok, s.Protocol, s.Product, s.Version)
	for _, e := range s.Exchanges {
		fmt.Printf("%s: %q %s\n", e.State.Phase, e.Command, e.Code)
	}
	for _, f := range s.Facts {
		fmt.Println(f.Kind)
	}
	// Output:
	// true ftp iis 5.0
	// before_login: "" 220
	// before_login: "PORT" 200
	// PORT accepted before log-in
}
