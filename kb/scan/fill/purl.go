package fill

import (
	"net/url"
	"strings"
)

// PackageURL returns the name and the version in the URL of a package
// ("pkg:npm/%40a/b@1.0?x=y" is "@a/b" and "1.0"), and false for any other text.
func PackageURL(s string) (name, version string, ok bool) {
	rest, ok := strings.CutPrefix(s, "pkg:")
	if !ok {
		return "", "", false
	}
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
	}
	_, name, ok = strings.Cut(strings.TrimLeft(rest, "/"), "/")
	if i := strings.LastIndexByte(name, '@'); i > 0 {
		name, version = name[:i], name[i+1:]
	}
	return unescaped(name), unescaped(version), ok && name != ""
}

// unescaped resolves %xx in a part of a URL. What is no good part comes back as it
// is.
func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return strings.ToValidUTF8(plain, "\uFFFD")
	}
	return s
}
