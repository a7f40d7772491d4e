package api

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// taking is a writer that reserves the room for what it writes.
type taking struct {
	out io.Writer
	f   *folder
}

func (t taking) Write(p []byte) (int, error) {
	if err := t.f.take(int64(len(p))); err != nil {
		return 0, err
	}
	return t.out.Write(p)
}

// paced is a body that may take its time as long as it comes at a pace: 30 seconds,
// and one more for every 16 KiB. The server's time for a request does not hold for it.
type paced struct {
	in      io.Reader
	control *http.ResponseController
	start   time.Time
	read    int64
}

func (p *paced) Read(b []byte) (int, error) {
	// Where no deadline can be set there is no connection to keep.
	_ = p.control.SetReadDeadline(p.start.Add(uploadPatience + time.Duration(p.read/minPace)*time.Second))
	n, err := p.in.Read(b)
	p.read += int64(n)
	return n, err
}

// sent is a reader of what a client sent: that it cannot be read is the client's fault,
// and not that of the disk it is written to.
type sent struct{ in io.Reader }

func (s sent) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", errBadRequest, err)
	}
	return n, err
}
