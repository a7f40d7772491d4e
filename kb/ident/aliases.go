package ident

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"kbadvisor/kb"
)

//go:embed data/aliases.csv
var aliasData string

// Aliases tells which bulletins and articles stand behind a CVE number, and
// which articles behind a bulletin. The zero value has none. It is never changed
// once it is made and may be used by several goroutines.
type Aliases struct {
	bulletins map[string][]string       // of a CVE number
	direct    map[string][]kb.ID        // named for just that CVE number or bulletin
	mentions  map[string][]kb.ID        // of a bulletin
	listed    map[kb.ID]map[string]bool // bulletins and CVE numbers without one that an article is listed for
}

// DefaultAliases returns the aliases that come with the program.
func DefaultAliases() Aliases { return defaultAliases() }

// defaultAliases reads them once.
var defaultAliases = sync.OnceValue(func() Aliases {
	a, err := ReadAliases(strings.NewReader(aliasData))
	if err != nil {
		panic("kb/ident: the aliases of the program: " + err.Error())
	}
	return a
})

// newAliases returns aliases that can be put into.
func newAliases() Aliases {
	return Aliases{map[string][]string{}, map[string][]kb.ID{}, map[string][]kb.ID{}, map[kb.ID]map[string]bool{}}
}

// put notes one row.
func (a Aliases) put(cve, bulletin string, articles []kb.ID) {
	if cve != "" && bulletin != "" {
		a.bulletins[cve] = append(a.bulletins[cve], bulletin)
	}
	for _, id := range articles {
		switch {
		case cve == "":
			a.mentions[bulletin] = append(a.mentions[bulletin], id)
		case bulletin == "":
			a.direct[cve] = append(a.direct[cve], id)
		default:
			a.direct[cve] = append(a.direct[cve], id)
			a.direct[bulletin] = append(a.direct[bulletin], id)
		}
		if a.listed[id] == nil {
			a.listed[id] = map[string]bool{}
		}
		a.listed[id][cmp.Or(bulletin, cve)] = true
	}
}

// sorted puts every list in order and takes out what is in it twice.
func (a Aliases) sorted() Aliases {
	for k, v := range a.bulletins {
		slices.Sort(v)
		a.bulletins[k] = slices.Compact(v)
	}
	for _, m := range [...]map[string][]kb.ID{a.direct, a.mentions} {
		for k, v := range m {
			slices.SortFunc(v, a.compare)
			m[k] = slices.Compact(v)
		}
	}
	return a
}

// compare orders articles by the number of bulletins that they are listed for,
// then by id.
func (a Aliases) compare(x, y kb.ID) int {
	return cmp.Or(cmp.Compare(a.Breadth(x), a.Breadth(y)), strings.Compare(string(x), string(y)))
}

// Merge returns the aliases of a and b together.
func (a Aliases) Merge(b Aliases) Aliases {
	m := newAliases()
	for _, from := range [...]Aliases{a, b} {
		for k, v := range from.bulletins {
			m.bulletins[k] = append(m.bulletins[k], v...)
		}
		for k, v := range from.direct {
			m.direct[k] = append(m.direct[k], v...)
		}
		for k, v := range from.mentions {
			m.mentions[k] = append(m.mentions[k], v...)
		}
		for id, keys := range from.listed {
			if m.listed[id] == nil {
				m.listed[id] = map[string]bool{}
			}
			maps.Copy(m.listed[id], keys)
		}
	}
	return m.sorted()
}

// Bulletins returns the bulletins of a CVE number, sorted.
func (a Aliases) Bulletins(cve string) []string { return slices.Clone(a.bulletins[cve]) }

// Direct returns the articles that are listed for just the identifier: for a
// CVE number those of its own rows, for a bulletin those of the rows of its CVE
// numbers, for an article itself. The one listed for the fewest bulletins
// is first.
func (a Aliases) Direct(id kb.Identifier) []kb.ID {
	if id.Kind == kb.IdentArticle {
		return []kb.ID{kb.ID(id.ID)}
	}
	return slices.Clone(a.direct[id.ID])
}

// Articles returns all articles that stand behind an article number, a
// bulletin or a CVE number: first the direct ones, then those that mention the
// bulletin, each group with the one listed for the fewest bulletins first. It
// is empty when nothing is known, and for identifiers of other kinds.
func (a Aliases) Articles(id kb.Identifier) []kb.ID {
	switch id.Kind {
	case kb.IdentArticle:
		return a.Direct(id)
	case kb.IdentBulletin:
		return append(a.Direct(id), a.others(id.ID, a.mentions[id.ID])...)
	case kb.IdentCVE:
		return append(a.Direct(id), a.others(id.ID, a.behind(id.ID))...)
	}
	return nil
}

// behind returns the articles of the bulletins of a CVE number.
func (a Aliases) behind(cve string) []kb.ID {
	var ids []kb.ID
	for _, b := range a.bulletins[cve] {
		ids = append(ids, a.mentions[b]...)
		if len(a.direct[cve]) == 0 {
			ids = append(ids, a.direct[b]...)
		}
	}
	slices.SortFunc(ids, a.compare)
	return slices.Compact(ids)
}

// others returns the articles that are not listed for the key itself.
func (a Aliases) others(key string, ids []kb.ID) []kb.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id kb.ID) bool { return slices.Contains(a.direct[key], id) })
}

// Breadth returns for how many bulletins an article is listed. A cumulative
// package is listed for many of them and says little about each.
func (a Aliases) Breadth(id kb.ID) int { return len(a.listed[id]) }
