package match

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// archiveSize is about the number of articles by which the weights were fitted. An
// identifier is as rare in a smaller knowledge base as in that one.
const archiveSize = 45000

// known fills in the features that need no reading of the article.
func (s *search) known(c *candidate) {
	s.messages(c)
	c.v[fTitleCover] = s.titleShare(c)
	c.v[fQuotes] = math.Log1p(float64(len(c.card.Signatures)))
	n := float64(max(len(s.cat.cards), archiveSize))
	for _, m := range c.same {
		w := math.Log(1 + n/float64(1+len(s.cat.named[identKey(m.Kind, m.ID)])))
		c.v[fIdent] += w
		if m.Seen {
			c.v[fIdentSeen] += w
		}
	}
	s.cited(c)
	s.products(c)
	switch {
	case s.attack && c.card.Security:
		c.v[fSecurity] = 1
	case s.attack:
		c.v[fSecurity] = -1
	}
	if c.card.howTo {
		if s.asks {
			c.v[fAsked] = 1
		} else {
			c.v[fHowTo] = 1
		}
	}
}

// cited fills in what identifiers of bulletins, CVEs and articles tell.
func (s *search) cited(c *candidate) {
	for _, i := range s.idents {
		switch {
		case i.Kind == kb.IdentArticle && kb.ID(i.ID) == c.card.ID,
			slices.Contains(s.m.aliases.Direct(i), c.card.ID):
			c.v[fAlias] = 1
		case slices.Contains(s.m.aliases.Articles(i), c.card.ID):
			c.v[fAlias] = max(c.v[fAlias], 0.5)
		}
	}
	c.v[fRollup] = math.Log1p(float64(max(0, s.m.aliases.Breadth(c.card.ID)-2)))
}

// howTo reports whether an article tells how to do something.
func howTo(c *card) bool {
	t := strings.ToLower(c.Title)
	return strings.Contains(c.Type, "howto") || strings.HasPrefix(t, "how to") || strings.HasPrefix(t, "howto") || strings.Contains(t, ": how to ")
}

// asking matches the questions that want to be told how to do something.
var asking = regexp.MustCompile(`(?is)\b(?:how|where|which|what|can|could|may|is (?:there|it)|are there|do(?:es)? \w+|possible|want|need)\b.*\?`)

// titleShare returns how much of the title, by the rarity of its words in
// titles, the observation has.
func (s *search) titleShare(c *candidate) float64 {
	in, all := 0.0, 2.0
	for i, t := range c.card.titleTerms {
		w := c.card.titleRare[i]
		all += w
		if at, ok := s.r.place[t]; ok {
			in += w * min(1, s.r.clues[at].Weight)
		}
	}
	return in / all
}
