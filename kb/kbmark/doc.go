// Package kbmark reads Markdown articles and renders articles, Markdown or KB
// text, as Markdown and as safe HTML. It is the only importer of the Markdown
// and YAML libraries.
//
// # What is read
//
// Three kinds of Markdown become articles:
//
//   - the house format: YAML front matter (id, title, date, category, products,
//     applies_to, versions, keywords, status, fixed_in, references, quotes) and
//     the sections as headings; articles/template.md explains each field;
//   - the Markdown rendering of the archive: "## Q239041: TITLE", header lines
//     such as "Article: Q239041", and a body indented by one tab;
//   - knowledge bases as teams keep them: any YAML or TOML front matter or none,
//     headings in the words that people use (Issue, Root cause, How to fix).
//
// # Sections
//
// A heading becomes a section with a canonical name when the table in phrases.go
// knows its words, at any level, unless it stands below a section of which it is
// a part ("### Step 1" or "### Verify" below "## Solution"). Other headings that
// stand beside sections are sections under their own words. ATX, Setext and HTML
// headings count, and so do lines that are a known heading word in bold; headings
// in code, comments and block quotes do not.
//
// Front matter and the title heading are the Header. The sections' spans cover
// the source without a gap.
package kbmark
