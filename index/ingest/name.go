package ingest

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// cleanName returns the name of an archive entry as a relative path, or what
// makes it unsafe. Names are never used as paths; they are refused all the same
// because other programs may do so with what is exported.
func cleanName(name string) (string, error) {
	switch {
	case len(name) > maxName:
		return "", fmt.Errorf("unsafe name: %d bytes long, want at most %d", len(name), maxName)
	case strings.TrimSpace(name) == "":
		return "", errors.New("unsafe name: empty")
	case name[0] == '/' || len(name) > 1 && name[1] == ':':
		return "", errors.New("unsafe name: absolute path")
	case strings.ContainsRune(name, '\\'):
		return "", errors.New("unsafe name: backslash; repack with / between folders")
	case strings.IndexFunc(name, isControl) >= 0:
		return "", errors.New("unsafe name: control character")
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "", errors.New("unsafe name: a .. that leaves the archive")
		}
	}
	return strings.ToValidUTF8(path.Clean(name), "\uFFFD"), nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7F }

// shortName cuts a name for messages.
func shortName(name string) string {
	const most = 120
	if len(name) > most {
		name = name[:most] + "..."
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}

// hidden reports why a path is passed over, empty when it is not: because one
// of its parts is hidden or belongs to a version control system.
func hidden(name string) string {
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == ".git" || part == ".hg" || part == ".svn" || part == ".bzr" || part == "CVS":
			return "version control folder"
		case part == "__MACOSX":
			return "metadata of a packer"
		case len(part) > 1 && part[0] == '.' && part != "..":
			return "hidden"
		}
	}
	return ""
}
