package api

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// headerRequestID names a request in answers, logs and error reports.
const headerRequestID = "X-Request-Id"

type requestIDKey struct{}

// requestIDOf returns the id that requestID gave to a request.
func requestIDOf(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// requestID names the request: as the client does when its name is harmless,
// else by chance.
func (s *Server) requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		id := r.Header.Get(headerRequestID)
		if !harmlessID(id) {
			id = rand.Text()[:16]
		}
		c.Response().Header().Set(headerRequestID, id)
		c.SetRequest(r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
		return next(c)
	}
}

// joinLists makes one header of those that hold lists and came in several lines,
// so that whoever reads the first line has read all.
func (s *Server) joinLists(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Request().Header
		for _, name := range []string{"Accept", "If-None-Match", "Prefer"} {
			if lines := h[name]; len(lines) > 1 {
				h.Set(name, strings.Join(lines, ", "))
			}
		}
		return next(c)
	}
}

// harmlessID reports whether id has 1 to 64 letters, digits and any of -_.
func harmlessID(id string) bool {
	odd := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune("-_.", r)
	}
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, odd)
}

// accessLog writes one line for each request. Of what was searched for it tells
// the length only.
func (s *Server) accessLog(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		r, w := c.Request(), c.Response()
		s.log.InfoContext(r.Context(), "request",
			"request_id", requestIDOf(r.Context()), "ip", c.RealIP(),
			"method", cut(r.Method, 20), "path", cut(hideJob(r.URL.EscapedPath()), 200), "query_bytes", len(r.URL.RawQuery),
			"status", w.Status, "bytes", w.Size, "duration", time.Since(start))
		return nil
	}
}

// hideJob returns a path without the name of a job: who knows it can read the result.
func hideJob(path string) string {
	for _, prefix := range []string{jobsPath + "/", linkPath + "/"} {
		if rest, ok := strings.CutPrefix(path, prefix); ok && rest != "" {
			_, more, _ := strings.Cut(rest, "/")
			return strings.TrimSuffix(prefix+"*/"+more, "/")
		}
	}
	return path
}

// headers sets what every answer carries. Pages replace the policy with theirs.
func (s *Server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-cache")
		return next(c)
	}
}

// pagePolicy lets a page load its style sheet and icon and send its form, and
// nothing else: no script of any kind.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func setPageHeaders(set func(name, value string)) {
	set("Content-Security-Policy", pagePolicy)
	set("Vary", "Accept")
}

// recover turns a panic into an internal error. When the answer has begun it cuts
// the connection, so that the client sees that it is not complete.
func (s *Server) recover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			v := recover()
			switch {
			case v == nil:
				return
			case v == http.ErrAbortHandler:
				panic(v)
			}
			err = &panicError{value: v, stack: debug.Stack()}
			if c.Response().Committed {
				s.logFailure(c.Request().Context(), err)
				panic(http.ErrAbortHandler)
			}
		}()
		return next(c)
	}
}

// limits refuses requests that are too large or meant for another host.
func (s *Server) limits(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		switch {
		case len(r.RequestURI) > maxURI:
			return errURITooLong
		case headerBytes(r) > maxHeader:
			return errHeaders
		case s.loopback.Load() && !s.servesHost(r.Host):
			return errHost
		}
		return next(c)
	}
}

// limitBody refuses bodies that are too large for the path: at once when their
// length is known, else when reading comes to the limit.
func (s *Server) limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		limit, ok := s.bodies[r.URL.Path]
		if !ok {
			limit = maxBody
		}
		if r.ContentLength > limit {
			return errBodyTooLarge
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		return next(c)
	}
}

// headerBytes returns the size of a request's headers as they were sent.
func headerBytes(r *http.Request) int {
	n := len("Host: \r\n") + len(r.Host)
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(": \r\n") + len(v)
		}
	}
	return n
}

// servesHost reports whether a server on a loopback address answers to a Host
// header: localhost, names below it, loopback addresses, and Config.Hosts.
func (s *Server) servesHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if ip, err := netip.ParseAddr(host); err == nil && ip.Unmap().IsLoopback() {
		return true
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		slices.ContainsFunc(s.cfg.Hosts, func(h string) bool { return h == "*" || strings.EqualFold(h, host) })
}

// ipExtractor tells who a client is: the other end of the connection, or whom a
// trusted proxy names.
func ipExtractor(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		ip := p.Masked().Addr()
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: ip.AsSlice(), Mask: net.CIDRMask(p.Bits(), ip.BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}
