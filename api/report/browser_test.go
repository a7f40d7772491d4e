package report_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

// browser is a tab of headless Chromium that notes what pages do.
type browser struct {
	ctx context.Context
	t   *testing.T

	mu       sync.Mutex
	requests []string // addresses that were asked for
	troubles []string // errors of the console, exceptions, dialogues
}

// newBrowser starts Chromium. It skips the test unless KBADVISOR_LONG is set and
// there is one: CHROMIUM names it, else it is looked for.
func newBrowser(t *testing.T) *browser {
	if os.Getenv("KBADVISOR_LONG") == "" {
		t.Skip("takes a browser: set KBADVISOR_LONG=1")
	}
	path := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		t.Skip("takes a browser: install Chromium, or name it in CHROMIUM")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true))
	t.Cleanup(cancel)
	b := &browser{t: t}
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.note))
	t.Cleanup(cancel)
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, page.Enable, page.EnableParams{})
	return b
}

func (b *browser) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, fmt.Sprint(e.ExceptionDetails.Text, " ", e.ExceptionDetails.URL))
	case *runtime.EventConsoleAPICalled:
		b.troubles = append(b.troubles, fmt.Sprintf("console.%s", e.Type))
	case *log.EventEntryAdded:
		b.troubles = append(b.troubles, fmt.Sprintf("%s: %s", e.Entry.Level, e.Entry.Text))
	case *page.EventJavascriptDialogOpening:
		b.troubles = append(b.troubles, "dialogue: "+e.Message)
	}
}

// do runs an action of the browser.
func do[T any](b *browser, action chromedp.Action[T]) T {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, action)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// call sends a command of the protocol.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) {
	b.t.Helper()
	do(b, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, command, params)
		return err
	}))
}

// ask evaluates an expression of the page.
func ask[T any](b *browser, expression string) T {
	b.t.Helper()
	return do(b, chromedp.Evaluate[T](expression))
}

// open writes a page to a file and opens it.
func (b *browser) open(d report.Document) string {
	b.t.Helper()
	var html bytes.Buffer
	if err := report.HTML(&html, d, report.Options{Version: "1.2.3", Time: made()}); err != nil {
		b.t.Fatal(err)
	}
	path := filepath.Join(b.t.TempDir(), "page.html")
	if err := os.WriteFile(path, html.Bytes(), 0o600); err != nil {
		b.t.Fatal(err)
	}
	at := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	do(b, chromedp.Navigate(at))
	do(b, chromedp.WaitReady(chromedp.ID("about")))
	return at
}

// quiet checks that a page did nothing but load itself.
func (b *browser) quiet(at string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if r != at && r != "data:," {
			b.t.Errorf("the page asks for %s", r)
		}
	}
	if !slices.Contains(b.requests, at) {
		b.t.Errorf("the page itself is not among the requests %q", b.requests)
	}
	for _, s := range b.troubles {
		b.t.Errorf("the page makes trouble: %s", s)
	}
}

// shot keeps a picture of the page in the folder for artefacts.
func (b *browser) shot(name string, whole bool) {
	b.t.Helper()
	action := chromedp.CaptureScreenshot()
	if whole {
		action = chromedp.FullScreenshot(100)
	}
	b.keep(name+".png", do(b, action))
}

