package extract

import (
	"strings"

	"kbadvisor/kb"
)

// extensions are those of files that are offered for download.
var extensions = [...]string{".exe", ".zip", ".cab", ".msi", ".msp", ".msu", ".hqx", ".sit", ".sea", ".tgz", ".gz"}

// downloadable reports whether a name ends as files do that are offered for
// download.
func downloadable(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name) > 80 {
		return false
	}
	for _, e := range extensions {
		if strings.EqualFold(name[dot:], e) {
			return true
		}
	}
	return false
}

// download is the word of sentences that offer files, in either case.
var download = newFinder("ownload")

// appendFiles adds the files that a text offers for download: "Download X now",
// and names that stand alone on a line below a sentence that says so. Files that
// an address names are found with the address.
func appendFiles(m []mention, text string) []mention {
	for word, at := range download.in(text) {
		from := at + len(word)
		if strings.HasSuffix(text[:at], "available for d") {
			m = appendListed(m, text, at)
			continue
		}
		if !strings.HasPrefix(text[from:], " ") {
			continue
		}
		from++
		if to := nameEnd(text, from); strings.HasPrefix(text[to:], " now") && downloadable(text[from:to]) {
			m = append(m, mention{kb.RefFile, text[from:to], from, to})
		}
	}
	return m
}

// appendListed adds the files that stand alone on a line in the paragraphs below
// an offset.
func appendListed(m []mention, text string, at int) []mention {
	const most = 12 // lines
	for range most {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			return m
		}
		at += n + 1
		line, _, _ := strings.Cut(text[at:], "\n")
		name := strings.TrimLeft(line, " \t")
		from := at + len(line) - len(name)
		name = strings.TrimRight(name, " \t")
		if from > at && nameEnd(name, 0) == len(name) && downloadable(name) {
			m = append(m, mention{kb.RefFile, name, from, from + len(name)})
		}
	}
	return m
}

// nameEnd returns the end of the characters at an offset that the name of a file
// may have.
func nameEnd(text string, at int) int {
	for at < len(text) && (wordByte(text, at) || strings.IndexByte(".-~$!", text[at]) >= 0) {
		at++
	}
	return at
}
