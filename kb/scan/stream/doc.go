// Package stream is what the readers of reports have in common: it opens a report
// as UTF-8 without bytes that its syntax forbids, walks XML, JSON and CSV piece by
// piece within limits, and tells where reading failed.
//
// A reader calls Report.XML, Report.JSON or Report.CSV (or Report.Text for lines),
// takes one finding at a time out of it and hands it to the function it was given.
// What was handed over before an error is kept by the caller.
package stream
