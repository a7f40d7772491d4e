package v1

import "kbadvisor/kb/scan/stream"

// Formats lists the reports that can be read.
type Formats struct {
	Formats []Format `json:"formats" nullable:"false" doc:"The formats, in the order in which they are tried"`
}

// Format is a kind of report that can be read.
type Format struct {
	Name  string `json:"name" doc:"Name, as input_format takes it" example:"nessus-xml"`
	Title string `json:"title" doc:"Name of the tool and of its kind of output"`
	Reads string `json:"reads" doc:"What a finding is, and what is read of it"`
}

// NewFormats returns the wire form of formats.
func NewFormats(in []stream.Format) Formats {
	return Formats{Formats: each(in, func(f stream.Format) Format { return Format{f.Name, f.Title, f.Reads} })}
}
