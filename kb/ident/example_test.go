package ident_test

import (
	"fmt"

	"kbadvisor/kb/ident"
)

func ExampleFind() {
	text := "Event ID: 7023 Source: Service Control Manager, error -2147024891, see MS02-018"
	for _, id := range ident.Find(text) {
		fmt.Printf("%s %s %q\n", id.Kind, id.ID, text[id.Span.Start:id.Span.End])
	}
	// Output:
	// event servicecontrolmanager/7023 "7023"
	// result 0x80070005 "-2147024891"
	// win32 5 "-2147024891"
	// bulletin MS02-018 "MS02-018"
}

func ExampleAliases_Articles() {
	a := ident.DefaultAliases()
	for _, id := range ident.Find("CVE-2001-0662") {
		for _, article := range a.Articles(id) {
			fmt.Println(article, a.Breadth(article))
		}
	}
	// Output:
	// Q305399 1
}
