package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
)

// maxAliases is the size of the largest table of aliases in bytes.
const maxAliases = 64 << 20

// aliasKey is what stands before the articles in a row; one of both may be empty.
type aliasKey struct{ cve, bulletin string }

// aliasTable is the articles of each key, in order.
type aliasTable map[aliasKey][]kb.ID

// readAliases reads a table as users write it.
func readAliases(r io.Reader) (aliasTable, error) {
	some := &io.LimitedReader{R: r, N: maxAliases + 1}
	rows, err := ident.ReadAliasRows(some)
	if some.N == 0 {
		return nil, fmt.Errorf("%w: at most %d MiB of aliases", kb.ErrTooLarge, maxAliases>>20)
	}
	if err != nil {
		return nil, err
	}
	t := aliasTable{}
	for _, row := range rows {
		key := aliasKey{row.CVE, row.Bulletin}
		t[key] = append(t[key], row.Articles...)
	}
	for key, ids := range t {
		slices.Sort(ids)
		t[key] = slices.Compact(ids)
	}
	return t, nil
}

// aliasCounts tells what an import did with aliases, in rows.
type aliasCounts struct {
	Added     int `json:"added"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
}

// take merges more aliases in. Articles are added to a row, none is taken out.
func (t aliasTable) take(more aliasTable) (n aliasCounts) {
	for key, ids := range more {
		old, known := t[key]
		all := slices.Concat(old, ids)
		slices.Sort(all)
		t[key] = slices.Compact(all)
		switch {
		case !known:
			n.Added++
		case len(t[key]) > len(old):
			n.Updated++
		default:
			n.Unchanged++
		}
	}
	return n
}

// rows returns the table in order.
func (t aliasTable) rows() []ident.AliasRow {
	out := make([]ident.AliasRow, 0, len(t))
	for key, ids := range t {
		out = append(out, ident.AliasRow{CVE: key.cve, Bulletin: key.bulletin, Articles: ids})
	}
	slices.SortFunc(out, func(a, b ident.AliasRow) int {
		return cmp.Or(strings.Compare(a.CVE, b.CVE), strings.Compare(a.Bulletin, b.Bulletin))
	})
	return out
}

// text returns the table as CSV.
func (t aliasTable) text() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write([]string{"cve", "bulletin", "articles"})
	for _, row := range t.rows() {
		ids := make([]string, len(row.Articles))
		for i, id := range row.Articles {
			ids[i] = string(id)
		}
		err = errors.Join(err, w.Write([]string{row.CVE, row.Bulletin, strings.Join(ids, " ")}))
	}
	w.Flush()
	return b.Bytes(), errors.Join(err, w.Error())
}
