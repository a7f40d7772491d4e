package kbtext

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// longLine is the length in bytes over which a line is worth a warning.
const longLine = 4096

// warn records a warning about the line with the index i; -1 stands for none.
func (p *page) warn(kind kb.WarningKind, i int, detail string) {
	p.warnings = append(p.warnings, kb.Warning{Kind: kind, Line: i + 1, Detail: detail})
}

// warnOnce records a warning unless there is one of its kind.
func (p *page) warnOnce(kind kb.WarningKind, i int, detail string) {
	for _, w := range p.warnings {
		if w.Kind == kind {
			return
		}
	}
	p.warn(kind, i, detail)
}

// warnRune records what is odd about a character of the line that is being
// decoded.
func (p *page) warnRune(c rune, raw []byte) {
	i := len(p.marks) - 1
	switch {
	case raw[0] < utf8.RuneSelf && !control(c):
	case raw[0] < utf8.RuneSelf:
		p.warnOnce(kb.WarnControl, i, fmt.Sprintf("first of them: 0x%02X", raw[0]))
	case c == utf8.RuneError && len(raw) == 1:
		p.warnOnce(kb.WarnUndecodable, i, fmt.Sprintf("0x%02X means nothing in %s", raw[0], p.enc))
	case control(c):
		p.warnOnce(kb.WarnControl, i, fmt.Sprintf("first of them: %U", c))
	default:
		p.warnOnce(kb.WarnNonASCII, i, string(p.enc))
	}
}

// warnLongLines records the first line that is too long for most readers.
func (p *page) warnLongLines() {
	for i := range p.lines() {
		if n := p.marks[i+1].src - p.marks[i].src; n > longLine {
			p.warnOnce(kb.WarnLongLine, i, fmt.Sprintf("%d bytes", n))
		}
	}
}

// checkName warns when a file name that looks like Qnnnnnn.TXT names another
// article.
func (p *page) checkName(id kb.ID, name string) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	stem, ok := strings.CutSuffix(strings.ToUpper(base), ".TXT")
	if !ok || !strings.HasPrefix(stem, "Q") {
		return
	}
	if named, err := kb.ParseID(stem); err == nil && named.Archive() && named != id {
		p.warn(kb.WarnPathMismatch, -1, fmt.Sprintf("file %s holds %s", base, id))
	}
}

// sortedWarnings returns the warnings in the order of their lines.
func (p *page) sortedWarnings() []kb.Warning {
	slices.SortStableFunc(p.warnings, func(a, b kb.Warning) int { return cmp.Compare(a.Line, b.Line) })
	return p.warnings
}
