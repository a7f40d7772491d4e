package stream

// Format is a kind of report that can be read.
type Format struct {
	Name   string          // "nessus-xml", as --input-format takes it
	Title  string          // "Nessus v2 (.nessus)"
	Reads  string          // what a finding is, and what is read of it, in one line
	Is     func(Head) bool // whether a report is one, by its beginning
	Reader Reader
}
