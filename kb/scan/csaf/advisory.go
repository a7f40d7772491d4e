package csaf

import (
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxProducts bounds the text of the products that are kept.
const maxProducts = 64 << 20

// maxShared bounds what every vulnerability has from its document: references, and
// bytes of notes.
const (
	maxSharedReferences = 1000
	maxSharedNotes      = 256 << 10
)

// advisory is what the vulnerabilities of a document refer to.
type advisory struct {
	doc      document
	notes    string             // of the document
	cut      bool               // the document says more than is kept
	products map[string]product // by id
	groups   map[string][]string
	left     int         // bytes of products that may still be kept
	budget   fill.Budget // of the finding that is made
}

// document is the member "document".
type document struct {
	Title             stream.Word
	Publisher         struct{ Name stream.Word }
	Tracking          struct{ ID stream.Word }
	AggregateSeverity struct{ Text stream.Word } `json:"aggregate_severity"`
	Notes             []note
	References        []link
}

// member keeps a member of the document that vulnerabilities refer to.
func (a *advisory) member(j *stream.JSON, key string) error {
	switch key {
	case "document":
		_, err := j.DecodeSome(&a.doc)
		a.share()
		return err
	case "product_tree":
		return j.Object(func(key string) error { return a.branch(j, key) })
	}
	return j.Skip()
}

// share keeps what every vulnerability has from the document.
func (a *advisory) share() {
	notes := fill.Paragraphs(texts(a.doc.Notes)...)
	a.notes = strings.ToValidUTF8(notes[:min(len(notes), maxSharedNotes)], "")
	a.cut = a.notes != notes || len(a.doc.References) > maxSharedReferences
	a.doc.Notes, a.doc.References = nil, a.doc.References[:min(len(a.doc.References), maxSharedReferences)]
}

// branch keeps the products in a member of the tree, or of a branch of it.
func (a *advisory) branch(j *stream.JSON, key string) error {
	switch key {
	case "branches":
		return j.Array(func(int) error {
			return j.Object(func(key string) error { return a.branch(j, key) })
		})
	case "product":
		return a.product(j)
	case "full_product_names":
		return j.Array(func(int) error { return a.product(j) })
	case "relationships":
		return j.Array(func(int) error { return a.relationship(j) })
	case "product_groups":
		return j.Array(func(int) error { return a.group(j) })
	}
	return j.Skip()
}

// group keeps a group of products.
func (a *advisory) group(j *stream.JSON) error {
	var g struct {
		ID       stream.Word  `json:"group_id"`
		Products stream.Texts `json:"product_ids"`
	}
	if _, err := j.DecodeSome(&g); err != nil {
		return err
	}
	for _, id := range g.Products {
		a.left -= 50 + len(id)
	}
	if a.left >= 0 {
		a.groups[string(g.ID)] = g.Products
	}
	return nil
}

// name returns the name of a product, or its id when there is none.
func (a *advisory) name(id string) string {
	return a.budget.Take(first(string(a.products[id].Name), id), id)
}

// about returns a text with the products that it holds for, when it tells them.
func (a *advisory) about(text string, ids, groups []string) string {
	if text == "" || len(ids)+len(groups) == 0 {
		return text
	}
	lines := []string{text}
	for _, id := range ids {
		lines = append(lines, a.name(id))
	}
	for _, g := range groups {
		if a.budget.Spent() {
			lines = append(lines, g)
			continue
		}
		for _, id := range a.groups[g] {
			lines = append(lines, a.name(id))
		}
	}
	return strings.Join(lines, "\n")
}

// state notes which products are in which state. The states are the status of the
// finding, the names of the products outputs, and a product that is the only one is
// that of the finding.
func (a *advisory) state(f *kb.Finding, v vulnerability) {
	states := slices.Sorted(maps.Keys(v.ProductStatus))
	status := slices.Clone(states)
	for _, flag := range v.Flags {
		status = append(status, string(flag.Label))
		fill.Say(f, strings.TrimSpace("flag "+string(flag.Label)), a.about("for", flag.ProductIDs, flag.GroupIDs))
	}
	f.Status = strings.Join(fill.Some(status...), ", ")
	var all []string
	for _, s := range states {
		var names []string
		for _, id := range v.ProductStatus[s] {
			names, all = append(names, a.name(id)), append(all, id)
		}
		fill.Say(f, s, strings.Join(names, "\n"))
	}
	all = fill.Some(all...)
	seen := map[string]bool{}
	for _, id := range all {
		for _, part := range a.parts(id) {
			if !seen[part] {
				seen[part] = true
				f.CPE = append(f.CPE, string(a.products[part].Helper.CPE))
			}
		}
	}
	f.CPE = fill.Some(f.CPE...)
	if len(all) == 1 {
		f.Product = a.name(all[0])
		for _, part := range a.parts(all[0]) {
			if _, version, ok := fill.PackageURL(string(a.products[part].Helper.PURL)); ok && f.Version == "" {
				f.Version = version
			}
		}
	}
}
