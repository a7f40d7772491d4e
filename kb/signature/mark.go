package signature

import (
	"sort"
	"strings"

	"kbadvisor/kb"
)

// layoutMarkdown reads the rows and blocks of Markdown. Fenced code, indented
// code and quotations are set apart.
func (p *page) layoutMarkdown(text string) {
	p.text, p.rows, p.blocks, p.marked = text, p.rows[:0], p.blocks[:0], true
	open, fence, program := false, "", false
	for r, ok := range measured(text) {
		if !ok {
			open = false
			continue
		}
		line := text[r.from:r.to]
		switch f := fenceOf(line); {
		case fence != "" && strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "":
			fence, open = "", false
			continue
		case fence == "" && f != "":
			fence, open, program = f, false, isProgram(line[len(f):])
			continue
		}
		apart := fence != "" || r.col >= 4 && !open && !p.inList() || open && p.lastApart() && r.col >= 4
		if fence == "" && line[0] == '>' {
			apart = true
			for r.from < r.to && (text[r.from] == '>' || text[r.from] == ' ') {
				r.from++
			}
			if r.from == r.to {
				open = false
				continue
			}
		}
		p.rows = append(p.rows, r)
		p.placeMarkdown(open, apart)
		p.blocks[len(p.blocks)-1].program = fence != "" && program
		open = true
	}
}

// fenceOf returns the fence that a line opens, empty when it opens none.
func fenceOf(line string) string {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' || line[1] != line[0] || line[2] != line[0] {
		return ""
	}
	n := 3
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return line[:n]
}

// isProgram reports whether the words behind the fence of a code block name a
// language that no machine speaks to people in.
func isProgram(info string) bool {
	word, _, _ := strings.Cut(strings.Trim(strings.ToLower(info), " {}."), " ")
	switch word {
	case "bash", "sh", "shell", "zsh", "powershell", "ps1", "bat", "cmd", "yaml", "yml", "xml", "sql", "php", "js", "javascript", "ts", "typescript", "json",
		"html", "css", "promql", "python", "py", "go", "diff", "ini", "toml", "graphql", "c", "cpp", "csharp", "cs", "vb", "vbnet", "java", "ruby", "rust", "perl",
		"dockerfile", "makefile", "hcl", "nginx", "apache":
		return true
	}
	return false
}

// inList reports whether the last block is an item.
func (p *page) inList() bool {
	return len(p.blocks) > 0 && p.blocks[len(p.blocks)-1].mark != 0
}

func (p *page) lastApart() bool {
	return len(p.blocks) > 0 && p.blocks[len(p.blocks)-1].apart
}

// placeMarkdown puts the last row into the last block, or begins a block with it.
func (p *page) placeMarkdown(open, apart bool) {
	i := len(p.rows) - 1
	r := p.rows[i]
	line := p.text[r.from:r.to]
	b := block{first: i, last: i + 1, from: r.from, col: r.col, apart: apart}
	if !apart {
		b.rule = isRule(line) || line[0] == '#'
		var width int
		b.mark, width = mark(line)
		b.from, b.col = r.from+width, r.col+width
	}
	if open && b.mark == 0 && !b.rule && len(p.blocks) > 0 {
		if last := &p.blocks[len(p.blocks)-1]; !last.rule && last.apart == apart {
			last.last = i + 1
			return
		}
	}
	p.blocks = append(p.blocks, b)
}

// marked adds the messages that the author marked. A marked message that was found
// by other means, too, is one signature.
func (x *extractor) marked() {
	for _, q := range x.article.Quotes {
		text := collapse(q.Text)
		if text == "" {
			continue
		}
		section, at := x.sectionAt(q.Span.Start)
		x.at = section
		s := x.signature(text, kb.OriginMarked)
		s.Span = q.Span
		s.Section = x.sectionName()
		if x.replace(s) {
			continue
		}
		x.out = append(x.out, quoted{s, section, at, at})
	}
}

// sectionAt returns the section of an offset of the source, and how far behind the
// section's text it is.
func (x *extractor) sectionAt(at int) (int, int) {
	sections := x.article.Sections
	i := sort.Search(len(sections), func(i int) bool { return sections[i].Span.End > at })
	if i == len(sections) {
		i--
	}
	return i, max(0, at-sections[i].TextAt)
}

// replace makes the signatures that say the same as a marked one marked, and
// reports whether there were any.
func (x *extractor) replace(s kb.Signature) bool {
	done := false
	for i := range x.out {
		f := &x.out[i]
		if f.Origin != kb.OriginTitle && f.Code == s.Code && strings.EqualFold(f.Text, s.Text) && f.Protocol == s.Protocol {
			if f.Origin == kb.OriginPattern || f.Origin == kb.OriginLiteral || f.Origin == kb.OriginInline || f.Origin == kb.OriginBullet {
				f.Origin, done = kb.OriginMarked, true
			}
		}
	}
	return done
}
