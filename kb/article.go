package kb

import "strings"

// Format names the notation an article is written in.
type Format string

// The formats that are read.
const (
	FormatText     Format = "text"     // KB text: DOCUMENT:Qnnnnnn ...
	FormatMarkdown Format = "markdown" // Markdown, with or without front matter
)

// Encoding names the character set of Article.Source.
type Encoding string

// The encodings that are recognised, in the order in which they are tried.
const (
	ASCII       Encoding = "ascii"
	UTF8        Encoding = "utf-8"
	Windows1252 Encoding = "windows-1252"
)

// Date is a calendar day as YYYY-MM-DD, or empty when it is unknown. Dates
// compare as strings.
type Date string

// Article is one knowledge-base article. All text but Source is UTF-8 with
// line feeds as line ends.
type Article struct {
	ID       ID
	Format   Format
	Encoding Encoding

	Date     Date   // day of the last change
	Category string // short tag of the collection, such as "iis"
	Title    string
	Product  string // the product family as the header names it
	Versions []Version
	// AppliesTo lists the products that the article says it applies to, in the
	// order of the article.
	AppliesTo  []Applies
	Keywords   []string
	QueryWords []string // extra search words that the article gives
	IssueTypes []string // kbbug, kbprb, kbinfo, kbhowto
	Solutions  []string // kbfix, kbpending, kbnofix
	Quotes     []Quote  // messages that the author marked as quoted

	Sections   []Section
	Status     *Status // nil when nothing in the article tells
	Fix        *Fix    // what the article offers as a fix, nil when nothing
	References []Reference
	Warnings   []Warning

	Source []byte // the bytes the article was read from, unchanged
}

// Applies is one entry of the list of products that an article applies to.
type Applies struct {
	Name  string
	Depth int // 0 at the top; an entry belongs to the last shallower one
}

// Version is one product version. Platform is the system it runs on in lower
// case ("winnt"), empty when the article does not say; Number is opaque
// ("4.0 SP3"), empty when only the platform is known.
type Version struct {
	Platform, Number string
}

// String returns the platform and the number with a blank between them.
func (v Version) String() string {
	return strings.TrimSpace(v.Platform + " " + v.Number)
}

// Quote is a message that somebody saw, as the article quotes it.
type Quote struct {
	Text string
	Span Span
}

// Named returns the content sections that have the canonical name.
func (a *Article) Named(name string) []Section {
	var out []Section
	for _, s := range a.Sections {
		if s.Kind == Content && s.Name == name {
			out = append(out, s)
		}
	}
	return out
}

// Content returns the sections that hold what the article says (Content), in
// document order.
func (a *Article) Content() []Section {
	var out []Section
	for _, s := range a.Sections {
		if s.Kind == Content {
			out = append(out, s)
		}
	}
	return out
}
