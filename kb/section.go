package kb

import "strings"

// Span is a half-open range of bytes [Start, End) of Article.Source.
type Span struct {
	Start, End int
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// SectionKind tells what a stretch of an article is for.
type SectionKind uint8

// The kinds of sections.
const (
	Header     SectionKind = iota // identity fields, or YAML front matter
	Preamble                      // what stands between the header and the applies-to list
	AppliesTo                     // the applies-to list
	Lead                          // text before the first section
	Content                       // a section with a name
	QueryWords                    // additional search words and other trailing metadata
	Footer                        // identity fields at the end
	Legal                         // legal text
)

// The canonical names of Content sections. Articles in KB text use the first
// nine; Markdown articles use all of them, or the heading as it is written when
// no name fits.
const (
	Summary         = "SUMMARY"
	Symptoms        = "SYMPTOMS"
	Cause           = "CAUSE"
	Resolution      = "RESOLUTION"
	Workaround      = "WORKAROUND"
	StatusName      = "STATUS"
	MoreInformation = "MORE INFORMATION"
	ReferencesName  = "REFERENCES"
	Body            = "BODY" // the whole text of an article that has no sections
	Impact          = "IMPACT"
	Diagnosis       = "DIAGNOSIS"
	AppliesToName   = "APPLIES TO"
)

// Canonical reports whether name is one of the canonical section names.
func Canonical(name string) bool {
	switch name {
	case Summary, Symptoms, Cause, Resolution, Workaround, StatusName,
		MoreInformation, ReferencesName, Body, Impact, Diagnosis, AppliesToName:
		return true
	}
	return false
}

// Section is one stretch of an article. The spans of an article's sections
// follow each other without a gap and cover its source.
type Section struct {
	Kind    SectionKind
	Name    string // canonical name of a Content section, else empty
	Heading string // the heading as written, empty when there is none
	Span    Span   // heading included
	Text    string // decoded text without the heading, line ends as \n, not trimmed
	TextAt  int    // offset in the source at which Text begins
}

// Plain returns the section's text without rules (lines of one repeated
// punctuation character) and without blank lines at either end.
func (s Section) Plain() string {
	lines := strings.Split(s.Text, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if !isRule(l) {
			kept = append(kept, strings.TrimRight(l, " \t"))
		}
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}

// isRule reports whether the line is three or more times the same one of the
// characters that articles draw lines with.
func isRule(line string) bool {
	t := strings.TrimSpace(line)
	return len(t) >= 3 && strings.IndexByte("=-*_~", t[0]) >= 0 && strings.Count(t, t[:1]) == len(t)
}
