package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// platformNames maps the names of platforms, folded with foldPlatform, to the
// names of kb.Version. The empty name stands for none.
var platformNames = map[string]string{
	"windows": "windows", "win": "windows", "windows 3.x": "win3x", "win3x": "win3x",
	"winnt": "winnt", "windows nt": "winnt", "nt": "winnt",
	"win95": "win95", "windows 95": "win95", "win98": "win98", "windows 98": "win98",
	"win2000": "win2000", "windows 2000": "win2000", "wfw": "wfw", "wince": "wince",
	"ms-dos": "msdos", "ms- dos": "msdos", "msdos": "msdos", "dos": "msdos", "pc-dos": "msdos",
	"mac": "macintosh", "macos": "macintosh", "macintos": "macintosh", "macintosh": "macintosh",
	"os/2": "os/2", "os2": "os/2", "unix": "unix", "xenix": "xenix", "iis": "iis",
	"n\\a": "", "n/a": "", "platform": "",
}

// foldPlatform folds the case and the blanks of a platform's name.
func foldPlatform(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// platform returns the normal name of a platform.
func platform(s string) string {
	folded := foldPlatform(s)
	if name, ok := platformNames[folded]; ok {
		return name
	}
	return folded
}

// versions returns the versions of the footer, of the header when there is no
// footer, and of the legacy table when the others have columns: they are cut.
func (p *page) versions(h *header, l *layout) []kb.Version {
	value, ok := l.footer.fields[footVersion]
	if !ok {
		value = h.values[labelVersions]
	}
	systems := h.values[labelSystems]
	if l.legacy.platforms != "" {
		systems = l.legacy.platforms
	}
	if strings.Contains(value, "|") && !strings.Contains(value, ":") && l.legacy.versions != "" {
		value = l.legacy.versions
	}
	return parseVersions(value, systems)
}

// parseVersions reads the versions of an article: entries "platform:version,
// version" parted by semicolons, or versions alone, in columns parted by bars
// when there are several platforms. Systems names the platforms of the columns.
func parseVersions(value, systems string) []kb.Version {
	value = strings.Trim(strings.TrimSpace(value), ";, \t")
	if value == "" || value == ":" {
		return nil
	}
	if strings.IndexByte(value, ':') < 0 {
		return columns(value, systems)
	}
	var out []kb.Version
	for entry := range strings.SplitSeq(separate(value), ";") {
		out = appendEntry(out, entry)
	}
	return out
}

// columns reads versions without platforms. Bars part columns.
func columns(value, systems string) []kb.Version {
	names := strings.Split(systems, "|")
	var out []kb.Version
	i := -1
	for column := range strings.SplitSeq(value, "|") {
		i++
		name := ""
		if i < len(names) && (len(names) > 1 || i == 0) {
			name = platform(names[i])
		}
		for _, number := range bare(column) {
			out = append(out, kb.Version{Platform: name, Number: number})
		}
	}
	return out
}

// bare reads versions parted by blanks. A word that does not begin with a digit
// belongs to the version before it (SP3), and to the whole when it comes first.
func bare(s string) []string {
	if strings.ContainsAny(s, ",;") {
		return list(strings.ReplaceAll(s, ";", ","))
	}
	words := strings.Fields(s)
	if len(words) == 0 {
		return nil
	}
	if !startsNumber(words[0]) {
		return []string{strings.Join(words, " ")}
	}
	var out []string
	for _, w := range words {
		if startsNumber(w) || len(out) == 0 {
			out = append(out, w)
		} else {
			out[len(out)-1] += " " + w
		}
	}
	return out
}

// list reads versions parted by commas that are not inside parentheses.
func list(s string) []string {
	var out []string
	add := func(v string) {
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			out = append(out, v)
		}
	}
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case s[i] == ',' && depth <= 0:
			add(s[from:i])
			from = i + 1
		}
	}
	add(s[from:])
	return out
}

// startsNumber reports whether a word begins with a digit, after a quote or an
// opening parenthesis.
func startsNumber(w string) bool {
	w = strings.TrimLeft(w, "'`(")
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// appendEntry reads one entry: platforms, a colon, versions. Several platforms
// are parted by bars.
func appendEntry(out []kb.Version, entry string) []kb.Version {
	names, rest, ok := strings.Cut(entry, ":")
	if !ok {
		names, rest = "", entry
		if _, known := platformNames[foldPlatform(entry)]; known {
			names, rest = entry, ""
		}
	}
	numbers := list(strings.TrimLeft(rest, ": "))
	for name := range strings.SplitSeq(names, "|") {
		name = platform(name)
		if len(numbers) == 0 && name != "" {
			out = append(out, kb.Version{Platform: name})
		}
		for _, n := range numbers {
			out = appendVersion(out, name, n)
		}
	}
	return out
}

// appendVersion adds a version. The name of another platform may stand at its
// end when the separator was lost ("3.11 Win95").
func appendVersion(out []kb.Version, name, number string) []kb.Version {
	if at := strings.LastIndexByte(number, ' '); at > 0 {
		if other := platformNames[foldPlatform(number[at+1:])]; other != "" && startsNumber(number) {
			return append(out, kb.Version{Platform: name, Number: number[:at]}, kb.Version{Platform: other})
		}
	}
	return append(out, kb.Version{Platform: name, Number: number})
}
