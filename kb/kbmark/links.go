package kbmark

import (
	"bytes"
	"path"
	"strings"

	"kbadvisor/kb"
)

// maxLinks bounds the links that are taken from an article, maxAddress the bytes
// of an address.
const (
	maxLinks   = 1000
	maxAddress = 2000
)

// linkReferences returns what the article's links point at: addresses, and
// articles of the same knowledge base, which links name by their path.
func (p *reader) linkReferences() []kb.Reference {
	var out []kb.Reference
	for _, s := range p.art.Sections {
		if s.Kind == kb.Header {
			continue
		}
		for _, mark := range []string{"](", "]:", "<http", "<ftp:"} {
			out = append(out, p.linksAt(s.TextAt, s.Span.End, mark, maxLinks-len(out))...)
		}
	}
	return out
}

// linksAt returns at most limit references out of the links whose address
// follows the mark, between two offsets of the source.
func (p *reader) linksAt(at, end int, mark string, limit int) []kb.Reference {
	var out []kb.Reference
	for tries := 0; len(out) < limit && tries < 10*maxLinks; tries++ {
		i := bytes.Index(p.src[at:end], []byte(mark))
		if i < 0 {
			break
		}
		i += at
		at = i + len(mark)
		if mark == "](" && isImage(p.src[:i]) || mark == "]:" && !isDefinition(p.src[:i]) {
			continue
		}
		span := kb.Span{Start: at}
		if mark[0] == '<' {
			span.Start = i + 1
		}
		span = address(p.src[:end], span.Start)
		if r, ok := p.linkTarget(string(p.src[span.Start:span.End])); ok {
			r.Span = span
			out = append(out, r)
		}
	}
	return out
}

// address returns where the address of a link stands that begins, after blanks and
// "<", at the offset. It ends at white space, an angle bracket or a closing
// parenthesis that it has not opened.
func address(src []byte, at int) kb.Span {
	for at < len(src) && (src[at] == ' ' || src[at] == '<') {
		at++
	}
	depth := 0
	for i := at; i < len(src) && i < at+maxAddress; i++ {
		switch src[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if src[i] <= ' ' || src[i] == '<' || src[i] == '>' || depth < 0 {
			return kb.Span{Start: at, End: i}
		}
	}
	return kb.Span{Start: at, End: min(len(src), at+maxAddress)}
}

// isDefinition reports whether the text before "]:" is the beginning of a line
// that defines a link.
func isDefinition(before []byte) bool {
	l := before[bytes.LastIndexAny(before[max(0, len(before)-200):], "\n\r")+1+max(0, len(before)-200):]
	t := bytes.TrimLeft(l, " ")
	return len(l)-len(t) <= 3 && len(t) > 1 && t[0] == '[' && bytes.IndexByte(t[1:], '[') < 0
}

// isImage reports whether the text before "](" opens an image.
func isImage(before []byte) bool {
	depth := 1
	for i := len(before) - 1; i >= 0 && len(before)-i < 300; i-- {
		switch before[i] {
		case ']':
			depth++
		case '[':
			if depth--; depth == 0 {
				return i > 0 && before[i-1] == '!'
			}
		case '\n':
			return false
		}
	}
	return false
}

// linkTarget returns what a link's address names.
func (p *reader) linkTarget(addr string) (kb.Reference, bool) {
	if isURL(addr) {
		return kb.Reference{Kind: kb.RefURL, ID: strings.ToValidUTF8(addr, "\uFFFD")}, true
	}
	file, _, _ := strings.Cut(addr, "#")
	if ext := strings.ToLower(path.Ext(file)); ext != ".md" && ext != ".markdown" || strings.Contains(file, ":") {
		return kb.Reference{}, false
	}
	target := path.Join(path.Dir("/"+p.name), file)
	if strings.HasPrefix(file, "/") {
		target = path.Clean(file)
	}
	if strings.HasPrefix(strings.ToLower(path.Base(target)), "readme.") || target == "/" {
		return kb.Reference{}, false
	}
	return kb.Reference{Kind: kb.RefArticle, ID: string(PathID(target))}, true
}
