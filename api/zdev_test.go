package api_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kbadvisor/api"
	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb/kbmark"
	"kbadvisor/kb/kbtext"
)

func TestDev(t *testing.T) {
	if os.Getenv("DEV") == "" {
		t.Skip()
	}
	e := indextest.NewReference()
	var docs []index.Document
	files, _ := filepath.Glob("/tmp/kb/239/*.TXT")
	f2, _ := filepath.Glob("/tmp/kb/142/*.TXT")
	f3, _ := filepath.Glob("/tmp/kb/1[56]*/*.TXT")
	md, _ := filepath.Glob("/tmp/md/*/*/*.md")
	md2, _ := filepath.Glob("/tmp/md/*/*/*/*.md")
	files = append(append(append(files, f2...), f3...), append(md, md2...)...)
	for _, f := range files {
		if len(docs) > 4000 {
			break
		}
		b, _ := os.ReadFile(f)
		if filepath.Ext(f) == ".md" {
			if a, err := kbmark.Parse(b, f, kbmark.Options{}); err == nil {
				docs = append(docs, index.Document{Article: a, Name: f, Origin: "md"})
			}
			continue
		}
		a, err := kbtext.Parse(b, f, kbtext.Options{})
		if err != nil {
			fmt.Println(err)
			continue
		}
		docs = append(docs, index.Document{Article: a, Name: f, Origin: "dev"})
	}
	fmt.Println(len(docs))
	if _, err := e.Put(context.Background(), docs); err != nil {
		t.Fatal(err)
	}
	e.Refresh(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:18099")
	if err != nil {
		t.Fatal(err)
	}
	ctx, c := context.WithTimeout(context.Background(), 25*time.Minute)
	defer c()
	fmt.Println(api.New(e, api.Config{SearchTimeout: 20 * time.Second}, slog.New(slog.NewJSONHandler(os.Stdout, nil))).Serve(ctx, l))
}
