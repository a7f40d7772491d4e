package fill

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kbadvisor/kb"
)

// Prose returns the text of a field that has HTML in it, and adds its links to the
// references of the finding.
func Prose(f *kb.Finding, field, html string) string {
	text, links := HTML(html)
	for _, l := range links {
		Cite(f, "url", l, field)
	}
	return strings.TrimSpace(text)
}

// Cite adds a reference to a finding, unless it is empty.
func Cite(f *kb.Finding, kind, value, field string) {
	if value = strings.TrimSpace(value); value != "" {
		f.Citations = append(f.Citations, kb.Citation{Kind: kind, Value: value, Where: field})
	}
}

// Say adds an output to a finding, unless it is empty.
func Say(f *kb.Finding, id, text string) {
	if strings.TrimSpace(text) != "" {
		f.Outputs = append(f.Outputs, kb.Output{ID: id, Text: text})
	}
}

// Paragraphs puts texts under each other, without the empty ones.
func Paragraphs(texts ...string) string { return strings.Join(Some(texts...), "\n\n") }

var (
	bulletin = regexp.MustCompile(`(?i)^MS[ -]?\d{2}-\d{1,4}$`)
	article  = regexp.MustCompile(`(?i)^(KB|Q)[ -]?\d{5,8}$`)
	cveID    = regexp.MustCompile(`(?i)^(CVE|CAN)-\d{4}-\d{4,}$`)
)

// VendorKind returns the kind of a reference to a vendor: "ms" for a bulletin of
// Microsoft, "kb" for an article of its knowledge base, "cve", and "vendor" for
// anything else.
func VendorKind(id string) string {
	id = strings.TrimSpace(id)
	switch {
	case bulletin.MatchString(id):
		return "ms"
	case article.MatchString(id):
		return "kb"
	case cveID.MatchString(id):
		return "cve"
	}
	return "vendor"
}

// Decoded returns the text that base64 stands for. What is not text comes back as
// it is; the few bytes in a text that are none are written as \xNN.
func Decoded(s string) string {
	packed := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		raw, err = base64.RawStdEncoding.DecodeString(packed)
	}
	if err != nil || len(raw) == 0 {
		return s
	}
	var b strings.Builder
	odd := 0
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n == 1, r < ' ' && !strings.ContainsRune("\t\n\r\f\x1b", r):
			odd++
			fmt.Fprintf(&b, `\x%02x`, raw[i])
		default:
			b.Write(raw[i : i+n])
		}
		i += n
	}
	if odd > len(raw)/10 {
		return s
	}
	return b.String()
}
