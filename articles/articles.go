// Package articles holds the knowledge-base articles that ship inside the
// program, as an example of both formats and as a first answer to the replies
// that administrators of FTP, mail and web servers meet most. It imports nothing.
//
// A file whose name is the id of its article is one article. Template.md is the
// form for new ones: readers of Markdown never take a file of that name for an
// article, so it may stay where authors look for it.
package articles

import "embed"

// FS has the articles and the template at its root.
//
//go:embed *.md *.TXT
var FS embed.FS
