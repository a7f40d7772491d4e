package transcript

import "strings"

// Limits of the search for the end of a reply of several lines.
const (
	foldLines  = 200 // lines between its first and its last
	foldOthers = 8   // lines in between that begin with another code
)

// fold joins the lines of each reply into one item. A reply without its last
// line ends with the last line that is surely its own.
func fold(items []item) []item {
	out := items[:0]
	for i := 0; i < len(items); {
		it := items[i]
		n := 1
		if it.kind == kReply {
			n = extent(items[i:])
			join(&it, items[i+1:i+n])
		} else if it.kind == kMore {
			it.kind = kData
		}
		out = append(out, it)
		i += n
	}
	return out
}

// extent returns how many items the reply has that items begins with.
func extent(items []item) int {
	first := &items[0]
	open, sure, others := first.multi, 1, 0
	for j := 1; j < len(items) && j < foldLines; j++ {
		it := &items[j]
		certain := it.kind == kMore || it.mark == "" && (it.kind != kCommand || !it.sure) && open && it.col > first.col
		switch {
		case it.conn != first.conn:
			return sure
		case it.kind == kReply && it.code == first.code && open && (it.mark == first.mark || it.mark == ""):
			if !it.multi {
				return j + 1
			}
			certain = true
		case certain:
		case !open || ends(it):
			return sure
		case it.kind == kReply:
			if others++; others > foldOthers || it.mark != "" || it.sure {
				return sure
			}
		}
		if certain && sure == j {
			sure = j + 1
		}
	}
	return sure
}

// ends reports whether an item can be no line of a reply that is open.
func ends(it *item) bool {
	switch it.kind {
	case kPrompt, kConnect, kClosed, kRemark, kLogin:
		return true
	case kCommand:
		return it.sure || it.local || bare(it.text) == 3 || it.arg != "" && !listed(it.text)
	case kNote:
		return it.sure
	}
	return false
}

// listed reports whether s is a list of commands, as HELP shows them.
func listed(s string) bool {
	words := strings.Fields(s[:min(len(s), 200)])
	n := 0
	for _, w := range words {
		if _, ok := verbs[strings.Trim(w, "*+")]; ok {
			n++
		}
	}
	return n > 1
}

// join adds the lines of a reply to its first.
func join(it *item, more []item) {
	if len(more) == 0 {
		return
	}
	var b strings.Builder
	b.WriteString(it.text)
	for i := range more {
		b.WriteByte('\n')
		if m := &more[i]; m.kind == kReply && m.code != it.code {
			b.WriteString(m.code + " " + m.text)
		} else {
			b.WriteString(m.text)
		}
	}
	it.text = strings.TrimLeft(b.String(), "\n")
	if it.mark == "banner" {
		it.text = unhex(it.text, it.code)
	}
	it.span.End = max(it.span.End, more[len(more)-1].span.End)
}
