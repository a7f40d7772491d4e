package kbfile

import (
	"bytes"
	"regexp"
)

// signs counts what speaks for Markdown and what for code or data.
type signs struct {
	markdown int // points
	code     int // lines of code, data or logs
	text     int // lines that are not blank, outside code blocks
}

var (
	frontRE   = regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?\+\+\+)[ \t]*(?:\r?\n|$)`)
	headingRE = regexp.MustCompile(`^ {0,3}#{1,6} +[^ #!/*=-]`)
	setextRE  = regexp.MustCompile(`^(?:={3,}|-{3,})[ \t]*$`)
	fenceRE   = regexp.MustCompile("^ *(?:```|~~~)")
	linkRE    = regexp.MustCompile(`\[[^\[\]]+\]\([^()\s]+\)`)
	boldRE    = regexp.MustCompile(`\*\*[^*\s][^*]*\*\*`)
	codeRE    = regexp.MustCompile(`[;{}]\s*$|^\s*(?:#(?:include|define|if|endif|pragma)\b|import [\w.{*"]|from [\w.]+ import|package \w+$|def \w+\(|class \w+|func |function |return\b|var |let |const |public |private |static |using |SELECT |CREATE |INSERT |if \[|fi$|done$|esac$|</?[a-zA-Z][^>]*>\s*$|\.\. [\w-]+::|//|/\*|\*/|--\s)`)
	dataRE    = regexp.MustCompile(`^\s*(?:- )?["']?[\w.$/-]+["']?\s*[:=](?:\s|$)|^\s*\[[\w. -]+\]\s*$|^(?:[^,\t]*[,\t]){3}|^[+-]{3} [ab]/|^@@ `)
	logRE     = regexp.MustCompile(`^\W{0,2}(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{2,4}|\w{3} [ \d]\d|\d\d?/\w{3}/\d{4})[T :]\d\d?:\d\d|^\d{1,3}(?:\.\d{1,3}){3} - `)
)

// newSigns counts the signs in head.
func newSigns(head []byte) signs {
	var s signs
	if m := frontRE.FindIndex(head); m != nil {
		head = head[m[1]:]
		s.front(head)
	}
	var before []byte
	heading, fenced := 0, false
	for len(head) > 0 {
		var l []byte
		l, head, _ = bytes.Cut(head, []byte("\n"))
		l = bytes.TrimRight(l, "\r")
		if fenceRE.Match(l) {
			fenced = !fenced
			s.markdown += 2
			continue
		}
		if t := bytes.TrimSpace(l); !fenced && len(t) > 0 {
			s.text++
			s.add(l, before, &heading)
		}
		before = l
	}
	s.markdown += min(heading*2, 6)
	return s
}

// front counts front matter: it speaks for Markdown unless fields follow it, as
// in a file of several YAML documents.
func (s *signs) front(rest []byte) {
	t := bytes.TrimSpace(rest)
	l, _, _ := bytes.Cut(t, []byte("\n"))
	if !dataRE.Match(l) || bytes.HasPrefix(l, []byte("#")) {
		s.markdown += 4
	}
}

// add counts one line that is not blank. Before is the line above.
func (s *signs) add(l, before []byte, heading *int) {
	blank := len(bytes.TrimSpace(before)) == 0
	switch {
	case headingRE.Match(l):
		if blank {
			*heading++
		}
		return
	case setextRE.Match(l) && !blank:
		s.markdown++
		return
	case logRE.Match(l), codeRE.Match(l), dataRE.Match(l):
		s.code++
	}
	if s.markdown < 20 {
		s.markdown += min(len(linkRE.FindAll(l, 3)), 2)
		if boldRE.Match(l) {
			s.markdown++
		}
	}
}

// isCode reports whether most of the lines are code, data or log lines.
func (s signs) isCode() bool {
	return s.text > 0 && s.code*2 > s.text && s.markdown < 10
}
