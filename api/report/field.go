package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	v1 "kbadvisor/api/v1"
)

// Context around the words of a finding that an article rests on, in bytes.
const maxSeen = 240

// passage is a stretch of a text with the words in it that count.
type passage struct {
	Before, Words, After string
}

// String returns the passage as one text.
func (p passage) String() string { return p.Before + p.Words + p.After }

// seen returns the words of a finding that a piece of evidence rests on, with the
// line of the field around them.
func seen(f v1.Finding, q v1.FindingQuote) passage {
	text, ok := fieldText(f, q.Field)
	if !ok || q.Start < 0 || q.End > len(text) || q.Start >= q.End || text[q.Start:q.End] != q.Text {
		return passage{Words: q.Text}
	}
	return passage{lineBefore(text[:q.Start]), q.Text, lineAfter(text[q.End:])}
}

// says returns the words of an article that a piece of evidence rests on, with what
// stands around them.
func says(e v1.FindingEvidence) passage {
	if e.Article.Text == "" {
		return passage{}
	}
	return passage{e.Before, e.Article.Text, e.After}
}

// lineBefore returns the end of a text back to its last line feed.
func lineBefore(text string) string {
	near := text[max(0, len(text)-maxSeen):]
	if i := strings.LastIndexAny(near, "\r\n"); i >= 0 {
		return near[i+1:]
	}
	if len(near) < len(text) {
		for near != "" && !utf8.RuneStart(near[0]) {
			near = near[1:]
		}
		return "… " + near
	}
	return near
}

// lineAfter returns the beginning of a text up to its first line feed.
func lineAfter(text string) string {
	if i := strings.IndexAny(text[:min(len(text), maxSeen)], "\r\n"); i >= 0 {
		return text[:i]
	}
	return cut(text, maxSeen)
}

// fieldText returns the text of a field, as v1.FindingQuote names it.
func fieldText(f v1.Finding, field string) (string, bool) {
	name, i, rest := indexed(field)
	switch {
	case name == "outputs" && rest == ".text" && i < len(f.Outputs):
		return f.Outputs[i].Text, true
	case name == "outputs" && rest == ".id" && i < len(f.Outputs):
		return f.Outputs[i].ID, true
	case name == "references" && rest == ".value" && i < len(f.References):
		return f.References[i].Value, true
	case name == "cpe" && rest == "" && i < len(f.CPE):
		return f.CPE[i], true
	}
	fields := map[string]string{
		"plugin.id": f.Plugin.ID, "plugin.name": f.Plugin.Name, "plugin.family": f.Plugin.Family,
		"description": f.Description, "solution": f.Solution, "product": f.Product, "version": f.Version,
		"service": f.Service, "system": f.System, "location": f.Location,
	}
	text, ok := fields[field]
	return text, ok
}

// indexed takes a name apart: "outputs[2].text" is "outputs", 2, ".text". The
// number of a name without one is past every list.
func indexed(field string) (name string, i int, rest string) {
	name, tail, _ := strings.Cut(field, "[")
	digits, rest, ok := strings.Cut(tail, "]")
	i, err := strconv.Atoi(digits)
	if !ok || err != nil || i < 0 {
		return field, 1 << 30, ""
	}
	return name, i, rest
}

// fieldWords names a field for people.
func fieldWords(f v1.Finding, field string) string {
	name, i, _ := indexed(field)
	switch {
	case field == "":
		return ""
	case name == "outputs" && i < len(f.Outputs):
		return strings.ReplaceAll(f.Outputs[i].ID, "_", " ")
	case name == "references" && i < len(f.References):
		return "reference, " + strings.ReplaceAll(f.References[i].Where, "_", " ")
	case field == "plugin.name":
		return "name of the test"
	case field == "plugin.id":
		return "id of the test"
	}
	return strings.ReplaceAll(field, ".", " ")
}
