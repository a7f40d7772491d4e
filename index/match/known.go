package match

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// known fills in the features that need no reading of the article.
func (s *search) known(c *candidate) {
	s.messages(c)
	c.v[fTitleCover] = s.titleShare(c)
	c.v[fQuotes] = math.Log1p(float64(len(c.card.Signatures)))
	n := float64(len(s.cat.cards))
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

// messages fills in what quoted messages tell. A message that says that all is
// well counts little.
func (s *search) messages(c *candidate) {
	for _, h := range c.hits {
		w := s.standing(h.Alignment.Span)
		c.v[fMessage] = max(c.v[fMessage], fit(h, w))
		switch sig := &s.cat.entries[h.Entry].Sig; {
		case sig.Section == "TITLE":
			c.v[fMessageTitle] = max(c.v[fMessageTitle], fit(h, w))
		case seenName(sig.Section):
			c.v[fMessageSeen] = max(c.v[fMessageSeen], fit(h, w))
		}
		c.v[fMessageRare] = max(c.v[fMessageRare], h.Score*min(1, w)/s.heaviest)
		if w >= neutralWeight {
			c.v[fReply] = max(c.v[fReply], codeFit(h))
		}
		if h.Exact && w >= neutralWeight {
			c.v[fExact] = 1
		}
		if w >= neutralWeight {
			c.v[fValues] = max(c.v[fValues], sameValues(h))
		}
		c.v[fTold] = max(c.v[fTold], s.share(h.Alignment.Span))
	}
}

// fit is how well a message fits that stands where words weigh w.
func fit(h signature.Hit, w float64) float64 { return h.Coverage * min(1, w) }

// codeFit tells whether the code of a message stands beside it.
func codeFit(h signature.Hit) float64 {
	switch h.Code {
	case signature.CodeSame:
		return 1
	case signature.CodeOther:
		return -1
	}
	return 0
}

// seenName reports whether a section says what is seen.
func seenName(section string) bool {
	return section == kb.Symptoms || section == kb.Summary || section == kb.Impact || section == kb.Body
}

// sameValues returns the share of the article's sample values that the observation
// has too, 0 without samples.
func sameValues(h signature.Hit) float64 {
	same, all := 0, 0
	for _, b := range h.Bindings {
		if b.Sample == "" {
			continue
		}
		all++
		if b.Equal {
			same++
		}
	}
	return float64(same) / float64(max(1, all))
}

// standing returns the weight of what stands in a span of the observation.
func (s *search) standing(span kb.Span) float64 {
	w := 0.0
	for _, m := range s.r.obs.Messages {
		if overlap(m.Span, span) > 0 {
			w = max(w, roleWeight(m.Role))
		}
	}
	return w
}

// share returns how much of what counts in the observation stands in a span.
func (s *search) share(span kb.Span) float64 {
	in, all := 0.0, 0.0
	for _, m := range s.r.obs.Messages {
		w := roleWeight(m.Role)
		all += w * float64(m.Span.Len())
		in += w * float64(overlap(m.Span, span))
	}
	return in / max(all, 1)
}

// overlap returns how many bytes two spans share.
func overlap(a, b kb.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// services are words that say which service something is about.
var services = []string{
	"ftp", "smtp", "pop3", "imap", "nntp", "dns", "wins", "dhcp", "snmp", "ldap", "rdp", "rpc", "ras", "pptp", "smb",
	"odbc", "proxy", "telnet", "gopher", "winsock", "netbios", "netlogon", "spooler", "tftp", "webdav", "frontpage",
}

// servicesOf returns the services that an observation is about: the one whose
// protocol it speaks, or those that it names.
func servicesOf(o *kb.Observation) []string {
	if o.Protocol != "" && o.Protocol != kb.HTTP {
		return []string{string(o.Protocol)}
	}
	var out []string
	text := strings.ToLower(o.Text[:min(len(o.Text), 8<<10)])
	for _, w := range services {
		if hasWord(text, w) {
			out = append(out, w)
		}
	}
	return out
}

// service fills in whether the article speaks of the observation's services.
func (s *search) service(c *candidate) {
	if len(s.services) == 0 {
		return
	}
	title, body, seen := c.card.title, strings.ToLower(c.body.Text), ""
	for _, p := range c.seenAt() {
		seen += strings.ToLower(c.body.Text[p.Start:p.End])
	}
	sum := 0.0
	for _, w := range s.services {
		switch {
		case hasWord(title, w), hasWord(seen, w):
			sum++
		case strings.Contains(body, w):
			sum += 0.3
		default:
			sum -= 0.5
		}
	}
	c.v[fService] = sum / float64(len(s.services))
}

// hasWord reports whether a text has a word that begins with the protocol's name.
func hasWord(text, word string) bool {
	for i := strings.Index(text, word); i >= 0; {
		if i == 0 || !isLetter(text[i-1]) {
			return true
		}
		next := strings.Index(text[i+1:], word)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// cited fills in what identifiers of bulletins, CVEs and articles tell.
func (s *search) cited(c *candidate) {
	for _, i := range s.r.obs.Identifiers {
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

// products fills in what product and version tell.
func (s *search) products(c *candidate) {
	o := &s.r.obs
	if o.Version != "" && strings.ContainsAny(c.card.Product, "0123456789") {
		c.v[fVersion] = -1
		if listsVersion(c.card.Product, o.Version) {
			c.v[fVersion] = 1
		}
	}
	if words := productWords(o.Product); len(words) > 0 {
		c.v[fProduct] = -1
		title := c.card.title
		for _, w := range words {
			if strings.Contains(c.card.Product, w) || strings.Contains(title, w) {
				c.v[fProduct] = 1
			}
		}
	}
}

// listsVersion reports whether a list of versions has the number.
func listsVersion(list, version string) bool {
	for i := strings.Index(list, version); i >= 0; {
		before, after := i == 0 || !isDigitOrPoint(list[i-1]), i+len(version) == len(list) || !isDigitOrPoint(list[i+len(version)])
		if before && after {
			return true
		}
		next := strings.Index(list[i+1:], version)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func isDigitOrPoint(c byte) bool { return c >= '0' && c <= '9' || c == '.' }

// productWords are the words by which lists of products name a product.
func productWords(product string) []string {
	switch product {
	case "iis":
		return []string{"internet information", "iis"}
	case "":
		return nil
	}
	return []string{product}
}

// asking matches the questions that want to be told how to do something.
var asking = regexp.MustCompile(`(?is)\b(?:how|where|which|what|can|could|may|is (?:there|it)|are there|do(?:es)? \w+|possible|want|need)\b.*\?`)

// howTo reports whether an article tells how to do something.
func howTo(c *card) bool {
	t := strings.ToLower(c.Title)
	return strings.Contains(c.Type, "howto") || strings.HasPrefix(t, "how to") || strings.HasPrefix(t, "howto") || strings.Contains(t, ": how to ")
}

// close fills in the features that compare the article's text.
func (s *search) close(c *candidate) {
	total, t, b := max(s.r.total, 1e-6), c.title, c.text
	c.v[fOwn] = max(b.own, t.own) / total
	c.v[fMeans] = max(b.means, t.means) / max(s.r.means, 1)
	c.v[fTitle] = t.own / total
	c.v[fTitleBoth] = 2 * c.v[fTitleCover] * c.v[fTitle] / max(c.v[fTitleCover]+c.v[fTitle], 1e-6)
	s.service(c)
	c.v[fSeen] = b.within / total
	c.v[fPairs] = max(b.pairs, t.pairs) / max(s.r.pairs, 1)
	c.v[fRun] = max(b.run, t.run) / total
	c.v[fPassage] = b.passage / total
	c.v[fCodes] = b.codes / max(s.r.codes, 1)
	c.v[fToldCosine], c.v[fToldTitle], c.v[fToldPassage] = s.r.told*c.v[fCosine], s.r.told*c.v[fTitleCover], s.r.told*c.v[fPassage]
	c.v[fLength] = math.Log(float64(b.words) + 10)
}

// titleShare returns how much of the title, by the rarity of its words in
// titles, the observation has.
func (s *search) titleShare(c *candidate) float64 {
	in, all := 0.0, 2.0
	for _, t := range c.card.titleTerms {
		w := s.cat.rarity[t]
		all += w
		if at, ok := s.r.place[t]; ok {
			in += w * min(1, s.r.clues[at].Weight)
		}
	}
	return in / all
}

// tell fills in whether the session is in the state that the article tells of. A
// state that some article tells of decides: the same replies in another state are
// another matter.
func (s *search) tell() {
	decided := false
	for _, c := range s.list {
		for _, f := range s.r.obs.Facts {
			if slices.Contains(c.card.Facts, f.Kind) {
				c.v[fState] = 1
				decided = decided || f.Kind != kb.FactAnonymousRefused
			}
		}
	}
	for _, c := range s.list {
		if c.v[fState] == 0 && (decided || len(c.card.Facts) > 0 && len(s.r.obs.Exchanges) > 1) {
			c.v[fState] = -1
		}
	}
}
