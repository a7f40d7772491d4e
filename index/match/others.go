package match

import (
	_ "embed" // for the messages
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// othersText is described in its first lines.
//
//go:embed others.tsv
var othersText string

// newOthers returns the table of messages of other vendors' programs.
func newOthers() *signature.Table {
	var entries []signature.Entry
	for line := range strings.Lines(othersText) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		sig := kb.Signature{Kind: kb.SigText, Text: f[2]}
		if f[1] != "" {
			sig.Kind, sig.Code = kb.SigReply, f[1]
		}
		entries = append(entries, signature.Entry{Article: int32(len(entries)), Sig: sig})
	}
	return signature.NewTable(entries)
}

// others returns the share of what went wrong that other vendors' programs say
// and that no article quotes.
func (s *search) others() float64 {
	most := 0.0
	for _, o := range s.strange {
		if o.Coverage < 0.9 {
			continue
		}
		quoted := false
		for _, h := range s.hits {
			quoted = quoted || h.Coverage >= o.Coverage && 2*overlap(h.Alignment.Span, o.Alignment.Span) > o.Alignment.Span.Len()
		}
		if !quoted {
			most = max(most, s.failing(o.Alignment.Span))
		}
	}
	return most
}

// failing returns how much of what went wrong stands in a span, of everything when
// nothing did.
func (s *search) failing(span kb.Span) float64 {
	in, all := 0, 0
	for _, m := range s.r.obs.Messages {
		if m.Role == kb.RoleFailure {
			all += m.Span.Len()
			in += overlap(m.Span, span)
		}
	}
	if all == 0 {
		return s.share(span)
	}
	return float64(in) / float64(all)
}

// uncharted returns the share of the codes of the observation that no article
// names. Codes are those that stand for one thing: events with their source, STOP
// codes, results, tool numbers, replies with a sub-status.
func (s *search) uncharted() float64 {
	none, all := 0.0, 0.0
	for _, i := range s.idents {
		switch i.Kind {
		case kb.IdentEvent:
			if strings.HasPrefix(i.ID, "/") {
				continue
			}
		case kb.IdentReply:
			if !strings.Contains(i.ID, ".") {
				continue
			}
		case kb.IdentStop, kb.IdentResult, kb.IdentTool:
		default:
			continue
		}
		all++
		if len(s.cat.named[identKey(i.Kind, i.ID)]) == 0 {
			none++
		}
	}
	for _, x := range s.r.obs.Exchanges {
		if !failed(x) || s.r.obs.Protocol == "" {
			continue
		}
		all++
		if len(s.cat.table.ByCode(kb.SigReply, s.r.obs.Protocol, x.Code)) == 0 {
			none++
		}
	}
	return none / max(all, 1)
}

// clean matches how scanners and people say that nothing was found.
var clean = regexp.MustCompile(`(?i)\b(?:not (?:vulnerable|affected|exploitable|an? (?:open )?relay|enabled|found|accepted|detected)|` +
	`no (?:issues?|findings?|vulnerabilit\w+|problems?|answer|response|risky)\b|none of\b|all (?:\w+ )?tests? failed|` +
	`doesn'?t seem|does not seem|seems? (?:to be )?(?:fine|ok|patched|safe)|is (?:patched|up to date|safe|disabled|clean)|clean\.?$|` +
	`passed|works? (?:as designed|fine|well)|disabled;|were refused|was refused)`)

// cleared reports whether a finding says that nothing was found.
func (s *search) cleared() float64 {
	if clean.MatchString(s.r.obs.Text[:min(len(s.r.obs.Text), maxLooked)]) {
		return 1
	}
	return 0
}
