package api_test

import (
	"strings"
	"testing"

	"kbadvisor/api"
)

// TestLinkPage goes the way of a browser: the form, the upload, the result.
func TestLinkPage(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	doc := parse(t, s.get("/link").want(t, 200))
	formTag := all(doc, "form")[1]
	if attr(formTag, "action") != "/link" || attr(formTag, "method") != "post" || attr(formTag, "enctype") != "multipart/form-data" {
		t.Error("the form goes elsewhere")
	}
	for _, name := range []string{"input", "select"} {
		for _, field := range all(formTag, name) {
			labelled := false
			for _, l := range all(formTag, "label") {
				labelled = labelled || attr(l, "for") == attr(field, "id") && text(l) != ""
			}
			if !labelled {
				t.Errorf("%s has no label", attr(field, "name"))
			}
		}
	}
	if got := text(classed(doc, "formats")[0]); !strings.Contains(got, "naabu-json") {
		t.Errorf("formats: %s", got)
	}

	body, contentType := form(t, "report", "a.json", twoPorts, hostile+".json", port(21)+`{"host`)
	a := s.post("/link", body, "Content-Type", contentType).want(t, 303)
	page := s.get(a.Header.Get("Location"), "Accept", "text/html").want(t, 200)
	doc = parse(t, page)
	if got := text(one(t, doc, "main")); !strings.Contains(got, "3 findings") || !strings.Contains(got, "2 explained") || !strings.Contains(got, "1 open") || !strings.Contains(got, "ends early") {
		t.Errorf("page: %s", got)
	}
	frame := one(t, doc, "iframe")
	if box := attr(frame, "sandbox"); box == "" || strings.Contains(box, "same-origin") {
		t.Errorf("sandbox %q", box)
	}
	result := s.get(attr(frame, "src")).want(t, 200).contains(t, "Q239041")
	h := result.Header
	if h.Get("X-Frame-Options") != "SAMEORIGIN" || h.Get("Cross-Origin-Opener-Policy") != "unsafe-none" || !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
		t.Errorf("headers of the result: %v", h)
	}
	for _, a := range all(classed(doc, "forms")[0], "a") {
		s.get(attr(a, "href")).want(t, 200)
	}
	if got := s.post(attr(all(doc, "form")[1], "action"), "").want(t, 303).Header.Get("Location"); got != "/link" {
		t.Errorf("after the deletion: %s", got)
	}
	parse(t, s.get(a.Header.Get("Location"), "Accept", "text/html").want(t, 404).contains(t, "end with the server"))
}

// TestJobPage says that a job that goes on is shown with a script of ours, and
// without one too.
func TestJobPage(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h})
	j := s.async("/v1/link", twoPorts)
	<-h.started
	a := s.get(j.Links.Page, "Accept", "text/html").want(t, 200).contains(t, "1 finding so far", `<noscript><meta http-equiv="refresh"`)
	doc := parse(t, a)
	if got := attr(one(t, doc, "progress"), "data-events"); got != j.Links.Events {
		t.Errorf("the page follows %q", got)
	}
	s.get(attr(one(t, doc, "script"), "src")).want(t, 200).contains(t, "EventSource")
	csp := a.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("policy %q lacks %s", csp, want)
		}
	}
	s.post(j.Links.Page, "", "Sec-Fetch-Site", "cross-site").want(t, 403)
	s.post(j.Links.Page, "").want(t, 303)
	if err := <-h.stopped; err == nil {
		t.Error("the job goes on")
	}
	s.get(j.Links.Self).want(t, 404)
}

func TestLinkFormErrors(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	const head, tail = "--x\r\nContent-Disposition: form-data; name=\"", "\r\n--x--\r\n"
	file := "--x\r\nContent-Disposition: form-data; name=\"report\"; filename=\"a\"\r\n\r\n" + twoPorts + "\r\n"
	none := "--x\r\nContent-Disposition: form-data; name=\"report\"; filename=\"\"\r\n\r\n\r\n"
	for name, tt := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"all fields":        {file + head + "min_confidence\"\r\n\r\n0.5\r\n" + head + "input_format\"\r\n\r\nnaabu-json" + tail, 303, ""},
		"empty fields":      {file + head + "min_confidence\"\r\n\r\n\r\n" + head + "input_format\"\r\n\r\n" + tail, 303, ""},
		"no file":           {none + head + "min_confidence\"\r\n\r\n0.5" + tail, 422, "name at least one file"},
		"no number":         {file + head + "min_confidence\"\r\n\r\nNaN" + tail, 422, "is no number from 0 to 1"},
		"an unknown field":  {file + head + "more\"\r\n\r\n1" + tail, 422, "is no field of this form"},
		"twice":             {file + head + "input_format\"\r\n\r\na\r\n" + head + "input_format\"\r\n\r\na" + tail, 422, "more than once"},
		"a file elsewhere":  {file + head + "scan\"; filename=\"a\"\r\n\r\n" + twoPorts + tail, 422, "here a file stands in scan"},
		"a very long field": {file + head + "input_format\"\r\n\r\n" + strings.Repeat("a", 2000) + tail, 422, "is too long"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.post("/link", tt.body, "Content-Type", "multipart/form-data; boundary=x", "Accept", "text/html").want(t, tt.status)
			if tt.says != "" {
				a.contains(t, tt.says)
			}
		})
	}
}
