package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// Serve answers on a listener until the context ends. Then /readyz is 503 at
// once, no new connection is accepted after Config.Drain, requests in flight
// have Config.Grace to finish, and Serve returns nil. It returns an error when
// the listener fails or when requests had to be cut off. Jobs are cancelled after
// Config.Drain, and nothing of them is left when it returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.loopback.Store(isLoopback(l.Addr()))
	srv := s.httpServer()
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(netutil.LimitListener(l, s.cfg.MaxConns)) }()
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("serve %s: %w", l.Addr(), err), s.Close())
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	s.log.Info("stopping", "drain", s.cfg.Drain, "grace", s.cfg.Grace)
	time.Sleep(s.cfg.Drain)
	s.jobs.stop() // who listens to one is answered by that
	return errors.Join(s.shutdown(srv), s.Close())
}

// shutdown lets the requests in flight finish and cuts off those that take too
// long. It works after the end of Serve's context, so it has one of its own.
func (s *Server) shutdown(srv *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.cfg.Grace)
	defer cancel()
	err := srv.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.Join(fmt.Errorf("stop serving: requests were cut off after %v", s.cfg.Grace), srv.Close())
	}
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

// httpServer returns the server with all its limits.
func (s *Server) httpServer() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}

// isLoopback reports whether an address can be reached from this machine only.
func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
