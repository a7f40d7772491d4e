package stream

import (
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Record is a flat record whose fields vary from tool to tool: an object of JSON, or
// a row. Fields are found by their names, whose case, blanks, underscores, hyphens
// and dots do not count. A field with several values has all of them.
type Record struct {
	fields map[string]recordField
	used   map[string]bool
}

type recordField struct {
	name   string
	values Texts
}

// UnmarshalJSON reads an object.
func (r *Record) UnmarshalJSON(data []byte) error {
	var all map[string]Texts
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	*r = Record{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r.Set(name, all[name]...)
	}
	return nil
}

// Set adds values to a field.
func (r *Record) Set(name string, values ...string) {
	if r.fields == nil {
		r.fields, r.used = map[string]recordField{}, map[string]bool{}
	}
	k := columnKey(name)
	old, twice := r.fields[k]
	if twice {
		name, values = old.name, append(slices.Clone(old.values), values...)
	}
	r.fields[k] = recordField{name, values}
}

// Name returns the name of a field as it stands.
func (r *Record) Name(name string) string { return r.fields[columnKey(name)].name }

// Peek returns the values of a field, which is among the rest all the same.
func (r *Record) Peek(name string) []string { return r.fields[columnKey(name)].values }

// All returns the values of some fields.
func (r *Record) All(names ...string) []string {
	var out []string
	for _, n := range names {
		if f, ok := r.fields[columnKey(n)]; ok {
			r.used[columnKey(n)] = true
			out = append(out, f.values...)
		}
	}
	return out
}

// One returns the value of the first of some fields that is not empty; a list is put
// together, a line for each value. The other fields stay among the rest.
func (r *Record) One(names ...string) string {
	for _, n := range names {
		if v := strings.TrimSpace(strings.Join(r.Peek(n), "\n")); v != "" {
			r.used[columnKey(n)] = true
			return v
		}
	}
	return ""
}

// Rest returns the fields that neither All nor One returned, sorted: what would be
// lost without them.
func (r *Record) Rest() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, k := range slices.Sorted(maps.Keys(r.fields)) {
			if f := r.fields[k]; !r.used[k] && len(f.values) > 0 && !yield(f.name, strings.Join(f.values, ", ")) {
				return
			}
		}
	}
}
