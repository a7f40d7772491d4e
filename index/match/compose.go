package match

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/observe"
)

// How much of a finding is matched: of one field, and of all of them.
const (
	maxField   = 32 << 10
	maxFinding = 256 << 10
)

// composer makes one observation of a finding.
type composer struct {
	text  strings.Builder
	obs   kb.Observation
	parts []kb.Part

	seen, version string // product that an output names
}

// compose returns a finding as an observation, and where its words were taken
// from. What a machine said stands in the outputs; the name and the description are
// the scanner's own words, and the other fields only name things.
func compose(f *kb.Finding) (kb.Observation, []kb.Part) {
	c := &composer{obs: kb.Observation{Kind: kb.ObsFinding}}
	c.words("plugin.name", f.Plugin.Name, kb.RoleFailure)
	if strings.ContainsFunc(f.Plugin.ID, unicode.IsLetter) && f.Plugin.ID != f.Plugin.Name {
		c.words("plugin.id", f.Plugin.ID, kb.RoleNeutral)
	}
	for i, o := range f.Outputs {
		switch field := fmt.Sprintf("outputs[%d].text", i); {
		case !counts(o):
		case strings.HasSuffix(o.ID, attributes):
			c.names(field, o.Text)
		default:
			c.output(field, o.Text)
		}
	}
	c.words("description", f.Description, kb.RoleComment)
	c.names("solution", f.Solution)
	for i, x := range f.Citations {
		c.cites(fmt.Sprintf("references[%d].value", i), x)
	}
	c.product(f.Product, f.Version)
	if c.obs.Product == "" {
		c.obs.Product, c.obs.Version = c.seen, c.version
	}
	c.obs.Text = c.text.String()
	if strings.TrimSpace(c.obs.Text) == "" {
		c.obs.Kind = kb.ObsUnusable
	}
	return c.obs, c.parts
}

// attributes is how the ids of outputs end in which readers keep small fields that have no other
// place: dates, numbers of the finding itself.
const attributes = "attributes"

// counts reports whether an output tells anything of what was found. Attributes
// differ from finding to finding, and count only where they cite something.
func counts(o kb.Output) bool {
	return !strings.HasSuffix(o.ID, attributes) || slices.ContainsFunc(ident.Find(o.Text[:min(len(o.Text), maxField)]), func(i kb.Identifier) bool {
		return i.Kind == kb.IdentArticle || i.Kind == kb.IdentBulletin || i.Kind == kb.IdentCVE
	})
}

// put adds a field to the text and returns what of it was added, and where.
func (c *composer) put(field, text string) (string, int) {
	room := min(maxField, maxFinding-c.text.Len())
	if len(text) > room {
		text = strings.ToValidUTF8(text[:max(0, room)], "")
	}
	if strings.TrimSpace(text) == "" {
		return "", 0
	}
	at := c.text.Len()
	c.parts = append(c.parts, kb.Part{Field: field, Span: kb.Span{Start: at, End: at + len(text)}})
	c.text.WriteString(text + "\n")
	return text, at
}

// names adds a field for what it names by a fixed code.
func (c *composer) names(field, text string) (string, int) {
	text, at := c.put(field, text)
	for _, i := range ident.Find(text) {
		i.Span = shifted(i.Span, at)
		c.obs.Identifiers = append(c.obs.Identifiers, i)
	}
	return text, at
}

// words adds a field with the scanner's own words.
func (c *composer) words(field, text string, role kb.Role) {
	if text, at := c.names(field, text); text != "" {
		c.obs.Messages = append(c.obs.Messages, kb.Message{Role: role, Text: text, Span: kb.Span{Start: at, End: at + len(text)}})
	}
}

// output adds what a machine said. The session that is matched is that of the
// first output that has one.
func (c *composer) output(field, text string) {
	text, at := c.put(field, text)
	if text == "" {
		return
	}
	o := observe.Read(text, kb.ObsFinding)
	for _, i := range o.Identifiers {
		i.Span = shifted(i.Span, at)
		c.obs.Identifiers = append(c.obs.Identifiers, i)
	}
	for _, m := range o.Messages {
		m.Span = shifted(m.Span, at)
		c.obs.Messages = append(c.obs.Messages, m)
	}
	if c.obs.Protocol == "" {
		c.obs.Protocol = o.Protocol
	}
	if c.seen == "" {
		c.seen, c.version = o.Product, o.Version
	}
	if len(c.obs.Exchanges) > 0 || len(o.Exchanges) == 0 {
		return
	}
	c.obs.Protocol, c.obs.Dialect = o.Protocol, o.Dialect
	for _, x := range o.Exchanges {
		x.Sent, x.Reply = shifted(x.Sent, at), shifted(x.Reply, at)
		c.obs.Exchanges = append(c.obs.Exchanges, x)
	}
	for _, f := range o.Facts {
		f.Span = shifted(f.Span, at)
		c.obs.Facts = append(c.obs.Facts, f)
	}
}

// cites adds a reference. The number of an article is often given alone.
func (c *composer) cites(field string, x kb.Citation) {
	text, at := c.put(field, x.Value)
	found := ident.Find(text)
	if prefix := map[string]string{"kb": "KB", "mskb": "KB", "ms": "MS", "msft": "MS", "cve": "CVE-"}[x.Kind]; len(found) == 0 && prefix != "" && text != "" {
		found = ident.Find(prefix + strings.TrimSpace(text))
		for i := range found {
			found[i].Span = kb.Span{End: len(text)}
		}
	}
	for _, i := range found {
		i.Span = shifted(i.Span, at)
		c.obs.Identifiers = append(c.obs.Identifiers, i)
	}
}

// product adds what is known of the product that was found. The operating system is
// none: all that is found on a host would be about it.
func (c *composer) product(name, version string) {
	text, _ := c.put("product", name)
	if text == "" {
		return
	}
	if c.obs.Product, c.obs.Version = observe.Product(text + " " + version); c.obs.Version == "" {
		c.obs.Version = version
	}
}

func shifted(s kb.Span, by int) kb.Span {
	if s.Len() == 0 {
		return s
	}
	return kb.Span{Start: s.Start + by, End: s.End + by}
}
