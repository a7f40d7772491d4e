package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// TestRules goes through the table: every kind of error is told as its own row,
// also when it is wrapped, and never with the words of the error itself.
func TestRules(t *testing.T) {
	codes := map[string]bool{}
	for _, r := range rules {
		t.Run(r.code, func(t *testing.T) {
			err := fmt.Errorf("read /secret/path: %w", r.is)
			p := newProblem(err)
			if p.wire.Code != r.code || p.wire.Status != r.status {
				t.Errorf("told as %s %d: an earlier row matches too", p.wire.Code, p.wire.Status)
			}
			if strings.Contains(string(encodeJSON(p.wire)), "secret") {
				t.Errorf("the words of the error reach the client: %s", encodeJSON(p.wire))
			}
			if !errors.Is(p, r.is) {
				t.Error("the problem does not wrap the error")
			}
			if (r.status == http.StatusServiceUnavailable) != (p.GetHeaders().Get("Retry-After") != "") {
				t.Errorf("status %d with Retry-After %q", r.status, p.GetHeaders().Get("Retry-After"))
			}
			if codes[r.code] || r.title == "" || r.detail == "" || r.advice == "" || r.status < 400 {
				t.Errorf("row is not complete or not unique: %+v", r)
			}
			codes[r.code] = true
		})
	}
}

func TestNewProblem(t *testing.T) {
	tests := []struct {
		name   string
		err    error
		status int
		code   string
	}{
		{"unknown", errors.New("secret"), 500, "internal"},
		{"no article", kb.ErrNotFound, 404, "not_found"},
		{"no id", kb.ErrBadID, 404, "bad_id"},
		{"syntax", &query.SyntaxError{Pos: 3, Msg: "m", Hint: "h"}, 400, "bad_query"},
		{"too broad", index.ErrTooBroad, 400, "query_too_broad"},
		{"page", index.ErrBadPage, 400, "bad_page"},
		{"full", index.ErrFull, 507, "disk_full"},
		{"deadline", context.DeadlineExceeded, 503, "search_timeout"},
		{"given up", context.Canceled, 503, "canceled"},
		{"panic", &panicError{value: "secret"}, 500, "internal"},
		{"no route", echo.ErrNotFound, 404, "no_route"},
		{"method", echo.ErrMethodNotAllowed, 405, "method_not_allowed"},
		{"body", echo.ErrStatusRequestEntityTooLarge, 413, "body_too_large"},
		{"media type", echo.ErrUnsupportedMediaType, 415, "unsupported_media_type"},
		{"other 4xx", echo.ErrTeapot, 400, "bad_request"},
		{"other 5xx", echo.ErrBadGateway, 500, "internal"},
		{"unavailable", echo.ErrServiceUnavailable, 500, "internal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProblem(tt.err)
			if p.wire.Status != tt.status || p.wire.Code != tt.code {
				t.Errorf("got %d %s, want %d %s", p.wire.Status, p.wire.Code, tt.status, tt.code)
			}
			if strings.Contains(p.wire.Detail, "secret") {
				t.Errorf("detail: %s", p.wire.Detail)
			}
		})
	}
}

// TestFromHuma says that of huma's texts only those about parameters are told.
func TestFromHuma(t *testing.T) {
	many := &huma.ErrorModel{Status: 422}
	for i := range 50 {
		many.Errors = append(many.Errors, &huma.ErrorDetail{Location: fmt.Sprintf("body.a[%d]", i), Message: strings.Repeat("x", 5000), Value: "v"})
	}
	if b := encodeJSON(fromHuma(many).wire); len(b) > 4096+500 || strings.Contains(string(b), `"v"`) {
		t.Errorf("problem of %d bytes: %.300s", len(b), b)
	}
	leak := &huma.ErrorModel{Status: 400, Detail: "json: cannot unmarshal into Go struct", Errors: []*huma.ErrorDetail{{Message: "Go struct field"}}}
	if b := string(encodeJSON(fromHuma(leak).wire)); strings.Contains(b, "Go struct") || !strings.Contains(b, "bad_request") {
		t.Errorf("problem: %s", b)
	}
	for _, status := range []int{406, 408, 413, 415} {
		if got := fromHuma(&huma.ErrorModel{Status: status}).wire.Status; got != status {
			t.Errorf("status %d is told as %d", status, got)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"aé", 2, "a…"}} {
		if got := cut(tt.in, tt.n); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}

func TestServesHost(t *testing.T) {
	s := &Server{cfg: Config{Hosts: []string{"kb.example.com"}}}
	for host, want := range map[string]bool{
		"localhost": true, "localhost:8080": true, "LOCALHOST.": true, "kb.localhost:80": true,
		"127.0.0.1": true, "127.9.9.9:1": true, "[::1]:8080": true, "::1": true, "[::ffff:127.0.0.1]:1": true,
		"kb.example.com": true, "KB.example.com:8443": true,
		"": false, "evil.example": false, "evil.example:8080": false, "localhost.evil.example": false,
		"127.0.0.1.evil.example": false, "192.168.0.1": false, "0.0.0.0": false, "[::]": false,
	} {
		if got := s.servesHost(host); got != want {
			t.Errorf("host %q: %v, want %v", host, got, want)
		}
	}
}

func TestConfigValidate(t *testing.T) {
	if err := (Config{}).Validate(); err != nil {
		t.Errorf("zero value: %v", err)
	}
	if err := (Config{MaxQueue: -1}).Validate(); err != nil {
		t.Errorf("no queue: %v", err)
	}
	for _, c := range []Config{{SearchTimeout: -1}, {Drain: -1}, {Grace: -1}, {MaxSearches: -1}, {MaxConns: -1}} {
		if c.Validate() == nil {
			t.Errorf("%+v is taken for valid", c)
		}
	}
}
