package lint

import (
	"fmt"
	"strings"
	"time"

	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
)

// houseKeys are the fields of the house format.
const houseKeys = " id title date category products applies_to versions keywords query_words status fixed_in references quotes "

// frontMatter checks the fields of a Markdown article.
func (c *checker) frontMatter() {
	for _, w := range c.art.Warnings {
		switch w.Kind {
		case kb.WarnFrontMatter:
			c.add(w.Line, FrontMatter, w.Detail)
		case kb.WarnNonASCII, kb.WarnUndecodable, kb.WarnControl:
			c.add(w.Line, Encoding, detail(w))
		}
	}
	fields := kbmark.Fields(c.art)
	if fields == nil {
		c.add(1, FrontMatter, "begin with front matter between two lines ---, as articles/template.md shows")
		return
	}
	have := map[string]kbmark.Field{}
	for _, f := range fields {
		if !strings.Contains(houseKeys, " "+f.Key+" ") {
			c.add(f.Line, FieldUnknown, fmt.Sprintf("%q is no field of the house format:%s", f.Key, strings.TrimRight(houseKeys, " ")))
		}
		if _, ok := have[f.Key]; ok {
			c.add(f.Line, FieldTwice, f.Key+" occurs again")
		}
		have[f.Key] = f
	}
	c.id(have)
	c.date(have)
	c.vocabulary(have)
	for i, v := range have["references"].Values {
		if !kbmark.IsReference(v) {
			c.add(have["references"].Line+i+1, ReferenceForm, fmt.Sprintf("%q is no article id, bulletin, CVE id, address, RFC, \"bug: id\" or \"file: name\"", v))
		}
	}
}

// value returns the only value of a field, empty when it has none.
func value(f kbmark.Field) string {
	if len(f.Values) == 0 {
		return ""
	}
	return strings.TrimSpace(f.Values[0])
}

func (c *checker) id(have map[string]kbmark.Field) {
	f := have["id"]
	switch id := value(f); {
	case id == "":
		c.add(f.Line, IDMissing, "give the article an id: lower-case words joined by hyphens")
	case id != string(c.art.ID):
		c.add(f.Line, IDForm, fmt.Sprintf("id %q: want lower-case words joined by hyphens, such as %q", id, kb.Slug(id)))
	}
	if value(have["title"]) == "" {
		c.add(have["title"].Line, TitleMissing, "give the article a title field")
	}
}

func (c *checker) date(have map[string]kbmark.Field) {
	f := have["date"]
	if _, err := time.Parse(time.DateOnly, value(f)); err != nil {
		c.add(f.Line, DateForm, fmt.Sprintf("date %q: want YYYY-MM-DD", value(f)))
	}
}

// vocabulary checks that the status is a word of the vocabulary.
func (c *checker) vocabulary(have map[string]kbmark.Field) {
	f, ok := have["status"]
	if !ok {
		return
	}
	if s := c.art.Status; s == nil || s.Source != kb.FromFrontMatter || string(s.Kind) != value(f) {
		c.add(f.Line, StatusUnknown, fmt.Sprintf("status %q is outside the vocabulary that articles/template.md lists", value(f)))
	}
}
