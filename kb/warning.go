package kb

// WarningKind is one of the things that can be odd about an article that was
// read all the same: a closed list.
type WarningKind string

// The kinds of warnings.
const (
	WarnPathMismatch     WarningKind = "path_mismatch"     // file name and id differ
	WarnKeywordMismatch  WarningKind = "keyword_mismatch"  // header and footer keywords differ
	WarnNoSeparator      WarningKind = "no_separator"      // rule after the header is missing
	WarnNoFooter         WarningKind = "no_footer"         // footer fields are missing
	WarnNoLegal          WarningKind = "no_legal"          // legal text is missing
	WarnDuplicateSection WarningKind = "duplicate_section" // a section name occurs again
	WarnEmptySection     WarningKind = "empty_section"
	WarnPromoted         WarningKind = "promoted_heading" // canonical name with the wrong underline
	WarnNonASCII         WarningKind = "non_ascii"
	WarnUndecodable      WarningKind = "undecodable" // bytes without meaning in the encoding
	WarnControl          WarningKind = "control_bytes"
	WarnLongLine         WarningKind = "long_line" // over 4096 bytes
	WarnTruncated        WarningKind = "truncated"
	WarnBadField         WarningKind = "bad_field"    // a field that could not be understood
	WarnFrontMatter      WarningKind = "front_matter" // front matter that is not valid YAML
)

// Warning is something odd about an article.
type Warning struct {
	Kind   WarningKind
	Line   int // 1 for the first line of the article, 0 when no line fits
	Detail string
}
