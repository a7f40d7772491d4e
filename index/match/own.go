package match

import (
	"slices"

	"kbadvisor/kb"
)

// owned reports whether the aliases of the user lead from what the observation names
// to the candidate. That is said, not estimated: it counts like naming the article.
func (s *search) owned(c *candidate) bool {
	return slices.ContainsFunc(s.r.obs.Identifiers, func(i kb.Identifier) bool {
		return i.Kind != kb.IdentArticle && slices.Contains(s.m.cfg.Aliases.Articles(i), c.card.ID)
	})
}
