package match

import (
	"slices"

	"kbadvisor/kb"
)

// owned reports whether the observation names the candidate by its id, or by
// something that the user's own aliases list for it. That is said, not estimated.
func (s *search) owned(c *candidate) bool {
	return slices.ContainsFunc(s.idents, func(i kb.Identifier) bool {
		if i.Kind == kb.IdentArticle {
			return kb.ID(i.ID) == c.card.ID
		}
		return slices.Contains(s.m.cfg.Aliases.Articles(i), c.card.ID)
	})
}
