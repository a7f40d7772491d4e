package kb

// ReferenceKind tells what a reference names.
type ReferenceKind string

// The kinds of references.
const (
	RefArticle  ReferenceKind = "article"  // another article, ID as in Article.ID
	RefBulletin ReferenceKind = "bulletin" // MS02-018
	RefCVE      ReferenceKind = "cve"      // CVE-2002-0073, also for CAN-2002-0073
	RefURL      ReferenceKind = "url"
	RefFile     ReferenceKind = "file" // a file that the article offers for download
	RefBug      ReferenceKind = "bug"  // a vendor's bug id
)

// Reference is a pointer from an article to something else. ID is the normal
// form of what is named; Span is where the article names it first.
type Reference struct {
	Kind ReferenceKind
	ID   string
	Span Span
}
