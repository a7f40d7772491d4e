package api_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"kbadvisor/api"
)

// browser is a tab of headless Chromium that notes what pages do.
type browser struct {
	ctx context.Context
	t   *testing.T

	mu       sync.Mutex
	requests []string
	troubles []string // errors of the console and of the page's policy
}

// newBrowser starts Chromium. It skips the test unless KBADVISOR_LONG is set and
// there is one: CHROMIUM names it, else it is looked for.
func newBrowser(t *testing.T) *browser {
	t.Helper()
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
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true))
	t.Cleanup(cancel)
	b := &browser{t: t}
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.note))
	t.Cleanup(cancel)
	b.call(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{})
		return err
	})
	b.call(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, log.Enable, cdp.Empty{})
		return err
	})
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
	case *log.EventEntryAdded:
		b.troubles = append(b.troubles, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	}
}

func (b *browser) call(f func(context.Context, *chromedp.Target) error) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Func(f)); err != nil {
		b.t.Fatal(err)
	}
}

// open goes to an address and waits for an element.
func (b *browser) open(address, id string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
	b.wait(id)
}

// wait waits until an element with an id is there.
func (b *browser) wait(id string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.WaitReady(chromedp.ID(id))); err != nil {
		b.t.Fatal(err)
	}
}

// ask evaluates an expression of the page.
func (b *browser) ask(expression string) string {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// shot keeps a picture of the page in the folder for artefacts.
func (b *browser) shot(name string) {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	dir := os.Getenv("KBADVISOR_ARTIFACTS")
	if dir == "" {
		dir = b.t.ArtifactDir()
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// TestLinkInBrowser uploads a report as a person does: the page follows the job, then
// shows its result in a frame, and nothing breaks a policy.
func TestLinkInBrowser(t *testing.T) {
	b := newBrowser(t)
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h})
	b.open(s.URL+"/link", "report")
	b.ask(`(() => {
		const files = new DataTransfer();
		files.items.add(new File([` + "`" + twoPorts + "`" + `], "<img src=x>.json"));
		document.querySelector("#report").files = files.files;
		document.querySelector(".paste form").requestSubmit();
		return "";
	})()`)
	<-h.started
	b.wait("share")
	if got := b.ask(`document.querySelector("#said").textContent`); got != "1 finding so far" {
		t.Errorf("the page says %q", got)
	}
	b.shot("link-progress")
	close(h.release)
	b.wait("result") // the script has loaded the page anew
	page := b.ask(`location.href`)
	b.shot("link-result")
	b.open(s.URL+b.ask(`document.querySelector("#result").getAttribute("src")`), "about")
	b.shot("link-report")
	b.open(page, "result")
	b.ask(`document.querySelector(".paste form").requestSubmit(), ""`)
	b.wait("report")
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if !strings.HasPrefix(r, s.URL+"/") && !strings.HasPrefix(r, "data:") {
			t.Errorf("a request goes to %s", r)
		}
	}
	for _, trouble := range b.troubles {
		t.Errorf("a page makes trouble: %s", trouble)
	}
}
