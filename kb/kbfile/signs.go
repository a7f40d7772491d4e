package kbfile

import (
	"bytes"
	"regexp"
)

// signs counts what speaks for Markdown and what for code or data.
type signs struct {
	structure int // points for headings, code blocks, front matter
	words     int // lines with links, bold words, underlines
	links     int
	code      int // lines of code, data, logs or comments
	text      int // lines that are not blank, outside code blocks
}

var (
	frontRE   = regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?\+\+\+)[ \t]*(?:\r?\n|$)`)
	headingRE = regexp.MustCompile(`^ {0,3}#{1,6} +[^ #!/*=-]`)
	setextRE  = regexp.MustCompile(`^(?:={3,}|-{3,})[ \t]*$`)
	fenceRE   = regexp.MustCompile("^ *(?:```|~~~)")
	linkRE    = regexp.MustCompile(`\[[^\[\]]+\]\([^()\s]+\)`)
	boldRE    = regexp.MustCompile(`\*\*[^*\s][^*]*\*\*`)
	codeRE    = regexp.MustCompile(`[;{}]\s*$|^\s*(?:#(?:include|define|if|endif|pragma)\b|import [\w.{*"]|from [\w.]+ import|package \w+$|def \w+\(|class \w+|func |function |return\b|var |let |const |public |private |static |using |SELECT |CREATE |INSERT |if \[|fi$|done$|esac$|</?[a-zA-Z][^>]*>\s*$|\.\. [\w-]+::|//|/\*|\*/|--\s)`)
	dataRE    = regexp.MustCompile(`^\s*(?:- )?["']?[\w.$/-]+["']?\s*[:=](?:\s|$)|^\s*\[[\w. -]+\]\s*$|^[^,\t]*(?:(?:,\S|\t+)[^,\t]*){3}|^[+-]{3} [ab]/|^@@ `)
	keyRE     = regexp.MustCompile(`^(?:- )?[\w.$/-]+:(?:\s|$)`)
	logRE     = regexp.MustCompile(`^\W{0,2}(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{2,4}|\w{3} [ \d]\d|\d\d?/\w{3}/\d{4})[T :]\d\d?:\d\d|^\d{1,3}(?:\.\d{1,3}){3} - `)
)

// newSigns counts the signs in head.
func newSigns(head []byte) signs {
	var s signs
	if m := frontRE.FindIndex(head); m != nil {
		head = head[m[1]:]
		s.front(head)
	}
	var above, l []byte
	fenced := false
	for len(head) > 0 {
		l, head, _ = bytes.Cut(head, []byte("\n"))
		l = bytes.TrimRight(l, "\r")
		switch {
		case fenceRE.Match(l):
			fenced = !fenced
			s.structure += 2
		case !fenced && !isBlank(l):
			s.text++
			s.add(l, above, head)
		}
		above = l
	}
	return s
}

// front counts front matter: it speaks for Markdown unless fields follow it, as
// in a file of several YAML documents.
func (s *signs) front(rest []byte) {
	t := bytes.TrimSpace(rest)
	l, _, _ := bytes.Cut(t, []byte("\n"))
	if !keyRE.Match(l) {
		s.structure += 4
	}
}

// add counts one line that is not blank, with the line above and what is below.
func (s *signs) add(l, above, below []byte) {
	next, _, _ := bytes.Cut(below, []byte("\n"))
	switch {
	case l[0] == '#':
		s.hash(l, isBlank(above), next)
		return
	case setextRE.Match(l) && !isBlank(above) && len(above) < len(l)+40:
		s.words++
		return
	case logRE.Match(l), codeRE.Match(l), dataRE.Match(l):
		s.code++
	}
	if s.words < 20 {
		if n := len(linkRE.FindAll(l, 3)); n > 0 {
			s.words++
			s.links += n
		}
		if boldRE.Match(l) {
			s.words++
		}
	}
}

// hash counts a line that begins with "#": a heading when it stands alone, else a
// comment. A heading of the first level is no sign, for comments look the same.
func (s *signs) hash(l []byte, first bool, next []byte) {
	switch {
	case !first || len(next) > 0 && next[0] == '#' || !headingRE.Match(l):
		s.code++
	case l[1] == '#':
		s.structure += 2
	case isBlank(next):
		s.words++
	default:
		s.code++
	}
}

func isBlank(l []byte) bool { return len(bytes.TrimSpace(l)) == 0 }

// isMarkdown reports whether the text is Markdown whatever its name is.
func (s signs) isMarkdown() bool {
	return !s.isCode() && (s.structure >= 4 || s.structure >= 2 && s.words >= 1 || s.links >= 3 && s.words >= 3)
}

// isCode reports whether most of the lines are code, data or log lines.
func (s signs) isCode() bool {
	return s.code*2 > s.text && s.structure < 10
}
