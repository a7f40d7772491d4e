package query_test

import (
	"errors"
	"fmt"

	"kbadvisor/index/query"
)

func ExampleParse() {
	q, err := query.Parse(`"access denied" share product:"windows nt" -printer`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(q.Phrases, q.Words, q.Filters, q.Excluded)
	// Output: [access denied] [{share false}] [{product [windows nt] false}] [{printer false false}]
}

func ExampleSyntaxError() {
	_, err := query.Parse("ftp after:soon")
	var se *query.SyntaxError
	if errors.As(err, &se) {
		fmt.Println(se.Column, se.Msg)
	}
	// Output: 11 after: cannot be "soon"
}

func ExampleFormat() {
	q, _ := query.Parse("-proxy  after:1999 ftp")
	fmt.Println(query.Format(q))
	// Output: ftp after:1999-01-01 -proxy
}
