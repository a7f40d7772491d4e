package kbmark_test

import (
	"fmt"
	"log"

	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
)

const runbook = `# DiskFull

## Meaning

The disk is full.

## How to fix it

Remove old logs.
`

func ExampleParse() {
	a, err := kbmark.Parse([]byte(runbook), "alerts/DiskFull.md", kbmark.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.ID, a.Title)
	for _, s := range a.Content() {
		fmt.Printf("%s (%s): %s\n", s.Name, s.Heading, s.Plain())
	}
	// Output:
	// alerts-diskfull-8a71 DiskFull
	// SUMMARY (Meaning): The disk is full.
	// RESOLUTION (How to fix it): Remove old logs.
}

func ExampleHTML() {
	a, err := kbmark.Parse([]byte("## Symptoms\n\nThe reply is 530 User <name> cannot log in.\n"), "a.md", kbmark.Options{})
	if err != nil {
		log.Fatal(err)
	}
	page, err := kbmark.HTML(a)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(page))
	// Output:
	// <h2>Symptoms</h2>
	// <p>The reply is 530 User &lt;name&gt; cannot log in.</p>
}

func ExampleMarkdown() {
	a := &kb.Article{ID: "Q100001", Format: kb.FormatText, Title: "A title", Date: "2000-02-01", Sections: []kb.Section{
		{Kind: kb.Content, Name: kb.Symptoms, Text: "The server replies:\n\n   500 No.\n"},
	}}
	fmt.Print(string(kbmark.Markdown(a)))
	// Output:
	// ---
	// id: Q100001
	// title: A title
	// date: "2000-02-01"
	// ---
	//
	// ## SYMPTOMS
	//
	// The server replies:
	//
	// ```
	// 500 No.
	// ```
}
