package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

type scriptCommand = func(ts *testscript.TestScript, neg bool, args []string)

// scriptCommands are what the stories need on top of testscript's own commands.
func scriptCommands() map[string]scriptCommand {
	return map[string]scriptCommand{
		"exit":    scriptExit,
		"waitfor": scriptWaitFor,
		"get":     scriptGet,
		"field":   scriptField,
		"raw":     scriptRaw,
		"hold":    scriptHold,
		"send":    scriptSend,
	}
}

// scriptExit runs the program and wants an exit code: exit CODE ARG...
func scriptExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if ee, ok := err.(*exec.ExitError); ok {
		got = ee.ExitCode()
	} else if err != nil {
		ts.Fatalf("run %v: %v", args[1:], err)
	}
	if want, _ := strconv.Atoi(args[0]); got != want {
		ts.Fatalf("%v: exit code %d, want %d", args[1:], got, want)
	}
}

// scriptWaitFor waits until a file of the story matches a pattern and sets a
// variable to the first group: waitfor FILE PATTERN [NAME]
func scriptWaitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: waitfor FILE PATTERN [NAME]")
	}
	re := regexp.MustCompile(args[1])
	for range 600 {
		text, _ := os.ReadFile(ts.MkAbs(args[0]))
		if m := re.FindSubmatch(text); m != nil {
			if len(args) > 2 {
				ts.Setenv(args[2], string(m[1]))
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	text, _ := os.ReadFile(ts.MkAbs(args[0]))
	ts.Fatalf("%s never matched %s:\n%s", args[0], args[1], text)
}

// scriptGet fetches an address and wants a status and a pattern in the body:
// get URL STATUS PATTERN
func scriptGet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: get URL STATUS PATTERN")
	}
	resp, err := http.Get(args[0])
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if strconv.Itoa(resp.StatusCode) != args[1] || !regexp.MustCompile(args[2]).Match(body) {
		ts.Fatalf("%s: %s\n%s", args[0], resp.Status, body)
	}
}

// scriptSend uploads a file as a form does and wants a status and a pattern in the
// body: send URL FILE STATUS PATTERN
func scriptSend(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: send URL FILE STATUS PATTERN")
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("report", args[1])
	ts.Check(err)
	_, err = io.WriteString(part, ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(w.Close())
	resp, err := http.Post(args[0], w.FormDataContentType(), &form)
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if strconv.Itoa(resp.StatusCode) != args[2] || !regexp.MustCompile(args[3]).Match(body) {
		ts.Fatalf("%s: %s\n%s", args[0], resp.Status, body)
	}
}

// scriptHold begins a request and does not end it: hold URL. A whole request
// follows on another connection; its answer tells that the server has both.
func scriptHold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold URL")
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(args[0], "http://"))
	ts.Check(err)
	ts.Defer(func() { conn.Close() })
	_, err = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\n")
	ts.Check(err)
	resp, err := http.Get(args[0] + "/healthz")
	ts.Check(err)
	ts.Check(resp.Body.Close())
}

// scriptField wants a field of the JSON object on standard output, or in a line
// of it: field LINE PATH VALUE, with a path such as results.0.id
func scriptField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: field LINE|all PATH VALUE")
	}
	text := ts.ReadFile("stdout")
	if n, err := strconv.Atoi(args[0]); err == nil {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if n < 1 || n > len(lines) {
			ts.Fatalf("standard output has %d lines", len(lines))
		}
		text = lines[n-1]
	}
	var v any
	ts.Check(json.Unmarshal([]byte(text), &v))
	for _, key := range strings.Split(args[1], ".") {
		v = child(v, key)
	}
	if got := fmt.Sprint(v); (got == args[2]) == neg {
		ts.Fatalf("%s is %s, want %s (negated: %v)", args[1], got, args[2], neg)
	}
}

// child returns an element of a JSON value: by key, by index, or "len".
func child(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		return v[key]
	case []any:
		if key == "len" {
			return len(v)
		}
		if i, err := strconv.Atoi(key); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

// scriptRaw replaces \xNN in a file by the byte, for what a txtar file cannot
// hold: raw FILE
func scriptRaw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: raw FILE")
	}
	text := regexp.MustCompile(`\\x([0-9a-f]{2})`).ReplaceAllStringFunc(ts.ReadFile(args[0]), func(m string) string {
		n, _ := strconv.ParseUint(m[2:], 16, 8)
		return string([]byte{byte(n)})
	})
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}
