package match

import (
	"slices"

	"kbadvisor/kb"
)

// Quoting returns the articles that quote a reply with a code, by id. It looks at
// the catalog that was made last, and returns nothing before Prepare.
func (m *Matcher) Quoting(p kb.Protocol, code string) []kb.ID {
	m.mu.Lock()
	cat := m.catalog
	m.mu.Unlock()
	if cat == nil {
		return nil
	}
	var out []kb.ID
	for _, i := range cat.table.ByCode(kb.SigReply, p, code) {
		out = append(out, cat.cards[cat.entries[i].Article].ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
