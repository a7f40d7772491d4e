package ident

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// ErrAliases says that a table of aliases cannot be read. The message has the
// number of the line and what is wanted there.
var ErrAliases = errors.New("not a table of aliases")

// ReadAliases reads a table of aliases: CSV with the header
// "cve,bulletin,articles" (order and case are free), one row for each pair,
// articles parted by blanks. A row with a CVE number lists the articles for just
// that; a row without one lists articles that mention the bulletin. Lines that
// begin with # are comments. It fails with ErrAliases and the number of the line.
func ReadAliases(r io.Reader) (Aliases, error) {
	c := csv.NewReader(skipBOM(r))
	c.Comment, c.FieldsPerRecord, c.TrimLeadingSpace = '#', -1, true
	header, err := c.Read()
	if err != nil {
		return Aliases{}, fmt.Errorf("%w: line 1: want the header cve,bulletin,articles: %v", ErrAliases, err)
	}
	columns, err := aliasColumns(header)
	if err != nil {
		line, _ := c.FieldPos(0)
		return Aliases{}, fmt.Errorf("%w: line %d: %v", ErrAliases, line, err)
	}
	a := newAliases()
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return a.sorted(), nil
		}
		if err != nil {
			return Aliases{}, fmt.Errorf("%w: %v", ErrAliases, err)
		}
		if err := a.row(row, columns); err != nil {
			line, _ := c.FieldPos(0)
			return Aliases{}, fmt.Errorf("%w: line %d: %v", ErrAliases, line, err)
		}
	}
}

// skipBOM returns r without a byte order mark.
func skipBOM(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, _ := b.Peek(3); string(mark) == "\ufeff" {
		_, _ = b.Discard(3)
	}
	return b
}

// aliasColumns returns the places of the columns cve, bulletin and articles.
func aliasColumns(header []string) ([3]int, error) {
	want := [3]string{"cve", "bulletin", "articles"}
	var at [3]int
	for i, name := range want {
		at[i] = slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
		if at[i] < 0 {
			return at, fmt.Errorf("want the header cve,bulletin,articles, got %.80q", strings.Join(header, ","))
		}
	}
	return at, nil
}

// row takes in one row of the table.
func (a Aliases) row(row []string, columns [3]int) error {
	field := func(i int) string {
		if columns[i] >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[columns[i]])
	}
	cve, err := aliasKey(field(0), kb.IdentCVE, "a CVE number like CVE-2002-0073")
	if err != nil {
		return err
	}
	bulletin, err := aliasKey(field(1), kb.IdentBulletin, "a bulletin like MS02-018")
	if err != nil {
		return err
	}
	articles, err := aliasArticles(field(2))
	if err != nil {
		return err
	}
	if cve == "" && bulletin == "" {
		return errors.New("want a CVE number, a bulletin or both, got neither")
	}
	a.put(cve, bulletin, articles)
	return nil
}

// aliasKey returns the normal form of a field, which may be empty.
func aliasKey(field string, kind kb.IdentifierKind, want string) (string, error) {
	if field == "" {
		return "", nil
	}
	for _, id := range Find(field) {
		if id.Kind == kind && id.Span.Len() == len(field) {
			return id.ID, nil
		}
	}
	return "", fmt.Errorf("want %s, got %.40q", want, field)
}

// aliasArticles returns the articles of a field, parted by blanks, commas or
// semicolons.
func aliasArticles(field string) ([]kb.ID, error) {
	var ids []kb.ID
	for _, f := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(" \t,;|", r) }) {
		id, err := kb.ParseID(f)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
