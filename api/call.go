package api

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// call is the request behind an operation, for those that read or write bodies as a
// stream.
type call struct {
	request *http.Request
	answer  http.ResponseWriter
}

// Resolve keeps the request; huma calls it.
func (c *call) Resolve(ctx huma.Context) []error {
	e := humaecho.Unwrap(ctx)
	c.request, c.answer = e.Request(), e.Response()
	return nil
}

// hurried gives the answer a time to be written in, in the place of the server's,
// which may have passed. Without a connection there is none to give.
func (c *call) hurried() {
	_ = http.NewResponseController(c.answer).SetWriteDeadline(time.Now().Add(writePatience))
}
