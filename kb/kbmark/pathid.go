package kbmark

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"kbadvisor/kb"
)

// maxPathSlug is the longest slug made of a path, in bytes, without the mark.
const maxPathSlug = 120

// PathID returns the id of an article that has none of its own, made of its name:
// the slash-separated path inside the root of the import (the folder, or the
// archive without its one outermost folder), so that it is the same however the
// files come. The id is the path's words joined by hyphens,
// "alerts/etcd/etcdNoLeader.md" for instance alerts-etcd-etcdnoleader-57cb. The
// mark at the end, taken from a hash of the whole path, keeps apart paths that
// differ only in case, punctuation or folders; a name without folder that is a
// slug already needs none (ftp-port.md: ftp-port). Long paths lose their front.
func PathID(name string) kb.ID {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
	stem := strings.TrimSuffix(name, path.Ext(name))
	slug := kb.Slug(stem)
	if slug == stem && validID(slug) {
		return kb.ID(slug)
	}
	if len(stem) > len(slug) && len(slug) >= maxPathSlug {
		slug = kb.Slug(stem[len(stem)-maxPathSlug:])
	}
	if len(slug) > maxPathSlug {
		slug = slug[len(slug)-maxPathSlug:]
	}
	if i := strings.IndexByte(slug, '-'); len(slug) == maxPathSlug && i >= 0 && i < 40 {
		slug = slug[i+1:]
	}
	sum := sha256.Sum256([]byte(stem))
	id := strings.Trim(slug, "-") + "-" + hex.EncodeToString(sum[:2])
	if !validID(id) {
		id = "article" + strings.TrimSuffix("-"+strings.Trim(slug, "-"), "-") + "-" + hex.EncodeToString(sum[:6])
	}
	return kb.ID(id)
}

// validID reports whether the id is found again by its own text.
func validID(id string) bool {
	got, err := kb.ParseID(id)
	return err == nil && string(got) == id
}
