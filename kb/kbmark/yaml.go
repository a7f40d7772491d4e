package kbmark

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"kbadvisor/kb"
)

// nested are the keys that are also read from a map inside front matter
// ("metadata: tags: ..."). Others would be mistaken: "author: name: ...".
var nested = map[string]bool{
	"tags": true, "labels": true, "keywords": true, "products": true, "product": true,
	"versions": true, "version": true, "category": true, "categories": true,
}

// frontReader reads the fields of one front matter block.
type frontReader struct {
	src   []byte
	enc   kb.Encoding
	lines []line // of the block only
	first int    // number of the block's first line in the source, from 1
	out   fields
}

// readFront returns the fields of the front matter. Front matter that is not
// valid is read line by line as far as it goes, and a warning says so.
func readFront(src []byte, lines []line, fm frontMatter, enc kb.Encoding) (fields, []kb.Warning) {
	r := &frontReader{src: src, enc: enc, first: 1}
	for _, l := range lines {
		switch {
		case l.start < fm.start:
			r.first++
		case l.start < fm.end:
			r.lines = append(r.lines, l)
		}
	}
	text := decode(src[fm.start:fm.end], enc)
	err := r.readYAML(text)
	if fm.toml {
		err = r.readTOML(text)
	}
	if err == nil {
		return r.out, nil
	}
	r.readLoose(fm.toml)
	return r.out, []kb.Warning{{Kind: kb.WarnFrontMatter, Line: r.errorLine(err), Detail: err.Error()}}
}

var yamlLineRE = regexp.MustCompile(`line (\d+)`)

// errorLine returns the line of the source that a YAML or TOML error names.
func (r *frontReader) errorLine(err error) int {
	if m := yamlLineRE.FindStringSubmatch(err.Error()); m != nil {
		if n, convErr := strconv.Atoi(m[1]); convErr == nil && n >= 1 && n <= len(r.lines) {
			return r.first + n - 1
		}
	}
	return r.first
}

// readYAML reads text as YAML.
func (r *frontReader) readYAML(text string) error {
	r.out = nil
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return err
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return fmt.Errorf("front matter is no list of fields")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		r.addNode(root.Content[i], root.Content[i+1])
	}
	return nil
}

// addNode adds the field that a key and its value make.
func (r *frontReader) addNode(key, val *yaml.Node) {
	f := field{key: normKey(key.Value), line: r.first + key.Line - 1}
	switch val.Kind {
	case yaml.ScalarNode:
		if val.Tag != "!!null" {
			f.values = []value{r.scalar(val)}
		}
	case yaml.SequenceNode:
		f.isList = true
		for _, n := range val.Content {
			switch n.Kind {
			case yaml.ScalarNode:
				f.values = append(f.values, r.scalar(n))
			case yaml.MappingNode:
				f.values = append(f.values, r.mapping(n))
			}
		}
	case yaml.MappingNode:
		f.values = []value{r.mapping(val)}
		r.out = append(r.out, f)
		for i := 0; i+1 < len(val.Content); i += 2 {
			if k := val.Content[i]; nested[normKey(k.Value)] && val.Content[i+1].Kind != yaml.MappingNode {
				r.addNode(k, val.Content[i+1])
			}
		}
		return
	}
	r.out = append(r.out, f)
}

// scalar returns the node's text and where it stands.
func (r *frontReader) scalar(n *yaml.Node) value {
	return value{text: n.Value, span: r.spanOf(n.Value, n.Line-1)}
}

// mapping returns the node's scalar entries.
func (r *frontReader) mapping(n *yaml.Node) value {
	v := value{sub: map[string]string{}, span: r.spanOf("", n.Line-1)}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i+1].Kind == yaml.ScalarNode {
			v.sub[normKey(n.Content[i].Value)] = n.Content[i+1].Value
		}
	}
	return v
}

// spanOf returns where text stands in the block's line, or the line without its
// blanks when the text is not written there as it is.
func (r *frontReader) spanOf(text string, lineNo int) kb.Span {
	if lineNo < 0 || lineNo >= len(r.lines) {
		return kb.Span{}
	}
	l := r.lines[lineNo]
	raw := string(r.src[l.start:l.end])
	if i := strings.LastIndex(raw, text); text != "" && i >= 0 {
		return kb.Span{Start: l.start + i, End: l.start + i + len(text)}
	}
	trimmed := strings.TrimLeft(raw, " \t")
	start := l.start + len(raw) - len(trimmed)
	return kb.Span{Start: start, End: start + len(strings.TrimRight(trimmed, " \t"))}
}
