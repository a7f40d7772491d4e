package observe_test

import (
	"fmt"

	"kbadvisor/kb/observe"
)

func ExampleRead() {
	o := observe.Read(`Event ID: 115 Source: W3SVC The service could not bind instance 1. (since the restart of the server)`, "")
	fmt.Println(o.Kind)
	for _, m := range o.Messages {
		fmt.Printf("%s %s %s %q\n", m.Role, m.Source, m.Code, m.Text)
	}
	// Output:
	// event
	// neutral   "Event ID: 115 Source: W3SVC"
	// failure W3SVC 115 "The service could not bind instance 1."
	// comment   "(since the restart of the server)"
}

func ExampleForeign() {
	fmt.Println(observe.Foreign(observe.Product("220 x Microsoft FTP Service (Version 5.0).")))
	fmt.Println(observe.Foreign("iis", "10.0"), observe.Foreign("nginx", "1.18.0"))
	// Output:
	// false
	// true true
}
