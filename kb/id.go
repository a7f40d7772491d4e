package kb

import (
	"fmt"
	"strings"
)

// ID names an article. Articles of the archive have "Q" and a number of up to
// seven digits (Q239041); house articles have a slug (ftp-port-before-login).
type ID string

// maxSlug is the longest slug in bytes.
const maxSlug = 200

// ParseID returns the id that text names: Q239041, q239041, KB239041, 239041,
// an address that ends in one of them, the split form of old addresses
// (.../articles/q239/0/41.asp), or a slug. It fails with ErrBadID.
func ParseID(text string) (ID, error) {
	s := strings.TrimSpace(text)
	if i := strings.Index(s, "://"); i >= 0 {
		return idFromURL(s[i+3:])
	}
	if id, ok := numberID(s); ok {
		return id, nil
	}
	if slug := strings.ToLower(s); isSlug(slug) {
		return ID(slug), nil
	}
	return "", fmt.Errorf("%w: %.60q: want Q and a number, or lower-case words joined by hyphens", ErrBadID, text)
}

// Archive reports whether the id is that of an archive article.
func (id ID) Archive() bool {
	_, ok := numberID(string(id))
	return ok
}

// numberID reads Q239041, KB239041 and 239041 in either case.
func numberID(s string) (ID, bool) {
	d := strings.ToUpper(s)
	d = strings.TrimPrefix(strings.TrimPrefix(d, "KB"), "Q")
	d = strings.TrimSpace(d)
	if len(d) < 4 || len(d) > 7 || !digits(d) {
		return "", false
	}
	d = strings.TrimLeft(d, "0")
	if len(d) < 4 {
		return "", false
	}
	return ID("Q" + d), true
}

// idFromURL reads the id out of an address without its scheme.
func idFromURL(s string) (ID, error) {
	path, query, _ := strings.Cut(strings.TrimRight(s, "/"), "?")
	path, _, _ = strings.Cut(path, "#")
	parts := strings.Split(strings.TrimRight(path, "/"), "/")
	last := trimExt(parts[len(parts)-1])
	if n := len(parts); n >= 4 {
		if id, ok := numberID(parts[n-3] + parts[n-2] + last); ok && len(last) == 2 && len(parts[n-2]) == 1 {
			return id, nil
		}
	}
	for _, p := range append(strings.FieldsFunc(query, func(r rune) bool { return strings.ContainsRune("&;=", r) }), last) {
		if id, ok := numberID(p); ok && len(p) >= 5 {
			return id, nil
		}
	}
	return "", fmt.Errorf("%w: address %.80q: want one that ends in an article number", ErrBadID, s)
}

func trimExt(s string) string {
	if i := strings.LastIndexByte(s, '.'); i > 0 {
		return s[:i]
	}
	return s
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isSlug reports whether s is made of lower-case words of ASCII letters and
// digits, joined by single hyphens, and has a letter.
func isSlug(s string) bool {
	letter := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			letter = true
		case c >= '0' && c <= '9':
		case c == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-':
		default:
			return false
		}
	}
	return letter && len(s) <= maxSlug
}

// Slug makes a slug out of any text: lower case, every run of other characters
// than ASCII letters and digits one hyphen. It is empty when nothing is left.
func Slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && b.String()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
		if b.Len() >= maxSlug {
			break
		}
	}
	return strings.TrimRight(b.String(), "-")
}
