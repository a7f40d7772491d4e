package bleve

import (
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// asyncErrors is the name under which Bleve finds the handler for errors of its
// background work. Bleve keeps handlers in a table of the process.
const asyncErrors = "kbadvisor"

// asyncFaults counts the errors of Bleve's background work in this process. A
// delta build that sees it grow gives up, because Bleve may then wait for ever.
var asyncFaults atomic.Int64

// watchFaults registers the handler.
func watchFaults() {
	scorch.RegistryAsyncErrorCallbacks[asyncErrors] = func(error, string) { asyncFaults.Add(1) }
}