// keep writes a file into the folder for artefacts.
func (b *browser) keep(name string, data []byte) {
	b.t.Helper()
	dir := os.Getenv("KBADVISOR_ARTIFACTS")
	if dir == "" {
		dir = b.t.ArtifactDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// wait lets the page do what it has put off: words wait for a pause of the typing.
// Timers run in the order in which they are due, so this holds on slow machines.
func (b *browser) wait() {
	b.t.Helper()
	do(b, chromedp.Evaluate[bool](`new Promise(done => setTimeout(() => done(true), 250))`, chromedp.EvalAwaitPromise))
}

// set gives a field of the filter a value, as a person would.
func (b *browser) set(field, value string) {
	b.t.Helper()
	ask[bool](b, fmt.Sprintf(`(() => {
		const e = document.getElementById("filter").elements.namedItem(%q);
		e.value = %q;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		return true;
	})()`, field, value))
	b.wait()
}

// shown returns the numbers of the findings that can be seen, in order.
func (b *browser) shown() string {
	b.t.Helper()
	return strings.Join(ask[[]string](b, `Array.from(document.querySelectorAll(".finding")).filter(e => e.checkVisibility()).map(e => e.dataset.n)`), " ")
}

func TestPageInBrowser(t *testing.T) {
	b := newBrowser(t)
	at := b.open(document(t, findings()))
	if got := b.shown(); got != "1 2 4 5 3 6 7 8" {
		t.Errorf("findings at first: %s", got)
	}
	for _, c := range []struct{ field, value, want string }{
		{"text", "anonymous ftp", "2"}, {"verdict", "unexplained", "6 7"}, {"severity", "4", "2"}, {"host", "WS2.example", "2 4"}, {"host", "192.0.2", "1 2 4 3 6"},
		{"article", "Q187498", "1 4"}, {"article", "Q100001", "2"}, {"state", "fixed_in", "5"}, {"text", "no such words", ""},
		{"sort", "report", "1 2 3 4 5 6 7 8"}, {"sort", "severity", "2 1 4 3 5 7 6 8"}, {"sort", "sure", "1 4 5 2 3 6 7 8"},
	} {
		b.set(c.field, c.value)
		if got := b.shown(); got != c.want {
			t.Errorf("%s=%s shows %q, want %q", c.field, c.value, got, c.want)
		}
		b.set(c.field, "")
	}
	do(b, chromedp.Click(chromedp.CSS(`a[data-set="verdict=cited_absent"]`)))
	if got := b.shown(); got != "3" {
		t.Errorf("a click on the chart shows %q", got)
	}
	ask[string](b, `location.hash = "#f1"`)
	b.wait()
	if got := b.shown(); got != "1 2 4 5 3 6 7 8" {
		t.Errorf("a link to a hidden finding shows %q", got)
	}
	for what, want := range map[string]int{"script": 1, "img, iframe, object, embed, link[rel=stylesheet], form[action], base": 0, "[onerror], [onclick], [style]": 0, "a[href^='javascript:' i]": 0, "h1": 1, "main": 1} {
		if got := ask[int](b, fmt.Sprintf("document.querySelectorAll(%q).length", what)); got != want {
			t.Errorf("%d of %q, want %d", got, what, want)
		}
	}
	if title := ask[string](b, "document.title"); title != "4 of 8 findings are explained · kbadvisor" {
		t.Errorf("title %q", title)
	}
	if n := ask[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); n > 0 {
		t.Errorf("the page is %d pixels too wide", n)
	}
	b.quiet(at)
}

// TestPageWithoutScript says that all can be read without the script.
func TestPageWithoutScript(t *testing.T) {
	b := newBrowser(t)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(document(t, findings()))
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	if got := b.shown(); got != "1 2 4 5 3 6 7 8" {
		t.Errorf("findings: %s", got)
	}
	if ask[bool](b, `document.getElementById("filter").checkVisibility()`) {
		t.Error("a filter that does nothing is shown")
	}
}

// TestPictures keeps pictures of a page as people see it: light, dark, narrow and
// on paper.
func TestPictures(t *testing.T) {
	b := newBrowser(t)
	at := b.open(document(t, pictured()))
	// What is not in view is not drawn, and would be missing in a picture of all.
	ask[bool](b, `document.querySelectorAll(".finding, .test").forEach(e => e.style.contentVisibility = "visible") === undefined`)
	b.shot("report-light", true)
	dark := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: dark})
	b.shot("report-dark", false)
	ask[bool](b, `document.getElementById("findings").scrollIntoView() === undefined`)
	b.shot("report-dark-findings", false)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	do(b, chromedp.EmulateViewport(400, 800))
	if n := ask[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); n > 0 {
		t.Errorf("the page is %d pixels too wide for a telephone", n)
	}
	b.shot("report-narrow", true)
	do(b, chromedp.EmulateViewport(760, 1075)) // about what a sheet has
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.shot("report-print", true)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	do(b, chromedp.ResetViewport())
	b.keep("report.pdf", do(b, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPrintBackground())))
	b.quiet(at)
}

