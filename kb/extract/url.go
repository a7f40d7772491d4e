package extract

import (
	"strings"

	"kbadvisor/kb"
)

// schemes are the schemes of addresses that count.
var schemes = [...]string{"http", "https", "ftp", "news", "gopher"}

// appendURLs adds addresses, the articles whose addresses they are, and the
// programs that they name.
func appendURLs(m []mention, text string) []mention {
	end := 0
	for at := range occurrences(text, "://") {
		from := schemeStart(text, at)
		if from < end || from == at {
			continue
		}
		url, to := readURL(text, at+len("://"))
		if url == "" {
			continue
		}
		end = to
		host, path, _ := strings.Cut(url, "/")
		id := strings.ToLower(text[from:at]) + "://" + strings.ToLower(host) + url[len(host):]
		m = append(m, mention{kb.RefURL, id, from, to})
		if strings.Contains(strings.ToLower(host), "microsoft.com") && aboutArticles(path) {
			if article, err := kb.ParseID(id); err == nil && article.Archive() {
				m = append(m, mention{kb.RefArticle, string(article), from, to})
			}
		}
		if name := url[strings.LastIndexByte(url, '/')+1:]; path != "" && downloadable(name) {
			m = append(m, mention{kb.RefFile, name, to - len(name), to})
		}
	}
	return m
}

// aboutArticles reports whether the path of an address is one of the knowledge
// base.
func aboutArticles(path string) bool {
	path = strings.ToLower(path)
	return hasAny(path, "/kb", "kb/", "kb;", "kbid", "articles/q", "knowledgebase", "scid=")
}

// schemeStart returns the offset of the scheme that ends at an offset, or that
// offset when it is none that counts.
func schemeStart(text string, at int) int {
	for _, s := range schemes {
		if from := at - len(s); from >= 0 && strings.EqualFold(text[from:at], s) && !wordByte(text, from-1) {
			return from
		}
	}
	return at
}

// readURL returns the address behind a scheme, put together when it goes on in
// the next line, and the offset of its end. It is empty when there is no host.
func readURL(text string, at int) (url string, to int) {
	to = urlEnd(text, at)
	url = text[at:to]
	for range 3 {
		next, ok := continuation(text, at, to)
		if !ok {
			break
		}
		to = urlEnd(text, next)
		url += text[next:to]
	}
	trimmed := trimURL(url)
	to -= len(url) - len(trimmed)
	if trimmed == "" || !wordByte(trimmed, 0) {
		return "", to
	}
	return trimmed, to
}

// maxURL is the length in bytes at which an address is cut off.
const maxURL = 2048

// urlEnd returns the end of the characters at an offset that an address may
// have.
func urlEnd(text string, at int) int {
	most := min(at+maxURL, len(text))
	for at < most && text[at] > ' ' && strings.IndexByte("<>\"`|{}", text[at]) < 0 {
		at++
	}
	return at
}

// continuation returns the offset at which the address text[from:to] goes on in
// the next line, if it does.
func continuation(text string, from, to int) (next int, ok bool) {
	rest := strings.TrimLeft(text[to:], " \t")
	if to == from || rest == "" || rest[0] != '\n' {
		return 0, false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	next = len(text) - len(rest)
	word := rest[:urlEnd(rest, 0)]
	if word == "" {
		return 0, false
	}
	switch last := text[to-1]; {
	case word[0] == '/':
		return next, len(word) > 1 && last != ')' && last != '.' && last != ','
	case last == '/' || last == '-' || last == '_' || last == '=' || last == '&' || last == '?' || last == '%':
		return next, pathLike(word)
	case last == '.':
		return next, unfinishedHost(text[from:to]) && word[0] >= 'a' && word[0] <= 'z'
	}
	return next, cutAnywhere(text, from, to, word)
}

// pathLike reports whether a word looks like a part of a path and not like the
// next word of a sentence.
func pathLike(word string) bool {
	word = strings.TrimRight(word, ".,;:)")
	return strings.ContainsAny(word, "/.=&?%_~") && !strings.Contains(word, "://")
}

// unfinishedHost reports whether the host of an address lacks its end.
func unfinishedHost(url string) bool {
	return !strings.Contains(url, "/") && strings.Count(url, ".") == 1
}

// fullLine is the length of lines that can only be as long because a word that
// did not fit was cut.
const fullLine = 80

// cutAnywhere reports whether an address fills its line so that it must have
// been cut there.
func cutAnywhere(text string, from, to int, word string) bool {
	start := strings.LastIndexByte(text[:from], '\n') + 1
	return to-start >= fullLine && !strings.ContainsAny(strings.TrimSpace(text[start:to]), " \t") && pathLike(word)
}

// trimURL takes away the punctuation behind an address, and closing brackets that
// were opened before it.
func trimURL(url string) string {
	for url != "" {
		switch c := url[len(url)-1]; c {
		case '.', ',', ';', ':', '!', '?', '\'', '*':
		case ')':
			if strings.Count(url, "(") >= strings.Count(url, ")") {
				return url
			}
		case ']':
			if strings.Count(url, "[") >= strings.Count(url, "]") {
				return url
			}
		default:
			if at := unopened(url); at >= 0 {
				url = url[:at]
				continue
			}
			return url
		}
		url = url[:len(url)-1]
	}
	return url
}

// unopened returns the offset of the first closing parenthesis that none opens,
// as in (address), or in a Markdown link, or -1.
func unopened(url string) int {
	depth := 0
	for i := 0; i < len(url); i++ {
		switch url[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return -1
}
