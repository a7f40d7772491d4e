package scan

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// detect finds the format of a report. A name that is given has to fit.
func (r *Report) detect(name string) error {
	head, err := stream.NewReport(r.open, r.limits).Head()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the packed file ends early; fetch it again")
	case err != nil:
		return err
	}
	text := strings.TrimSpace(head.Text)
	blank := text == "" || name != "" && text == "[]"
	if blank && name == "" {
		return fmt.Errorf("%w: it is empty; name its format when no finding means an empty file", ErrUnknown)
	}
	if i := slices.IndexFunc(Formats(), func(f stream.Format) bool { return name == "" && f.Is(head) || name == f.Name }); i >= 0 {
		r.Format = Formats()[i]
	}
	if r.Format.Name == "" || !blank && !r.Format.Is(head) {
		return fmt.Errorf("%w: %s", ErrUnknown, unlike(name, head))
	}
	if blank {
		r.Format.Reader = func(*stream.Report, stream.Emit) error { return nil }
	}
	return nil
}

// unlike tells what the beginning of a file shows, for one that is not as it
// should be.
func unlike(name string, h stream.Head) string {
	said := ""
	if name != "" {
		said = "not " + name + ", "
	}
	switch start := strings.TrimLeft(h.Text, " \t\r\n"); {
	case packed(start):
		return said + "a packed or binary file; unpack it first, or export it as text"
	case h.Root != "":
		return said + fmt.Sprintf("XML with the root element <%s>", h.Root)
	case strings.HasPrefix(start, "<"):
		return said + "it begins like XML, but has no element"
	case h.Keys != nil && len(h.Keys) == 0:
		return said + "JSON that does not begin with an object that has members"
	case h.Keys != nil:
		return said + fmt.Sprintf("JSON whose first object has %s", someKeys(h))
	default:
		line, _, _ := strings.Cut(start, "\n")
		return said + fmt.Sprintf("text that begins with %.60q", strings.TrimSpace(line))
	}
}

// packed reports whether a file begins as packed files and those of office programs
// do: it has zeros where a text has none, or says so.
func packed(start string) bool {
	for _, magic := range []string{"PK\x03\x04", "\\x1f\\x8b", "BZh", "%PDF-", "7z\\xbc", "\\xfd7zXZ", "\\xd0\\xcf\\x11\\xe0", "SQLite format 3"} {
		if strings.HasPrefix(start, magic) {
			return true
		}
	}
	return strings.IndexByte(start[:min(len(start), 512)], 0) >= 0
}

// someKeys names the first members of an object, sorted.
func someKeys(h stream.Head) string {
	var keys []string
	for k := range h.Keys {
		keys = append(keys, fmt.Sprintf("%.40q", k))
	}
	slices.Sort(keys)
	return strings.Join(keys[:min(len(keys), 5)], ", ")
}
