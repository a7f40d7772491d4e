package kbfile

import (
	"bytes"
	"path"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtext"
)

// Detect tells the format of a file by its first bytes, 64 KiB being plenty. It
// is empty when they are neither KB text nor Markdown. The name only breaks
// ties: text without a sign of any format is Markdown when the name says so.
func Detect(head []byte, name string) kb.Format {
	switch {
	case isBinary(head) || len(bytes.TrimSpace(head)) == 0:
		return ""
	case kbtext.Sniff(head):
		return kb.FormatText
	case isMarkup(head):
		return ""
	}
	s := newSigns(head)
	if s.isMarkdown() || namedMarkdown(name) && !(s.isCode() && s.structure == 0) {
		return kb.FormatMarkdown
	}
	return ""
}

// namedMarkdown reports whether the name has an extension of Markdown files.
func namedMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".mdwn":
		return true
	}
	return false
}

// isBinary reports whether head has bytes that no text has.
func isBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	n := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return n*30 > len(head)
}

// isMarkup reports whether head is an HTML or XML document, JSON, a script or
// another format with a telling beginning.
func isMarkup(head []byte) bool {
	t := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	low := strings.ToLower(string(t[:min(len(t), 200)]))
	for _, p := range []string{"<!doctype", "<html", "<?xml", "<?php", "<svg", "<rss", "#!", "%!ps", "%pdf", "{\\rtf", "-----begin", "diff --git", "begin:v"} {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return isJSON(t)
}

// isJSON reports whether t begins like a JSON value that is an object or a list
// of objects.
func isJSON(t []byte) bool {
	if len(t) == 0 || t[0] != '{' && t[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(t[1:], " \t\r\n")
	if len(rest) == 0 {
		return true
	}
	return rest[0] == '"' || rest[0] == '}' || t[0] == '[' && (rest[0] == '{' || rest[0] == ']')
}
