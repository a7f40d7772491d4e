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

// AliasRow is a row of a table of aliases, in normal forms. CVE or Bulletin may be
// empty, not both.
type AliasRow struct {
	CVE      string  // such as CVE-2002-0073
	Bulletin string  // such as MS02-018
	Articles []kb.ID // in the order of the table
}

// ReadAliases reads a table of aliases: CSV with the header
// "cve,bulletin,articles" (order and case are free), one row for each pair,
// articles parted by blanks. A row with a CVE number lists the articles for just
// that; a row without one lists articles that mention the bulletin. Lines that
// begin with # are comments. It fails with a *kb.ParseError (kb.ErrMalformed) that
// has the number of the line, or with what reading fails with.
func ReadAliases(r io.Reader) (Aliases, error) {
	rows, err := ReadAliasRows(r)
	if err != nil {
		return Aliases{}, err
	}
	return NewAliases(rows), nil
}

// NewAliases returns the aliases of some rows.
func NewAliases(rows []AliasRow) Aliases {
	a := newAliases()
	for _, row := range rows {
		a.put(row.CVE, row.Bulletin, row.Articles)
	}
	return a.sorted()
}

// ReadAliasRows reads a table as ReadAliases does, and returns its rows.
func ReadAliasRows(r io.Reader) ([]AliasRow, error) {
	rows, err := readRows(r)
	if err != nil {
		return nil, fmt.Errorf("read aliases: %w", err)
	}
	return rows, nil
}

// readRows reads the header and the rows.
func readRows(r io.Reader) ([]AliasRow, error) {
	c := csv.NewReader(skipBOM(r))
	c.Comment, c.FieldsPerRecord, c.TrimLeadingSpace = '#', -1, true
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, malformed(1, wantHeader, "")
	}
	if err != nil {
		return nil, csvError(err)
	}
	line, _ := c.FieldPos(0)
	columns, err := aliasColumns(header, line)
	if err != nil {
		return nil, err
	}
	var rows []AliasRow
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, csvError(err)
		}
		line, _ := c.FieldPos(0)
		row, err := newRow(fields, columns, line)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
}

// wantHeader is the header of a table of aliases.
const wantHeader = "the header cve,bulletin,articles"

// malformed returns the error for a line.
func malformed(line int, want, got string) error {
	const shown = 60
	return &kb.ParseError{Kind: kb.ErrMalformed, Line: line, Want: want, Got: got[:min(len(got), shown)]}
}

// csvError returns the error for a line that is no CSV; other errors stay.
func csvError(err error) error {
	var e *csv.ParseError
	if errors.As(err, &e) {
		return malformed(e.Line, "fields parted by commas: "+e.Err.Error(), "")
	}
	return err
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
func aliasColumns(header []string, line int) ([3]int, error) {
	want := [3]string{"cve", "bulletin", "articles"}
	var at [3]int
	for i, name := range want {
		at[i] = slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
		if at[i] < 0 {
			return at, malformed(line, wantHeader, strings.Join(header, ","))
		}
	}
	return at, nil
}

// newRow returns the row that some fields make.
func newRow(fields []string, columns [3]int, line int) (row AliasRow, err error) {
	field := func(i int) string {
		if columns[i] >= len(fields) {
			return ""
		}
		return strings.TrimSpace(fields[columns[i]])
	}
	var ok bool
	var bad string
	if row.CVE, ok = aliasKey(field(0), kb.IdentCVE); !ok {
		return row, malformed(line, "a CVE number like CVE-2002-0073", field(0))
	}
	if row.Bulletin, ok = aliasKey(field(1), kb.IdentBulletin); !ok {
		return row, malformed(line, "a bulletin like MS02-018", field(1))
	}
	if row.CVE == "" && row.Bulletin == "" {
		return row, malformed(line, "a CVE number, a bulletin or both", strings.Join(fields, ","))
	}
	if row.Articles, bad = aliasArticles(field(2)); bad != "" {
		return row, malformed(line, "articles like Q319733, parted by blanks", bad)
	}
	return row, nil
}

// aliasKey returns the normal form of a field, which may be empty.
func aliasKey(field string, kind kb.IdentifierKind) (key string, ok bool) {
	if field == "" {
		return "", true
	}
	for _, id := range Find(field) {
		if id.Kind == kind && id.Span.Len() == len(field) {
			return id.ID, true
		}
	}
	return "", false
}

// aliasArticles returns the articles of a field, parted by blanks, commas or
// semicolons, and what is none.
func aliasArticles(field string) (ids []kb.ID, bad string) {
	for _, f := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(" \t,;|", r) }) {
		id, err := kb.ParseID(f)
		if err != nil {
			return nil, f
		}
		ids = append(ids, id)
	}
	return ids, ""
}
