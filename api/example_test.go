package api_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"kbadvisor/api"
	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

func ExampleNew() {
	ctx := context.Background()
	engine := indextest.NewReference() // a program has one of index/bleve
	article := &kb.Article{ID: "ftp-port-before-login", Title: "PORT before log-in", Format: kb.FormatMarkdown}
	if _, err := engine.Put(ctx, []index.Document{{Article: article}}); err != nil {
		fmt.Println(err)
	}
	if err := engine.Refresh(ctx); err != nil {
		fmt.Println(err)
	}

	server := httptest.NewServer(api.New(engine, api.Config{}, slog.New(slog.DiscardHandler)))
	defer server.Close()
	res, err := http.Get(server.URL + "/v1/suggest?q=port")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	fmt.Print(res.StatusCode, " ", string(body))
	// Output: 200 {"suggestions":[{"id":"ftp-port-before-login","title":"PORT before log-in"}]}
}
