package nessus

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// referenceElements are the elements of an item that are references, with their
// kinds.
var referenceElements = map[string]string{
	"cve": "cve", "bid": "bid", "cwe": "cwe", "osvdb": "osvdb", "msft": "ms", "mskb": "kb", "cert": "cert", "cert-cc": "cert",
	"edb-id": "edb-id", "secunia": "secunia", "rhsa": "rhsa", "usn": "usn", "dsa": "dsa", "glsa": "glsa", "vmsa": "vmsa", "zdi": "zdi",
	"iava": "iava", "iavb": "iavb", "iavt": "iavt", "icsa": "icsa", "apple-sa": "apple-sa", "owasp": "owasp", "tra": "tra",
}

// crossReference reads a reference that names its kind: "CWE:79", "CWE #79".
func crossReference(text, where string) kb.Citation {
	text = strings.TrimSpace(text)
	name, value, ok := strings.Cut(text, ":")
	if !ok || !isKind(name) {
		name, value, ok = strings.Cut(text, " #")
	}
	if value = strings.TrimSpace(value); !ok || !isKind(name) || value == "" || strings.HasPrefix(value, "//") {
		return kb.Citation{Kind: fill.ReferenceKind(text), Value: text, Where: where}
	}
	kind := strings.ToLower(strings.TrimSpace(name))
	switch kind {
	case "mskb":
		kind = "kb"
	case "msft":
		kind = "ms"
	}
	return kb.Citation{Kind: kind, Value: value, Where: where}
}

// isKind reports whether a text may be the name of a kind of references.
func isKind(s string) bool {
	for i, r := range strings.TrimSpace(s) {
		letter := 'a' <= r|0x20 && r|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_. -", r)) {
			return false
		}
	}
	return strings.TrimSpace(s) != ""
}
