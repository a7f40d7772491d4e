package signature_test

import (
	"fmt"

	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

func ExampleTokens() {
	const text = `User CONTOSO\bob can't log in from 10.0.0.5.`
	for _, t := range signature.Tokens(text) {
		fmt.Print(t.Kind, ":", t.Normal(text), " ")
	}
	// Output: word:user user:contoso\bob word:can word:not word:log word:in word:from ip:10.0.0.5
}

func ExampleTemplate_Align() {
	t := signature.NewTemplate("User <username> cannot log in.")
	const seen = "530 User bob\r\n  cannot log in."
	a, ok := t.Align(signature.Tokens(seen))
	b := a.Bindings[0]
	fmt.Println(ok, a.Exact, b.Name, "=", seen[b.Span.Start:b.Span.End])
	// Output: true true username = bob
}

func ExampleTable_Find() {
	table := signature.NewTable([]signature.Entry{
		{Article: 1, Sig: kb.Signature{Kind: kb.SigReply, Code: "530", Text: "User <username> cannot log in."}},
		{Article: 2, Sig: kb.Signature{Kind: kb.SigReply, Code: "530", Text: "Guest access is not allowed."}},
	})
	for _, hit := range table.Find(signature.Tokens("530 User bob cannot log in.")) {
		fmt.Println(hit.Article, hit.Exact, hit.Code == signature.CodeSame)
	}
	// Output: 1 true true
}
