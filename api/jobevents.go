package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// The pace of events.
const (
	eventPause = 250 * time.Millisecond // between two of one job
	heartbeat  = 15 * time.Second       // of silence, then a comment
	eventTime  = 10 * time.Second       // for a client to take one
)

// eventsInput asks for the events of a job. The id of the last event that the client
// has makes no difference: each event tells the whole state.
type eventsInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Name of the job"`
	LastID string `header:"Last-Event-ID" doc:"Id of the last event that the client has; browsers send it"`

	call
}

type eventsOutput struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Buffering    string `header:"X-Accel-Buffering" hidden:"true"` // a proxy has to pass events on at once
	Body         func(huma.Context)
}

func (s *Server) eventsOperation() {
	register(s, huma.Operation{
		OperationID: "job-events", Path: jobsPath + "/{id}/events", Tags: []string{"link"},
		Summary: "Follow a job",
		Description: "Server-sent events whose data is the job: progress at once and whenever it has changed, at most four a second, " +
			"then one of done, failed or cancelled, which is the last. In silence a comment comes every 15 seconds.",
		Responses: map[string]*huma.Response{"200": {Description: "The events", Content: map[string]*huma.MediaType{
			"text/event-stream": {Schema: &huma.Schema{Type: "string"}},
		}}},
	}, s.jobEvents)
}

func (s *Server) jobEvents(_ context.Context, in *eventsInput) (*eventsOutput, error) {
	j, err := s.jobs.get(in.ID)
	if err != nil {
		return nil, err
	}
	if in.request.Method != http.MethodHead && !s.listen() {
		return nil, errBusy
	}
	out := &eventsOutput{ContentType: "text/event-stream", CacheControl: "no-store", Buffering: "no"}
	out.Body = func(ctx huma.Context) {
		ctx.SetStatus(http.StatusOK)
		if in.request.Method == http.MethodHead {
			return
		}
		defer s.listeners.Add(-1)
		l := &listener{out: in.answer, control: http.NewResponseController(in.answer)}
		l.follow(ctx.Context(), j)
	}
	return out, nil
}

// listen takes a place among the listeners. They have at most half of the
// connections, so that others can still be answered.
func (s *Server) listen() bool {
	if s.listeners.Add(1) <= int64(max(1, s.cfg.MaxConns/2)) {
		return true
	}
	s.listeners.Add(-1)
	return false
}

// listener writes the events of a job to one client. It waits for no other client,
// and nobody for it.
type listener struct {
	out     http.ResponseWriter
	control *http.ResponseController
	n       int    // events so far
	last    []byte // data of the last one
	spoke   time.Time
}

// follow writes events until the job has ended or the client is gone.
func (l *listener) follow(ctx context.Context, j *job) {
	tick := time.NewTicker(eventPause)
	defer tick.Stop()
	ended := j.ended
	for {
		now := j.wire()
		name := "progress"
		if now.Ended() {
			name = now.State
		}
		if err := l.say(name, bytes.TrimSpace(encodeJSON(now))); err != nil || now.Ended() {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ended:
		case <-tick.C:
		}
	}
}

// say writes an event when it is news, else a comment when nothing was written for
// long. The server's time for an answer does not hold for events.
func (l *listener) say(name string, data []byte) error {
	text := ""
	switch {
	case !bytes.Equal(data, l.last):
		l.n++
		text = fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", l.n, name, data)
		if l.n == 1 {
			text = "retry: 3000\n" + text
		}
	case time.Since(l.spoke) >= heartbeat:
		text = ": \n\n"
	default:
		return nil
	}
	l.last, l.spoke = data, time.Now()
	// Without a connection there are no deadlines to set.
	_ = l.control.SetWriteDeadline(l.spoke.Add(eventTime))
	if _, err := l.out.Write([]byte(text)); err != nil {
		return err
	}
	return l.control.Flush()
}
