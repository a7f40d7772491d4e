package stream

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Row is one row of a table. Columns are found by their names, whose case, blanks,
// underscores and hyphens do not count.
type Row struct {
	Line    int // on which it begins, from 1
	columns map[string]int
	names   []string
	values  []string
	got     []bool // which values Get returned
}

// Get returns the first of some columns that is there and not empty, without
// blanks around it.
func (r Row) Get(names ...string) string {
	for _, n := range names {
		if i, ok := r.columns[columnKey(n)]; ok && i < len(r.values) {
			if v := strings.TrimSpace(r.values[i]); v != "" {
				r.mark(i)
				return v
			}
		}
	}
	return ""
}

// mark notes that a value was returned.
func (r Row) mark(i int) {
	if i < len(r.got) {
		r.got[i] = true
	}
}

// Each calls visit for each value that is not empty, with the name of its column,
// which may be empty.
func (r Row) Each(visit func(name, value string)) {
	for i, v := range r.values {
		if v = strings.TrimSpace(v); v != "" {
			visit(r.name(i), v)
		}
	}
}

// Rest returns the values that Get did not return, with the names of their columns:
// what would be lost without them. A column without a name is called "column 7".
func (r Row) Rest() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i, v := range r.values {
			if v = strings.TrimSpace(v); v == "" || i < len(r.got) && r.got[i] {
				continue
			}
			name := r.name(i)
			if name == "" {
				name = fmt.Sprint("column ", i+1)
			}
			if !yield(name, v) {
				return
			}
		}
	}
}

// name returns the name of a column as it stands.
func (r Row) name(i int) string {
	if i >= len(r.names) {
		return ""
	}
	return strings.TrimSpace(r.names[i])
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
	r := Row{columns: map[string]int{}, names: names}
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

// separators are what may stand between the fields of a table.
const separators = ",;\t|"

// afterLast comes after the end of a table. It is not UTF-8, so no table has it: a
// field that has it began with a quotation mark and was never closed.
const afterLast = "\xff"

// CSV calls visit for each row of a table. Rows before the one whose columns are
// good are passed over, and told to nobody; with none among the first 50 it fails.
// What separates the fields is whatever makes good columns: comma, semicolon, tab
// or bar.
func (r *Report) CSV(header func(Row) bool, visit func(Row) error) error {
	src, err := r.text(plainText)
	if err != nil {
		return err
	}
	defer src.Close()
	g := &guard{max: r.limits.Value}
	head, _ := src.Peek(headSize)
	in := table(io.MultiReader(&byChunk{src: src, guard: g}, strings.NewReader("\n"+afterLast+"\n")), comma(head, header))
	var names *Row
	line := 1
	for i := 0; ; i++ {
		g.mark()
		values, err := in.Read()
		if err != nil {
			return &Error{At: fmt.Sprint("after line ", line), Err: err}
		}
		line, _ = in.FieldPos(0)
		switch end := strings.Contains(values[len(values)-1], afterLast); {
		case end && len(values[0]) > len(afterLast) || end && len(values) > 1:
			return &Error{At: fmt.Sprint("line ", line), Err: fmt.Errorf("a quotation mark is not closed: %w", io.ErrUnexpectedEOF)}
		case names == nil && (end || i >= preamble):
			return &Error{At: fmt.Sprint("line ", line), Err: errors.New("no row has the names of the columns")}
		case end:
			return nil
		case names == nil:
			if h := NewHeader(values); header(h) {
				names = &h
			}
			continue
		case empty(values):
			continue
		}
		if err := visit(Row{Line: line, columns: names.columns, names: names.names, values: values, got: make([]bool, len(values))}); err != nil {
			return err
		}
	}
}

// table returns a reader of rows.
func table(in io.Reader, comma rune) *csv.Reader {
	out := csv.NewReader(in)
	out.Comma, out.FieldsPerRecord, out.LazyQuotes = comma, -1, true
	return out
}

// empty reports whether a row has no values.
func empty(values []string) bool { return len(strings.TrimSpace(strings.Join(values, ""))) == 0 }

// comma returns what separates the fields of a table with good columns.
func comma(head []byte, header func(Row) bool) rune {
	for _, c := range separators {
		if slices.ContainsFunc(tables(string(head), c), header) {
			return c
		}
	}
	return ','
}

// tables takes each of the first rows as names of columns.
func tables(text string, comma rune) []Row {
	var out []Row
	in := table(strings.NewReader(text), comma)
	for range preamble {
		values, err := in.Read()
		if err != nil {
			break
		}
		out = append(out, NewHeader(values))
	}
	return out
}
