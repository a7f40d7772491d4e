package fill

import (
	"slices"
	"strings"

	"kbadvisor/kb"
)

// glossarySize bounds the texts of a glossary.
const glossarySize = 64 << 20

// Glossary keeps what a report says once of a problem that it finds often: name,
// description, solution and references by the id of the check. Ids are compared
// without their case. Texts over 64 MiB are not kept. The zero value is empty.
type Glossary struct {
	entries map[string]kb.Finding
	size    int
	cut     bool
}

// Add keeps an entry. The first one with an id stays.
func (g *Glossary) Add(id string, f kb.Finding) {
	id = glossaryKey(id)
	if _, twice := g.entries[id]; twice {
		return
	}
	if g.size += 500 + len(id) + textSize(f); g.size > glossarySize {
		g.cut = true
		return
	}
	if g.entries == nil {
		g.entries = map[string]kb.Finding{}
	}
	f.Outputs, f.Citations, f.CPE, f.Warnings = slices.Clip(f.Outputs), slices.Clip(f.Citations), slices.Clip(f.CPE), slices.Clip(f.Warnings)
	g.entries[id] = f
}

// Find returns the entry of an id: what a finding has in common with others, to
// which a reader adds its own. When there is none, the finding has only the id of
// the plugin, and a warning if entries were left out.
func (g *Glossary) Find(id string) (f kb.Finding, ok bool) {
	f, ok = g.entries[glossaryKey(id)]
	if !ok {
		f.Plugin.ID = strings.TrimSpace(id)
		if g.cut {
			f.Warnings = []string{"description not kept: the report describes more checks than are remembered; split the report"}
		}
	}
	return f, ok
}

func glossaryKey(id string) string { return strings.ToLower(strings.TrimSpace(id)) }

// textSize returns about how many bytes an entry takes.
func textSize(f kb.Finding) int {
	n := len(f.Plugin.ID) + len(f.Plugin.Name) + len(f.Plugin.Family) + len(f.Description) + len(f.Solution)
	for _, o := range f.Outputs {
		n += 50 + len(o.ID) + len(o.Text)
	}
	for _, c := range f.Citations {
		n += 50 + len(c.Kind) + len(c.Value) + len(c.Where)
	}
	return n
}
