package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"kbadvisor/api"
	"kbadvisor/articles"
)

// serveCommand is one call of "kbadvisor serve".
type serveCommand struct {
	*program
	data    dataFlags
	listen  string
	proxies []string
	cfg     api.Config
	mib     struct{ upload, answer, disk int64 } // sizes of api.LinkConfig
}

func (p *program) serveCommand() *cobra.Command {
	c := &serveCommand{program: p}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Answer over HTTP",
		Long: `Serves pages for people at / and JSON for programs under /v1 (described by
/openapi.json) until it is interrupted. A new data folder starts with the bundled
articles; a new release brings them up to date and leaves all others alone.

One line on standard error tells the address once it is ready. Port 0 takes a free
port.`,
		GroupID: groupRead,
		Example: `  kbadvisor serve
  kbadvisor serve --data ./kb --listen 127.0.0.1:9000
  kbadvisor serve --no-bundled --data ./own`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.do(cmd.Context()) },
	}
	c.data.addCreate(cmd)
	f := cmd.Flags()
	f.StringVar(&c.listen, "listen", "127.0.0.1:8080", "address `HOST:PORT` to listen on")
	f.DurationVar(&c.cfg.SearchTimeout, "search-timeout", 2*time.Second, "`TIME` for the work on one request")
	f.DurationVar(&c.cfg.Drain, "drain", 0, "when stopping, `TIME` to go on answering while /readyz says no")
	f.DurationVar(&c.cfg.Grace, "grace", 25*time.Second, "when stopping, `TIME` for requests that are being answered")
	f.Int64Var(&c.mib.upload, "max-upload", 1024, "`MIB` of one upload of reports to /link")
	f.Int64Var(&c.mib.answer, "max-answer", 64, "`MIB` of an upload that is answered at once; a larger one becomes a job")
	f.Int64Var(&c.mib.disk, "max-upload-disk", 4096, "`MIB` of disk for uploads and the results of jobs")
	f.DurationVar(&c.cfg.Link.Keep, "keep-results", time.Hour, "`TIME` that the result of a job is kept")
	f.StringSliceVar(&c.cfg.Hosts, "allow-host", nil, "further `NAMES` that requests may ask for on a loopback address, * for any")
	f.StringSliceVar(&c.proxies, "trusted-proxy", nil, "`NETWORKS` (10.0.0.0/8) of proxies that may name the client")
	return cmd
}

func (c *serveCommand) do(ctx context.Context) error {
	if err := c.check(); err != nil {
		return err
	}
	d, err := c.create(ctx, c.data)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := c.bundled(ctx, d, articles.FS); err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.listen)
	if err != nil {
		return &exit{code: exitFailures, err: err, hint: "choose another address with --listen"}
	}
	c.cfg.Version = thisBuild().Version
	wait, err := c.warmUp(ctx, d)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer wait()
	if c.cfg.Link.Dir, err = uploads(d.dir); err != nil {
		return errors.Join(err, l.Close())
	}
	server := api.New(d, c.cfg, c.logger())
	if err := c.ready(ctx, d, l.Addr()); err != nil {
		return errors.Join(err, l.Close())
	}
	return server.Serve(ctx, l)
}

// warmUp gives the server a matcher that gets ready while other requests are
// answered already. The function that it returns ends that.
func (c *serveCommand) warmUp(ctx context.Context, d *data) (wait func(), err error) {
	m, err := c.newMatcher(d)
	if err != nil {
		return nil, err
	}
	w := &warming{matcher: m}
	c.cfg.Matcher, c.cfg.Linker = w, w
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { // ends with the articles, or when the server stops
		defer close(done)
		if err := w.warm(ctx); err != nil && ctx.Err() == nil {
			c.logger().Error("observations cannot be matched", "error", err)
		}
	}()
	return func() { cancel(); <-done }, nil
}

// check looks at the flags.
func (c *serveCommand) check() error {
	if _, _, err := net.SplitHostPort(c.listen); err != nil {
		return usagef("--listen %q: %w: want HOST:PORT", c.listen, err)
	}
	for _, p := range c.proxies {
		network, err := netip.ParsePrefix(p)
		if err != nil {
			return usagef("--trusted-proxy: %w", err)
		}
		c.cfg.TrustedProxies = append(c.cfg.TrustedProxies, network)
	}
	for name, n := range map[string]int64{"max-upload": c.mib.upload, "max-answer": c.mib.answer, "max-upload-disk": c.mib.disk} {
		if n < 1 || n > 1<<30 {
			return usagef("--%s %d: want a number of MiB, at least 1", name, n)
		}
	}
	c.cfg.Link.MaxUpload, c.cfg.Link.MaxAnswer, c.cfg.Link.MaxDisk = c.mib.upload<<20, c.mib.answer<<20, c.mib.disk<<20
	if err := c.cfg.Validate(); err != nil {
		return usagef("%w", err)
	}
	return nil
}

// uploads makes an empty folder for uploads in a data folder: this process is the only
// one that has it open, so what is there was left by one that died.
func uploads(dir string) (string, error) {
	dir = filepath.Join(dir, "uploads")
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700)); err != nil {
		return "", fmt.Errorf("make a folder for uploads: %w", err)
	}
	return dir, nil
}

// ready tells where the server listens.
func (c *serveCommand) ready(ctx context.Context, d *data, addr net.Addr) error {
	s, err := d.Stats(ctx)
	if err != nil {
		return err
	}
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		c.note("warning: there is no log-in: who can reach %s can read all articles", addr)
	}
	c.note("listening on %s (%d articles, data in %s)", webAddress(addr), s.Articles, cleanLine(d.dir))
	return nil
}

// webAddress returns the address for a browser on this machine.
func webAddress(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	return "http://" + addr.String()
}
