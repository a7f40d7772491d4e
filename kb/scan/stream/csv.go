package stream

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Row is one row of a table. Columns are found by their names, whose case, blanks,
// underscores and hyphens do not count.
type Row struct {
	Line    int // on which it begins, from 1
	columns map[string]int
	values  []string
}

// Get returns the first of some columns that is there and not empty, without
// blanks around it.
func (r Row) Get(names ...string) string {
	for _, n := range names {
		if i, ok := r.columns[columnKey(n)]; ok && i < len(r.values) {
			if v := strings.TrimSpace(r.values[i]); v != "" {
				return v
			}
		}
	}
	return ""
}

// Values returns the values as they stand.
func (r Row) Values() []string { return r.values }

// Has reports whether the table has all of some columns.
func (r Row) Has(names ...string) bool {
	for _, n := range names {
		if _, ok := r.columns[columnKey(n)]; !ok {
			return false
		}
	}
	return true
}

// columnKey returns a column's name as it is compared.
func columnKey(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n_-.\u00a0", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// NewHeader returns a row of a table without values, whose Has tells what columns
// a line of names has.
func NewHeader(names []string) Row {
	r := Row{columns: map[string]int{}}
	for i, n := range names {
		if k := columnKey(n); k != "" {
			if _, twice := r.columns[k]; !twice {
				r.columns[k] = i
			}
		}
	}
	return r
}

// preamble is how many rows may come before the names of the columns.
const preamble = 50

// CSV calls visit for each row of a table. Rows before the one whose columns are
// good are passed over, and told to nobody; with none among the first 50 it fails.
// The comma is the one that the line of names has most of: comma, semicolon or tab.
func (r *Report) CSV(header func(Row) bool, visit func(Row) error) error {
	src, err := r.text(plainText)
	if err != nil {
		return err
	}
	defer src.Close()
	g := &guard{in: src, max: r.limits.Value}
	in := csv.NewReader(&byChunk{src: src, guard: g})
	head, _ := src.Peek(headSize)
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma(head), -1, true
	var names *Row
	for i := 0; ; i++ {
		g.mark()
		values, err := in.Read()
		line, _ := in.FieldPos(0)
		switch {
		case errors.Is(err, io.EOF) && names != nil:
			return nil
		case errors.Is(err, io.EOF), err == nil && names == nil && i >= preamble:
			return &Error{At: fmt.Sprint("line ", line), Err: errors.New("no row has the names of the columns")}
		case err != nil:
			return &Error{At: fmt.Sprint("row ", i+1), Err: err}
		case names == nil:
			if h := NewHeader(values); header(h) {
				names = &h
			}
			continue
		case empty(values):
			continue
		}
		if err := visit(Row{Line: line, columns: names.columns, values: values}); err != nil {
			return err
		}
	}
}

// empty reports whether a row has no values.
func empty(values []string) bool { return len(strings.TrimSpace(strings.Join(values, ""))) == 0 }

// comma returns what separates the fields of a table.
func comma(head []byte) rune {
	best, most := ',', 0
	for _, c := range ",;\t|" {
		for i, line := range strings.SplitN(string(head), "\n", preamble) {
			if n := strings.Count(line, string(c)); n > most && i < preamble-1 {
				best, most = c, n
			}
		}
	}
	return best
}
