package kbmark

import (
	"bytes"
	"html"
	"regexp"
	"sort"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtext"
)

var (
	renderedRE  = regexp.MustCompile(`(?m)^## (Q\d{4,7}): ([^\r\n]*)\r?\n(?:\s*\{%[^\r\n]*%\}[ \t]*\r?\n)?\s*\tArticle: Q\d`)
	renderedHex = regexp.MustCompile(`<(7F|[89A-F][0-9A-F])>`)
	fieldRE     = regexp.MustCompile(`^\t([A-Z][A-Za-z() ]{3,24}): ?(.*)$`)
)

// isRendered reports whether src is the Markdown rendering of an archive article:
// "## Q239041: TITLE", then header lines behind a tab.
func isRendered(src []byte) bool {
	head := src[:min(len(src), 4096)]
	return bytes.Contains(head, []byte("\tArticle: Q")) && renderedRE.Match(head)
}

// rendered turns the rendering back into KB text and keeps which byte came from
// which.
type rendered struct {
	src  []byte
	enc  kb.Encoding
	text bytes.Buffer
	from []origin // one for each line of the text, in order
}

// origin says where a line of the KB text comes from: the byte at position at of
// the text is the source's byte at position src. Skew is what stands before
// it in the text only, a blank that the rendering took away.
type origin struct {
	at, src, skew int
}

// parseRendered reads the rendering of an archive article with the reader of KB
// text. The spans of the article are those of src.
func parseRendered(src []byte, opt Options) (*kb.Article, error) {
	r := &rendered{src: src, enc: encodingOf(src)}
	lines := splitLines(src)
	category := r.header(lines)
	a, err := kbtext.Parse(r.text.Bytes(), "", kbtext.Options{MaxArticle: 2*opt.maxArticle() + 1024})
	if err != nil {
		return nil, err
	}
	a.Format, a.Encoding, a.Source, a.Category = kb.FormatMarkdown, r.enc, src, category
	for i := range a.Sections {
		s := &a.Sections[i]
		s.Span, s.TextAt = r.lines(s.Span), r.offset(s.TextAt)
	}
	a.Sections[0].Span.Start = 0
	a.Sections[len(a.Sections)-1].Span.End = len(src)
	r.marks(a)
	r.warnings(a, lines)
	return a, nil
}

// header writes the header of the KB text, then the body, and returns the
// category, which only the oldest articles have.
func (r *rendered) header(lines []line) string {
	m := renderedRE.FindSubmatchIndex(r.src)
	id, title := string(r.src[m[2]:m[3]]), decode(r.src[m[4]:m[5]], r.enc)
	fields := map[string]string{}
	body := len(lines)
	for i, l := range lines {
		if l.start < m[5] {
			continue
		}
		f := fieldRE.FindStringSubmatch(decode(r.src[l.start:l.end], r.enc))
		if f == nil && len(fields) > 0 {
			body = i
			break
		}
		if f != nil {
			fields[f[1]] = strings.TrimSpace(f[2])
		}
	}
	words, category := splitCategory(fields["Keyword(s)"])
	date := fields["Last Modified"]
	if len(date) == len("1-JAN-2000") {
		date = "0" + date
	}
	r.add(0, 0, "DOCUMENT:"+id+"  "+date+"  [none]")
	r.add(0, 0, "TITLE   :"+html.UnescapeString(title))
	r.add(0, 0, "PRODUCT :"+fields["Product(s)"])
	r.add(0, 0, "PROD/VER:"+fields["Version(s)"])
	r.add(0, 0, "OPER/SYS:"+fields["Operating System(s)"])
	r.add(0, 0, "KEYWORDS:"+words)
	r.add(0, 0, "")
	r.add(0, 0, strings.Repeat("=", 70))
	for _, l := range lines[body:] {
		r.body(l)
	}
	return category
}

// splitCategory takes the category off the keywords of the oldest articles:
// "ENDUSER | docerr | mspl13_basic".
func splitCategory(words string) (string, string) {
	i := strings.LastIndexByte(words, '|')
	if i < 0 {
		return words, ""
	}
	return strings.Join(strings.FieldsFunc(words[:i], func(r rune) bool { return r == '|' || r == ' ' }), " "), strings.TrimSpace(words[i+1:])
}

// body writes a line of the body: without its tab, with the blank that bullets and
// indented lines lost.
func (r *rendered) body(l line) {
	raw, at := r.src[l.start:l.end], l.start
	if len(raw) > 0 && raw[0] == '\t' {
		raw, at = raw[1:], at+1
	}
	text := decode(raw, r.enc)
	if strings.HasPrefix(text, "{%") {
		text = ""
	}
	skew := 0
	if strings.HasPrefix(text, " ") || strings.HasPrefix(text, "- ") {
		text, skew = " "+text, 1
	}
	text = renderedHex.ReplaceAllStringFunc(text, func(h string) string {
		b := []byte{unhex(h[1])<<4 | unhex(h[2])}
		return decode(b, kb.Windows1252)
	})
	r.add(l.start, at, text)
	r.from[len(r.from)-1].skew = skew
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c - 'A' + 10
}

// add writes a line of the KB text that comes from the source's line at start,
// whose text begins at byte at.
func (r *rendered) add(start, at int, text string) {
	r.from = append(r.from, origin{at: r.text.Len(), src: at})
	if text == "" {
		r.from[len(r.from)-1].src = start
	}
	r.text.WriteString(text)
	r.text.WriteByte('\n')
}

// offset returns the byte of the source for a byte of the KB text.
func (r *rendered) offset(at int) int {
	i := sort.Search(len(r.from), func(i int) bool { return r.from[i].at > at }) - 1
	if i < 0 {
		return 0
	}
	o := r.from[i]
	end := len(r.src)
	if i+1 < len(r.from) {
		end = max(r.lineStart(r.from[i+1].src), o.src)
	}
	return min(o.src+max(at-o.at-o.skew, 0), end)
}

// lineStart returns the start of the line of a byte behind its tab.
func (r *rendered) lineStart(at int) int {
	if at > 0 && at <= len(r.src) && r.src[at-1] == '\t' {
		return at - 1
	}
	return at
}

// lines returns the span of whole lines, tabs included.
func (r *rendered) lines(s kb.Span) kb.Span {
	s = r.span(s)
	return kb.Span{Start: r.lineStart(s.Start), End: r.lineStart(s.End)}
}

func (r *rendered) span(s kb.Span) kb.Span {
	start := r.offset(s.Start)
	return kb.Span{Start: start, End: max(start, r.offset(s.End))}
}

// marks moves the spans of the status and the references to the source.
func (r *rendered) marks(a *kb.Article) {
	if a.Status != nil {
		a.Status.Span = r.span(a.Status.Span)
	}
	if a.Fix != nil {
		a.Fix.Span = r.span(a.Fix.Span)
	}
	for i := range a.References {
		a.References[i].Span = r.span(a.References[i].Span)
	}
}

// warnings keeps what is odd about the article, with the lines of the source, and
// drops what the rendering leaves out in every article.
func (r *rendered) warnings(a *kb.Article, lines []line) {
	kept := a.Warnings[:0]
	for _, w := range a.Warnings {
		if w.Kind == kb.WarnNoLegal || w.Kind == kb.WarnNoSeparator || w.Kind == kb.WarnTruncated {
			continue
		}
		if w.Line > 0 && w.Line <= len(r.from) {
			at := r.from[w.Line-1].src
			w.Line = sort.Search(len(lines), func(i int) bool { return lines[i].start > at })
		}
		kept = append(kept, w)
	}
	a.Warnings = kept
}
