package api

import (
	"fmt"
	"net/netip"
	"runtime"
	"time"

	"kbadvisor/api/report"
)

// Config sets up a Server. The zero value is ready for use; every zero field
// stands for the value that its comment names.
type Config struct {
	// Version of the program as /v1/stats tells it, "dev".
	Version string
	// SearchTimeout bounds the work on one request, 2 s; on one observation, which
	// may be large, five times that.
	SearchTimeout time.Duration
	// MaxSearches run at the same time, twice the processors. Of those that come
	// on top, MaxQueue wait (64, none when negative), the others get 503.
	MaxSearches, MaxQueue int
	// MaxConns are open at the same time, 1024; others wait to be accepted.
	MaxConns int
	// Drain is how long Serve goes on accepting connections after its context
	// ended while /readyz is 503 already, 0. Set it behind a load balancer.
	Drain time.Duration
	// Grace is how long requests may go on after that, 25 s.
	Grace time.Duration
	// Hosts are further names that a Host header may have when the listener is a
	// loopback address; "*" allows all.
	Hosts []string
	// Matcher explains observations. Without one the operations that need it
	// answer that matching is not ready.
	Matcher Matcher
	// Linker links the findings of reports. Without one the operations that need it
	// answer that matching is not ready.
	Linker report.Linker
	// Link bounds what that takes.
	Link LinkConfig
	// TrustedProxies may name the client in X-Forwarded-For; none.
	TrustedProxies []netip.Prefix
}

// Validate reports what is wrong with the settings.
func (c Config) Validate() error {
	for name, d := range map[string]time.Duration{"SearchTimeout": c.SearchTimeout, "Drain": c.Drain, "Grace": c.Grace} {
		if d < 0 {
			return fmt.Errorf("api: %s is %v: want 0 for the default, or more", name, d)
		}
	}
	if c.MaxSearches < 0 || c.MaxConns < 0 {
		return fmt.Errorf("api: MaxSearches %d and MaxConns %d: want 0 for the default, or more", c.MaxSearches, c.MaxConns)
	}
	return c.Link.validate()
}

// withDefaults returns the settings with every zero field filled in. It takes
// values that Validate refuses for zero ones.
func (c Config) withDefaults() Config {
	c.Version = orDefault(c.Version, "dev")
	c.SearchTimeout = orDefault(max(c.SearchTimeout, 0), 2*time.Second)
	c.MaxSearches = orDefault(max(c.MaxSearches, 0), 2*runtime.GOMAXPROCS(0))
	c.MaxQueue = orDefault(c.MaxQueue, 64)
	c.MaxConns = orDefault(max(c.MaxConns, 0), 1024)
	c.Grace = orDefault(max(c.Grace, 0), 25*time.Second)
	c.Link = c.Link.withDefaults()
	return c
}

func orDefault[T comparable](v, def T) T {
	var zero T
	if v == zero {
		return def
	}
	return v
}

// The limits of a request that are not settings.
const (
	maxURI     = 8 << 10  // bytes of the request target, else 414
	maxHeader  = 16 << 10 // bytes of all headers, else 431
	maxBody    = 1 << 20  // bytes of a body, else 413; the two below are for matching, LinkConfig has that of uploads
	maxMatch   = 4 << 20  // of one observation, which may have 1 MiB before it is encoded
	maxBatch   = 8 << 20  // of a batch of observations
	maxProblem = 10       // faults listed in a problem
	maxItems   = 1000     // observations of a batch
	maxResults = 100      // articles of an answer

	bodyTimeout    = 20 * time.Second // for a body to arrive
	uploadPatience = 30 * time.Second // for an upload to arrive, and a second for every 16 KiB of it
	writePatience  = 30 * time.Second // for a client to take a piece of a result
	maxWait        = 5 * time.Minute  // for an upload to be linked before it is called a job
)
