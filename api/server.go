package api

import (
	"log/slog"
	"net/http"
	"sync/atomic"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"kbadvisor/api/web"
	"kbadvisor/index"
)

// Server answers HTTP requests from an engine. It is an http.Handler; Serve runs
// it on a listener with all limits.
type Server struct {
	engine index.Engine
	cfg    Config
	log    *slog.Logger

	echo  *echo.Echo
	huma  huma.API
	pages *web.Pages
	gate  *gate
	room  *room
	jobs  *jobs

	listeners atomic.Int64 // clients that follow a job

	bodies map[string]int64 // most bytes of a body, by path; others have maxBody

	loopback atomic.Bool // the listener is a loopback address
	stopping atomic.Bool // Serve's context has ended
}

// New returns a server for an engine, which it does not close. It panics when a
// template or an operation is not well-formed, which no setting can cause.
func New(engine index.Engine, cfg Config, log *slog.Logger) *Server {
	cfg = cfg.withDefaults()
	s := &Server{
		engine: engine, cfg: cfg, log: log,
		echo:  echo.New(),
		pages: web.New(),
		gate:  newGate(cfg.MaxSearches, cfg.MaxQueue),
		room:  newRoom(cfg.Link.Dir, cfg.Link.MaxDisk),

		bodies: map[string]int64{},
	}
	s.jobs = newJobs(cfg.Link, s.linkJob)
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.IPExtractor = ipExtractor(cfg.TrustedProxies)
	s.echo.HTTPErrorHandler = func(err error, c echo.Context) { s.fail(c, err) }
	s.echo.Use(s.requestID, s.accessLog, s.headers, s.recover, s.limits, s.joinLists, s.limitBody)
	s.huma = humaecho.New(s.echo, s.humaConfig())
	s.huma.UseMiddleware(s.strictQuery)
	s.operations()
	return s
}

// operations declares everything that the server answers, one file each.
func (s *Server) operations() {
	s.searchOperation()
	s.suggestOperation()
	s.matchOperation()
	s.batchOperation()
	s.linkOperation()
	s.jobOperations()
	s.eventsOperation()
	s.resultOperation()
	s.formatsOperation()
	s.codeOperation()
	s.articleOperation()
	s.relatedOperation()
	s.statsOperation()
	s.problemsOperation()
	s.healthOperations()
	s.pageOperations()
	s.matchPageOperations()
	s.linkPageOperations()
	s.openAPIRoutes() // last: it writes down all of the above
}

// Close ends all jobs and removes what they left on disk. Serve does it at its end;
// a Server that only was an http.Handler needs it when it was sent reports.
func (s *Server) Close() error {
	s.jobs.close()
	return s.room.close()
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.echo.ServeHTTP(w, r)
}
