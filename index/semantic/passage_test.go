package semantic

import (
	"strings"
	"testing"

	"kbadvisor/kb"
)

func TestPassage(t *testing.T) {
	section := func(name, text string) kb.Section {
		return kb.Section{Kind: kb.Content, Name: name, Text: text}
	}
	for name, c := range map[string]struct {
		sections []kb.Section
		want     string
	}{
		"none":          {nil, ""},
		"symptoms":      {[]kb.Section{section(kb.Summary, "s"), section(kb.Symptoms, "\n=====\n y\n"), section(kb.Cause, "c")}, " y"},
		"two of them":   {[]kb.Section{section(kb.Symptoms, "a"), section(kb.Symptoms, "b")}, "a\nb"},
		"summary":       {[]kb.Section{section(kb.Cause, "c"), section(kb.Summary, "s")}, "s"},
		"empty summary": {[]kb.Section{section(kb.Summary, " \n"), section(kb.Cause, "c")}, "c"},
		"others":        {[]kb.Section{section(kb.Cause, "c"), {Kind: kb.Footer, Text: "f"}, section("OWN", "o")}, "c\no"},
	} {
		if got := Passage(&kb.Article{Sections: c.sections}); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "abc"},
		{"a  b  c", 3, "a  b"},
		{"\n\n a\tb", 2, "\n\n a\t"},
		{"äöü", 2, "äö"},
		{"a\xffb", 2, "a\xff"},
		{strings.Repeat(" ", 100) + "abc", 2, strings.Repeat(" ", 100) + "ab"},
	} {
		if got := cut(c.text, c.most); got != c.want {
			t.Errorf("%q to %d: got %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
