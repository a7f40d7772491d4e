package main

import (
	"fmt"
	"strings"

	"kbadvisor/api/report"
	"kbadvisor/kb"
)

// article prints an article for people: what it is about, then what it says.
func (c console) article(a *kb.Article) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n\n", c.bold(cleanLine(string(a.ID))), c.bold(cleanLine(a.Title)))
	for _, f := range facts(a) {
		if f.value != "" {
			fmt.Fprintf(&b, "%s %s\n", c.faint(fmt.Sprintf("%-11s", f.name+":")), cleanLine(f.value))
		}
	}
	for _, s := range a.Sections {
		c.section(&b, s)
	}
	_, err := c.Write([]byte(b.String()))
	return err
}

// section prints a section that says something.
func (c console) section(b *strings.Builder, s kb.Section) {
	text := clean(s.Plain())
	if s.Kind != kb.Content && s.Kind != kb.Lead || strings.TrimSpace(text) == "" {
		return
	}
	name := cleanLine(s.Name)
	if s.Kind == kb.Lead || name == kb.Body {
		fmt.Fprintf(b, "\n%s\n", text)
		return
	}
	fmt.Fprintf(b, "\n%s\n%s\n\n%s\n", c.bold(name), strings.Repeat("=", report.Columns(name)), text)
}

type fact struct{ name, value string }

// facts are the lines above an article.
func facts(a *kb.Article) []fact {
	var versions, applies, refs []string
	for _, v := range a.Versions {
		versions = append(versions, v.String())
	}
	for _, e := range a.AppliesTo {
		applies = append(applies, e.Name)
	}
	for _, r := range a.References {
		refs = append(refs, r.ID)
	}
	return []fact{
		{"changed", string(a.Date)},
		{"product", a.Product},
		{"category", a.Category},
		{"versions", strings.Join(versions, ", ")},
		{"applies to", strings.Join(applies, "; ")},
		{"keywords", strings.Join(a.Keywords, " ")},
		{"status", status(a.Status)},
		{"refers to", strings.Join(refs, ", ")},
	}
}

func status(s *kb.Status) string {
	if s == nil {
		return ""
	}
	text := string(s.Kind)
	if len(s.FixedIn) > 0 {
		text += " (" + strings.Join(s.FixedIn, "; ") + ")"
	}
	if s.Quote != "" {
		text += ": " + s.Quote
	}
	return text
}