// pictured are findings that look as those of a real report do.
func pictured() []v1.Finding {
	out := findings()
	for i := range 40 {
		f := findings()[5]
		f.Host, f.Names, f.Port = fmt.Sprintf("host%d.example", i%12), []string{fmt.Sprintf("host%d.example", i%12)}, 20+i
		f.Plugin = v1.FindingPlugin{ID: fmt.Sprint(10000 + i%7), Name: []string{"Service Detection", "Nessus Scan Information", "OS Identification", "Traceroute Information", "TCP/IP Timestamps Supported", "SSL Certificate Cannot Be Trusted", "HTTP Server Type and Version"}[i%7]}
		f.Report, f.Format, f.Scanner = "lab/scan.nessus", "nessus-xml", "Nessus 6.1"
		f.Severity, f.Outputs = fmt.Sprint(i%3), []v1.FindingOutput{{ID: "plugin_output", Text: "The remote web server type is :\n\nMicrosoft-IIS/5.0\n"}}
		out = append(out, f)
	}
	out = slices.Delete(out, 4, 8)
	fixed := ssl("host3.example", "192.0.2.30")
	fixed.Plugin, fixed.Port, fixed.Service, fixed.Severity = v1.FindingPlugin{ID: "10079", Name: "Anonymous FTP Enabled"}, 21, "ftp", "4"
	fixed.Outputs = []v1.FindingOutput{{ID: "plugin_output", Text: "The server answered:\n530 User anonymous cannot log in, home directory inaccessible.\n"}}
	fixed.Results = []v1.FindingResult{{ID: "Q155253", Title: "FTP Error: 530 User Cannot Log In, Home Directory Inaccessible", Confidence: 0.93, Disposition: "fixed_in", Evidence: []v1.FindingEvidence{{
		Kind: "message", Weight: 1, Observed: v1.FindingQuote{Field: "outputs[0].text", Start: 21, End: 81, Text: "530 User anonymous cannot log in, home directory inaccessible"},
		Article: v1.Quote{Start: 1, End: 2, Text: "530 User <username> cannot log in, home directory inaccessible"}, Before: "When you connect to the FTP service, you may receive the following error message:\n\n   ", After: ".\n",
	}}}}
	return append(out, fixed)
}

// TestManyFindings says that a page of very many findings can be used.
func TestManyFindings(t *testing.T) {
	b := newBrowser(t)
	all := many(10_000)
	at := b.open(document(t, all))
	b.set("verdict", "unexplained")
	if n := ask[int](b, `document.querySelectorAll(".finding:not([hidden])").length`); n != 5_000 {
		t.Errorf("%d findings are open, want 5,000", n)
	}
	b.set("text", "connections")
	b.set("verdict", "explained")
	if n := ask[int](b, `document.querySelectorAll(".finding:not([hidden])").length`); n != 5_000 {
		t.Errorf("%d findings have the word, want 5,000", n)
	}
	t.Logf("10,000 findings: loaded in %.0f ms, filtered in %.0f ms, sorted in %.0f ms",
		ask[float64](b, `performance.getEntriesByType("navigation")[0].domComplete`),
		ask[float64](b, `(() => { const t = performance.now(); const e = document.getElementById("filter").elements.verdict; e.value = ""; e.dispatchEvent(new Event("input", {bubbles: true})); return performance.now() - t })()`),
		ask[float64](b, `(() => { const t = performance.now(); const e = document.getElementById("filter").elements.sort; e.value = "host"; e.dispatchEvent(new Event("input", {bubbles: true})); document.body.offsetHeight; return performance.now() - t })()`))
	b.quiet(at)
}

// many returns findings, half of them explained, on many hosts.
func many(n int) []v1.Finding {
	out := make([]v1.Finding, n)
	for i := range out {
		f := ssl(fmt.Sprintf("host%d.example", i%500), fmt.Sprintf("192.0.2.%d", i%250))
		if i%2 == 1 {
			f.Verdict, f.Reason, f.Results = "unexplained", "no_candidate", nil
			f.Plugin, f.Outputs = v1.FindingPlugin{ID: fmt.Sprint(10000 + i%300), Name: "Service Detection"}, nil
		}
		out[i] = f
	}
	return out
}
