package kbmark

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// addFrontMatter adds what the front matter says about the status, the
// references and the quoted messages. It runs after the text was searched for
// them: the status of the front matter wins, its references come first.
func (p *reader) addFrontMatter() {
	if s := p.frontStatus(); s != nil {
		p.art.Status = s
	}
	refs := p.frontReferences()
	for _, r := range p.art.References {
		refs = append(refs, outsideLink(r))
	}
	p.art.References = p.unique(append(refs, p.linkReferences()...))
	p.addQuotes()
}

// outsideLink cuts an address that was found in a link's text, which runs on into
// the rest of the link: "http://a](http://b)".
func outsideLink(r kb.Reference) kb.Reference {
	if i := strings.Index(r.ID, "]"); r.Kind == kb.RefURL && i > 0 && strings.HasPrefix(r.ID[i:], "](") {
		r.Span.End -= len(r.ID) - i
		r.ID = r.ID[:i]
	}
	return r
}

// statusWords maps further words for a status to the vocabulary.
var statusWords = map[string]kb.StatusKind{
	"fixed": kb.FixedIn, "resolved": kb.FixedIn, "corrected": kb.FixedIn, "bug": kb.Confirmed, "confirmed_bug": kb.Confirmed,
	"hotfix": kb.HotfixAvailable, "investigating": kb.UnderResearch, "as_designed": kb.ByDesign, "wontfix": kb.NoFix, "wont_fix": kb.NoFix,
	"won't_fix": kb.NoFix, "expected_behavior": kb.ByDesign, "unsupported": kb.NotSupported, "limitation": kb.KnownIssue,
}

// statusKind reads a word of the vocabulary.
func statusKind(text string) (kb.StatusKind, bool) {
	key := normKey(text)
	switch k := kb.StatusKind(key); k {
	case kb.FixedIn, kb.HotfixAvailable, kb.ConfirmedSecurity, kb.ConfirmedUnderResearch, kb.ByDesign, kb.NotABug, kb.Confirmed, kb.UnderResearch,
		kb.KnownIssue, kb.UnderConsideration, kb.FixPlanned, kb.NoFix, kb.NotSupported, kb.DocError, kb.FeatureAdded, kb.ThirdParty, kb.WorkaroundOnly,
		kb.Behavior, kb.Informational:
		return k, true
	}
	k, ok := statusWords[key]
	return k, ok
}

// frontStatus returns the status of the front matter, nil when it has none or a
// word for something else ("published").
func (p *reader) frontStatus() *kb.Status {
	f, ok := p.front.find("status", "issue_status", "problem_status")
	if !ok {
		return nil
	}
	v := f.values[0]
	if v.sub != nil {
		v.text = v.sub["kind"]
	}
	kind, ok := statusKind(v.text)
	if !ok {
		return nil
	}
	return &kb.Status{Kind: kind, Also: []kb.StatusKind{kind}, Quote: v.text, Span: v.span, Source: kb.FromFrontMatter,
		FixedIn: p.front.list("fixed_in", "fixed_versions", "fix_version", "fix_versions")}
}

// frontReferences returns the references of the front matter.
func (p *reader) frontReferences() []kb.Reference {
	var out []kb.Reference
	for _, key := range []string{"references", "related", "see_also", "related_articles", "cve", "cves"} {
		f, ok := p.front.find(key)
		if !ok {
			continue
		}
		for _, v := range f.values {
			text := v.text
			if v.sub != nil {
				if text = first([]string{v.sub["url"]}); text == "" {
					text = v.sub["id"]
				}
			}
			if r, ok := referenceOf(text); ok {
				r.Span = v.span
				out = append(out, r)
			}
		}
	}
	return out
}

var (
	cveRE      = regexp.MustCompile(`(?i)^(?:cve|can)-(\d{4}-\d{4,7})$`)
	bulletinRE = regexp.MustCompile(`(?i)^ms(\d\d-\d{3})$`)
	rfcRE      = regexp.MustCompile(`(?i)^rfc[ -]?(\d{1,5})\b`)
	kindRE     = regexp.MustCompile(`^(bug|file):\s*(\S.*)$`)
)

// referenceOf reads a reference as front matter writes it: an article id, MSyy-nnn,
// CVE-yyyy-nnnn, an address, "RFC 959", "bug: 1234" or "file: name.exe".
func referenceOf(text string) (kb.Reference, bool) {
	text = strings.TrimSpace(text)
	if m := cveRE.FindStringSubmatch(text); m != nil {
		return kb.Reference{Kind: kb.RefCVE, ID: "CVE-" + m[1]}, true
	}
	if m := bulletinRE.FindStringSubmatch(text); m != nil {
		return kb.Reference{Kind: kb.RefBulletin, ID: "MS" + m[1]}, true
	}
	if m := kindRE.FindStringSubmatch(text); m != nil {
		return kb.Reference{Kind: kb.ReferenceKind(m[1]), ID: m[2]}, true
	}
	if m := rfcRE.FindStringSubmatch(text); m != nil {
		return kb.Reference{Kind: kb.RefURL, ID: "https://www.rfc-editor.org/rfc/rfc" + m[1]}, true
	}
	if id, err := kb.ParseID(text); err == nil {
		return kb.Reference{Kind: kb.RefArticle, ID: string(id)}, true
	}
	if isURL(text) {
		return kb.Reference{Kind: kb.RefURL, ID: text}, true
	}
	return kb.Reference{}, false
}

// isURL reports whether text is an address of a kind that articles cite.
func isURL(text string) bool {
	for _, scheme := range []string{"http://", "https://", "ftp://", "news:"} {
		if strings.HasPrefix(strings.ToLower(text), scheme) && !strings.ContainsAny(text, " \t<>\"") {
			return true
		}
	}
	return false
}

// unique drops repeated references and those to the article itself.
func (p *reader) unique(refs []kb.Reference) []kb.Reference {
	seen := map[string]bool{string(kb.RefArticle) + " " + string(p.art.ID): true}
	out := refs[:0:0]
	for _, r := range refs {
		key := string(r.Kind) + " " + r.ID
		if !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}

// maxQuotes bounds the quotes of an article.
const maxQuotes = 200

// addQuotes sets the quoted messages. A quote stands where the text has it, else
// in the front matter.
func (p *reader) addQuotes() {
	f, ok := p.front.find("quotes", "messages", "error_messages", "quoted_messages")
	if !ok {
		return
	}
	for _, v := range f.values[:min(len(f.values), maxQuotes)] {
		if v.text != "" {
			p.art.Quotes = append(p.art.Quotes, kb.Quote{Text: v.text, Span: p.findQuote(v)})
		}
	}
}

func (p *reader) findQuote(v value) kb.Span {
	for _, s := range p.art.Sections {
		if s.Kind == kb.Header {
			continue
		}
		if i := strings.Index(string(p.src[s.Span.Start:s.Span.End]), v.text); i >= 0 {
			return kb.Span{Start: s.Span.Start + i, End: s.Span.Start + i + len(v.text)}
		}
	}
	return v.span
}
