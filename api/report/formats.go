package report

import "slices"

// Format is one way to write linked findings.
type Format struct {
	Name      string // "html"
	MediaType string // with its character set, where it has one
	Ending    string // of file names, with the dot
	Streamed  bool   // findings are read once and written as they come, without the summary
	Write     Writer
}

// Formats returns all formats, the one for people at a terminal first.
func Formats() []Format {
	return []Format{
		{"text", "text/plain; charset=utf-8", ".txt", false, Text},
		{"json", "application/json", ".json", false, JSON},
		{"jsonl", "application/jsonl", ".jsonl", true, JSONLines},
		{"csv", "text/csv; charset=utf-8; header=present", ".csv", true, CSV},
		{"md", "text/markdown; charset=utf-8; variant=GFM", ".md", false, Markdown},
		{"html", "text/html; charset=utf-8", ".html", false, HTML},
		{"sarif", "application/sarif+json", ".sarif", false, SARIF},
	}
}

// FormatNamed returns the format of a name, or false.
func FormatNamed(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}
