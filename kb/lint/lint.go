// Package lint holds the house rules for authors: what an article should have so
// that it is found, trusted and read.
//
// The rules are a closed list, the constants of type Rule. Those about front
// matter and the form of lines are for Markdown articles; for KB text the oddities
// that were met when the article was read take their place.
package lint

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"

	"kbadvisor/kb"
)

// Rule names a house rule.
type Rule = string

// The rules.
const (
	FrontMatter     Rule = "front_matter"     // front matter is missing or not valid YAML
	FieldUnknown    Rule = "field_unknown"    // a field that the house format does not have
	FieldTwice      Rule = "field_twice"      // a field that occurs again
	IDMissing       Rule = "id_missing"       // no id: the path would name the article
	IDForm          Rule = "id_form"          // the id is neither a slug nor Q and a number
	IDTwice         Rule = "id_twice"         // another article has the id; for callers that see both
	TitleMissing    Rule = "title_missing"    // no title
	TitleLong       Rule = "title_long"       // over 64 characters
	DateForm        Rule = "date_form"        // no date, or not as YYYY-MM-DD
	StatusMissing   Rule = "status_missing"   // neither a status field nor a STATUS section that tells it
	StatusUnknown   Rule = "status_unknown"   // a status outside the vocabulary
	SymptomsMissing Rule = "symptoms_missing" // neither SYMPTOMS nor, in an informational article, SUMMARY
	QuoteMissing    Rule = "quote_missing"    // a quote that the text does not have
	ReferenceForm   Rule = "reference_form"   // a reference in a form that is not understood
	SectionEmpty    Rule = "section_empty"    // a heading without text
	SectionTwice    Rule = "section_twice"    // a section that occurs again
	SectionName     Rule = "section_name"     // a heading that no section is known by
	LineLong        Rule = "line_long"        // text over 100 characters in a line (KB text: 80)
	TrailingBlanks  Rule = "trailing_blanks"  // blanks at the end of a line
	Encoding        Rule = "encoding"         // bytes that are not UTF-8, or control characters
	Oddity          Rule = "oddity"           // KB text whose header or footer is damaged or missing
)

// MaxTitle is the longest title in characters.
const MaxTitle = 64

// Problem is one thing that an author should mend.
type Problem struct {
	Line   int // 1 for the first line, 0 when the article as a whole is meant
	Rule   Rule
	Detail string
}

// Check returns what an author should mend in the article, in the order of the
// lines. It is empty for an article that keeps to the house rules.
func Check(a *kb.Article) []Problem {
	c := &checker{art: a}
	c.index()
	c.title()
	c.sections()
	c.quotes()
	if a.Format == kb.FormatMarkdown {
		c.frontMatter()
		c.lines(100)
	} else {
		c.oddities()
		c.lines(80)
	}
	c.status()
	slices.SortStableFunc(c.out, func(x, y Problem) int { return cmp.Compare(x.Line, y.Line) })
	return c.out
}

// checker collects the problems of one article.
type checker struct {
	art    *kb.Article
	starts []int // offsets of the lines
	out    []Problem
}

func (c *checker) add(line int, rule Rule, detail string) {
	c.out = append(c.out, Problem{Line: line, Rule: rule, Detail: detail})
}

// index notes where the lines begin.
func (c *checker) index() {
	src := c.art.Source
	c.starts = []int{0}
	for i, b := range src {
		if b == '\n' || b == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			c.starts = append(c.starts, i+1)
		}
	}
}

// lineAt returns the line of an offset in the source.
func (c *checker) lineAt(offset int) int {
	return sort.SearchInts(c.starts, offset+1)
}

func (c *checker) title() {
	switch n := utf8.RuneCountInString(c.art.Title); {
	case n == 0 || c.art.Title == "Untitled":
		c.add(0, TitleMissing, "give the article a title that says what is seen")
	case n > MaxTitle:
		c.add(0, TitleLong, "the title has more than 64 characters")
	}
}
