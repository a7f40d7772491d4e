package main

import (
	"path"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// exportNames gives exported articles the names of their files: good on every
// system, no two alike, and such that importing them gives the same articles.
type exportNames struct {
	parse  kbfile.Options
	used   map[string]bool   // in lower case
	folder map[string]string // by lower case, as they are written
}

func newExportNames(parse kbfile.Options) *exportNames {
	return &exportNames{parse: parse, used: map[string]bool{}, folder: map[string]string{}}
}

// name returns the name for an article that was imported under the name imported.
// Markdown keeps its path, which its id, its title and its links may be made of.
// KB text, and Markdown whose path is no good, is named after the id.
func (n *exportNames) name(id kb.ID, f kb.Format, imported string, source []byte) string {
	if f == kb.FormatText {
		return n.take(string(id) + ".txt")
	}
	if p := strings.TrimSuffix(imported, path.Ext(imported)) + ".md"; isSafePath(p) && n.isFree(p) && n.gives(id, p, source) {
		return n.take(p)
	}
	for _, stem := range []string{string(id), "article-" + string(id)} {
		if p := stem + ".md"; isSafePath(p) && n.isFree(p) && n.gives(id, p, source) {
			return n.take(p)
		}
	}
	return n.take(string(id) + ".md")
}

// gives reports whether importing the source under the name gives the id.
func (n *exportNames) gives(id kb.ID, name string, source []byte) bool {
	a, err := kbfile.Parse(source, name, n.parse)
	return err == nil && a.ID == id
}

// isFree reports whether no other article has the name, also where case does not
// count.
func (n *exportNames) isFree(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if as, ok := n.folder[strings.ToLower(dir)]; ok && as != dir {
			return false
		}
	}
	return !n.used[strings.ToLower(name)]
}

func (n *exportNames) take(name string) string {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		n.folder[strings.ToLower(dir)] = dir
	}
	n.used[strings.ToLower(name)] = true
	return name
}

// The longest path and the longest part of one in bytes that every system takes.
const (
	maxExportPath = 180
	maxExportPart = 120
)

// isSafePath reports whether a name can be a path below a folder on every system
// and import does not pass it over as hidden.
func isSafePath(name string) bool {
	if len(name) > maxExportPath || !utf8.ValidString(name) || path.Clean("/" + name)[1:] != name {
		return false
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		if !isSafePart(part) || i < len(parts)-1 && isFileName(part) {
			return false
		}
	}
	return true
}

func isSafePart(part string) bool {
	last := part[len(part)-1]
	switch {
	case len(part) > maxExportPart, strings.ContainsRune(".- ", rune(part[0])), last == '.', last == ' ', part == "CVS", part == "__MACOSX":
		return false
	case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"|?*\`, r) }):
		return false
	}
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	return !isDevice(strings.TrimSpace(stem))
}

// isDevice reports whether a name without its extension is a device where Windows
// runs.
func isDevice(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	port := strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")
	return port && len(stem) == 4 && stem[3] >= '0' && stem[3] <= '9'
}

// isFileName reports whether an exported file may have the name, so that no
// folder can.
func isFileName(part string) bool {
	ext := strings.ToLower(path.Ext(part))
	return ext == ".md" || ext == ".txt"
}
