package signature

import (
	"strings"

	"kbadvisor/kb"
)

// signature reads a message. The text is collapsed.
func (x *extractor) signature(text string, origin kb.Origin) kb.Signature {
	text = unquote(text)
	if x.page.marked {
		text = strings.Trim(text, "*_`")
	}
	if r, ok := parseReply(text); ok {
		if s := x.replySignature(r, origin); s.Code != "" {
			return s
		}
	}
	r := hinted(read(text), x.hint)
	if r.kind == kb.SigEvent && r.code == "" && strings.IndexByte(text, '\n') >= 0 {
		r = read(collapse(text)) // a label may be broken by a line end
	}
	if strings.IndexByte(r.text, '\n') >= 0 {
		r.text = collapse(r.text)
	}
	return kb.Signature{Kind: r.kind, Origin: origin, Protocol: r.protocol, Code: r.code, Source: r.source, Text: unquote(r.text)}
}

// replySignature returns the signature of a reply that stands alone, one without a
// code when it is none.
func (x *extractor) replySignature(r said, origin kb.Origin) kb.Signature {
	p := x.protocol(r)
	if p == "" {
		return kb.Signature{}
	}
	s := session{protocol: p}
	return kb.Signature{Kind: kb.SigReply, Origin: origin, Protocol: p, Code: r.code, Phase: s.next(r), Text: r.text}
}

// hinted adds what the announcing words say about a message that does not say it:
// that it is a STOP, or which event it describes.
func hinted(r reading, hint string) reading {
	if hint == "" || r.kind != kb.SigText && r.kind != kb.SigResult {
		return r
	}
	if strings.Contains(hint, "stop") {
		if v, n := readHex(r.text); r.code == "" && (n > 2 && hasFold(r.text, "0x") || n == 8) {
			r.code, r.text = hexCode(v), tidy(r.text[n:])
		}
		if r.code != "" {
			r.kind = kb.SigStop
		}
		return r
	}
	for _, w := range []string{"event id ", "event "} {
		if i := strings.LastIndex(hint, w); i >= 0 {
			if code := eventNumber(hint[i+len(w):]); code != "" && r.kind == kb.SigText {
				r.kind, r.code = kb.SigEvent, code
			}
			return r
		}
	}
	return r
}

// protocol returns the protocol of a reply, empty when it is none.
func (x *extractor) protocol(r said) kb.Protocol {
	if x.named == nil {
		x.named = scores(x.article)
	}
	return protocolOf(r, x.named)
}
