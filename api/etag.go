package api

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// etag returns the strong entity tag of a body. Bodies that differ in a byte
// have different tags.
func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// matches reports whether If-None-Match names a tag (RFC 9110, section 13.1.2:
// weak comparison).
func matches(ifNoneMatch, tag string) bool {
	for t := range strings.SplitSeq(ifNoneMatch, ",") {
		t = strings.TrimPrefix(strings.TrimSpace(t), "W/")
		if t == tag || t == "*" {
			return true
		}
	}
	return false
}
