package kbtext

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// invariants returns the ids of the exceptions to the rules of invariants.json,
// by the short name of the rule, and the rules whose lists are cut short.
func invariants(t *testing.T) (exceptions map[string][]string, cut map[string]bool) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(kbtest.Shared(t), "data", "archive", "invariants.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rules map[string]struct {
		Exceptions int      `json:"exceptions"`
		IDs        []string `json:"ids"`
	}
	if err := json.Unmarshal(src, &rules); err != nil {
		t.Fatal(err)
	}
	exceptions, cut = map[string][]string{}, map[string]bool{}
	for name, r := range rules {
		short, _, _ := strings.Cut(name, " ")
		exceptions[short], cut[short] = r.IDs, r.Exceptions > len(r.IDs)
	}
	return exceptions, cut
}

// broken returns the rules of invariants.json that an article breaks, as far as
// our model can tell.
func broken(a *kb.Article, name string) []string {
	var out []string
	check := func(rule string, ok bool) {
		if !ok {
			out = append(out, rule)
		}
	}
	warns := map[kb.WarningKind]int{}
	for _, w := range a.Warnings {
		warns[w.Kind]++
	}
	kinds := map[kb.SectionKind]int{}
	for _, s := range a.Sections {
		kinds[s.Kind]++
	}
	stem := strings.TrimSuffix(filepath.Base(name), ".TXT")
	check("I01", string(a.ID) == stem && warns[kb.WarnPathMismatch] == 0)
	check("I02", strings.HasPrefix(fmt.Sprintf("%06s", strings.TrimPrefix(stem, "Q")), filepath.Base(filepath.Dir(name))))
	check("I03", a.Date != "")
	check("I06", a.Title != "" && len([]rune(a.Title)) <= 64)
	check("I07", strings.Trim(a.Category, "abcdefghijklmnopqrstuvwxyz0123456789") == "" && a.Category != "")
	check("I08", warns[kb.WarnNoSeparator] == 0)
	check("I09", kinds[kb.Legal] == 1 && warns[kb.WarnNoLegal] == 0 && strings.HasPrefix(a.Sections[len(a.Sections)-1].Text, strings.Repeat("=", 77)+"\n"))
	check("I10", warns[kb.WarnNoFooter] == 0)
	check("I12", warns[kb.WarnKeywordMismatch] == 0)
	check("I17", warns[kb.WarnNonASCII]+warns[kb.WarnControl]+warns[kb.WarnUndecodable] == 0)
	check("I18", kinds[kb.AppliesTo] == 1)
	check("I19", kinds[kb.AppliesTo] == 0 || len(a.AppliesTo) > 0)
	check("I20", !slices.ContainsFunc(a.Warnings, func(w kb.Warning) bool { return strings.HasPrefix(w.Detail, "odd entry") }))
	check("I22", warns[kb.WarnDuplicateSection] == 0)
	check("I24", len(a.Named(kb.Summary)) == 0 || len(a.Named(kb.Symptoms)) == 0)
	return out
}

// exact are the rules of broken whose lists of exceptions are complete.
var exact = []string{"I01", "I02", "I03", "I06", "I07", "I08", "I09", "I10", "I17", "I19", "I20", "I22", "I24"}

func TestInvariants(t *testing.T) {
	listed, cut := invariants(t)
	found, seen := map[string][]string{}, map[string]bool{}
	products, tags := map[string]string{}, map[string]string{}
	for name, src := range kbtest.Archive(t) {
		a, err := Parse(src, name, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkCover(t, a)
		checkText(t, a)
		seen[string(a.ID)] = true
		for _, rule := range broken(a, name) {
			found[rule] = append(found[rule], string(a.ID))
		}
		if p, ok := products[a.Category]; ok && p != a.Product {
			t.Errorf("%s: category %s is %q and %q", a.ID, a.Category, p, a.Product)
		}
		if c, ok := tags[a.Product]; ok && c != a.Category {
			t.Errorf("%s: product %q is %s and %s", a.ID, a.Product, c, a.Category)
		}
		products[a.Category], tags[a.Product] = a.Product, a.Category
	}
	if len(products) < 40 {
		t.Errorf("saw %d categories", len(products))
	}
	for rule, ids := range found {
		for _, id := range ids {
			if !cut[rule] && !slices.Contains(listed[rule], id) {
				t.Errorf("%s is not kept by %s", rule, id)
			}
		}
	}
	for _, rule := range exact {
		for _, id := range listed[rule] {
			if seen[id] && !slices.Contains(found[rule], id) {
				t.Errorf("%s is kept by %s, which is listed as an exception", rule, id)
			}
		}
	}
}
