package api_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"kbadvisor/api"
)

// FuzzLinkBody uploads any body under any type: the answer is a result or a fault of
// the upload, never one of the server.
func FuzzLinkBody(f *testing.F) {
	formBody, formType := form(f, "report", "a.json", twoPorts)
	f.Add(twoPorts, "application/json")
	f.Add(formBody, formType)
	f.Add(zipped(f, "a.json", twoPorts, "b", ""), "application/zip")
	f.Add(gzipped(f, twoPorts), "")
	f.Add("<nmaprun><host><ports><port", "multipart/form-data; boundary=x")
	s := api.New(newEngine(f), api.Config{Linker: &fakeLinker{}, Link: api.LinkConfig{Dir: f.TempDir(), MaxUpload: 1 << 20}}, slog.New(slog.DiscardHandler))
	f.Cleanup(func() {
		if err := s.Close(); err != nil {
			f.Error(err)
		}
	})
	f.Fuzz(func(t *testing.T, body, contentType string) {
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/link?format=jsonl", io.NopCloser(strings.NewReader(body)))
		req.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if !slices.Contains([]int{200, 400, 413, 415, 422}, w.Code) {
			t.Fatalf("%q: %d %s", contentType, w.Code, w.Body)
		}
	})
}
