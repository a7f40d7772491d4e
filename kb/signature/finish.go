package signature

import (
	"cmp"
	"slices"

	"kbadvisor/kb"
)

// finish drops codes without words that were found with words, orders the
// signatures and finds their spans.
func (x *extractor) finish() []kb.Signature {
	slices.SortStableFunc(x.out, func(a, b quoted) int {
		return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	all := x.distinct()
	out := make([]kb.Signature, 0, len(all))
	for i := 0; i < len(all); {
		n := i + 1
		for n < len(all) && all[n].section == all[i].section {
			n++
		}
		spans := places(x.article, x.article.Sections[all[i].section], all[i:n])
		for j, q := range all[i:n] {
			if q.Span == (kb.Span{}) {
				q.Span = spans[j]
			}
			out = append(out, q.Signature)
		}
		i = n
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// distinct returns what was found without codes in prose that are found elsewhere.
func (x *extractor) distinct() []quoted {
	seen := map[quotedKey]bool{}
	for _, q := range x.out {
		if q.Code != "" && !q.isMention() {
			seen[keyOf(q)] = true
		}
	}
	kept := x.out[:0]
	for _, q := range x.out {
		if q.Text == "" && q.Code == "" || q.isMention() && seen[keyOf(q)] {
			continue
		}
		if q.isMention() {
			seen[keyOf(q)] = true
		}
		kept = append(kept, q)
	}
	return kept
}

// isMention reports whether it is a code in prose.
func (q quoted) isMention() bool { return q.Text == "" && q.Origin == kb.OriginInline }

// quotedKey tells codes apart.
type quotedKey struct {
	kind     kb.SignatureKind
	protocol kb.Protocol
	code     string
}

func keyOf(q quoted) quotedKey { return quotedKey{q.Kind, q.Protocol, q.Code} }
