package kbtext

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// names returns the kinds of the sections, with their names.
func names(a *kb.Article) string {
	kinds := []string{"header", "preamble", "applies", "lead", "", "words", "footer", "legal"}
	var out []string
	for _, s := range a.Sections {
		name := kinds[s.Kind] + s.Name
		if strings.TrimSpace(s.Text) == "" {
			name += "(empty)"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// dashes and equals are rules.
var (
	dashes = strings.Repeat("-", 79) + "\n"
	block  = dashes + "The information in this article applies to:\n\n - Thing \n" + dashes
)

func TestLayout(t *testing.T) {
	tests := []struct {
		name, body, want string
		warnings         []kb.WarningKind
	}{
		{"heading right below the separator", "SYMPTOM\n=======\n\nx\n", "header, SYMPTOMS, footer, legal", nil},
		{"nothing", "", "header, footer, legal", nil},
		{"list only", block, "header, applies, footer, legal", nil},
		{"no section", block + "\nSome text.\n", "header, applies, BODY, footer, legal", nil},
		{"lead", block + "\nSome text.\n\nCAUSE\n=====\n\nx\n", "header, applies, lead, CAUSE, footer, legal", nil},
		{"table above the list", "3.10\nWINDOWS\nkbref kbtool\n\n" + block + "\nCAUSE\n=====\n", "header, preamble, applies, CAUSE(empty), footer, legal", []kb.WarningKind{kb.WarnEmptySection}},
		{"table without a list", "3.10 3.11\n\nWINDOWS\n\nText.\n", "header, preamble, BODY, footer, legal", nil},
		{"sentence about a list", "CAUSE\n=====\n\nThe information in this article applies to:\n\n - x\n", "header, CAUSE, footer, legal", nil},
		{"sentence twice", "The information in this article applies to\n\n" + block + "\nx\n", "header, preamble, applies, BODY, footer, legal", nil},
		{"list without its end", strings.TrimSuffix(block, dashes) + "\nCAUSE\n=====\n\nx\n", "header, applies, CAUSE, footer, legal", nil},
		{"underline longer by one", "CAUSE\n======\n\nx\n", "header, CAUSE, footer, legal", nil},
		{"underline longer by two", "CAUSE\n=======\n\nx\n", "header, BODY, footer, legal", nil},
		{"centred", strings.Repeat(" ", 36) + "CAUSE\n" + strings.Repeat(" ", 36) + "=====\n\nx\n", "header, CAUSE, footer, legal", nil},
		{"indented", "   CAUSE\n   =====\n\nx\n", "header, BODY, footer, legal", nil},
		{"mixed case", "Cause\n=====\n\nx\n", "header, BODY, footer, legal", nil},
		{"dashes", "CAUSE\n-----\n\nx\n\nSTATUS\n------\n\ny\n", "header, CAUSE, STATUS, footer, legal", []kb.WarningKind{kb.WarnPromoted, kb.WarnPromoted}},
		{"dashes twice", "SUMMARY\n=======\n\nx\n\nCAUSE\n-----\n\nx\n\nCAUSE\n-----\n\ny\n", "header, SUMMARY, footer, legal", nil},
		{"dashes with a twin", "CAUSE\n=====\n\nx\n\nCAUSE\n-----\n\ny\n", "header, CAUSE, footer, legal", nil},
		{"twice", "CAUSE\n=====\n\nx\n\nCAUSE\n=====\n\ny\n", "header, CAUSE, CAUSE, footer, legal", []kb.WarningKind{kb.WarnDuplicateSection}},
		{"empty section", "CAUSE\n=====\n\nSTATUS\n======\n-----\n", "header, CAUSE(empty), STATUS, footer, legal", []kb.WarningKind{kb.WarnEmptySection, kb.WarnEmptySection}},
		{"other headings", "SUMMARY\n=======\n\nx\n\nFILES\n=====\n\ny\n", "header, SUMMARY, footer, legal", nil},
		{"query words", "CAUSE\n=====\n\nx\n\nAdditional query words: a\n", "header, CAUSE, words, footer, legal", nil},
		{"query words only", "Additional query words:\n", "header, words, footer, legal", nil},
	}
	for _, tt := range tests {
		a := mustParse(t, strings.Replace(article(tt.body), "kbErrkbbuglist", "kbErr kbbuglist", 1))
		if got := names(a); got != tt.want {
			t.Errorf("%s: sections %s, want %s", tt.name, got, tt.want)
		}
		var kinds []kb.WarningKind
		for _, w := range a.Warnings {
			kinds = append(kinds, w.Kind)
		}
		if diff := cmp.Diff(tt.warnings, kinds); diff != "" {
			t.Errorf("%s: warnings %s", tt.name, diff)
		}
	}
}

func TestAppliesTo(t *testing.T) {
	tests := []struct {
		name, lines string
		want        []kb.Applies
	}{
		{"none", "", nil},
		{"flat", " - A, versions 1, 2 \n - B\n", []kb.Applies{{Name: "A, versions 1, 2"}, {Name: "B"}}},
		{"nested", " - A, used with:\n    - B\n       - C\n          - D\n - E\n", []kb.Applies{{Name: "A, used with:"}, {Name: "B", Depth: 1}, {Name: "C", Depth: 2}, {Name: "D", Depth: 3}, {Name: "E"}}},
		{"no name", " - \n    - B\n", []kb.Applies{{}, {Name: "B", Depth: 1}}},
		{"no bullet", " - A\n\nas they apply to:\n\n - B\n", []kb.Applies{{Name: "A"}, {Name: "as they apply to:"}, {Name: "B"}}},
		{"not a bullet", " -A\n", []kb.Applies{{Name: "-A"}}},
	}
	for _, tt := range tests {
		a := mustParse(t, article(dashes+"The information in this article applies to:\n\n"+tt.lines+dashes))
		if diff := cmp.Diff(tt.want, a.AppliesTo); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestQueryWords(t *testing.T) {
	tests := []struct{ name, tail, words, section string }{
		{"plain", "x\n\nAdditional query words: a b  c\n", "a b c", "Additional query words: a b  c\n"},
		{"commas", "x\n\nAdditional query words: a, b,c\n", "a b c", "Additional query words: a, b,c\n"},
		{"wrapped", "x\n\nAdditional query words: a\nb\n", "a b", "Additional query words: a\nb\n"},
		{"reference", "x\n\nAdditional Reference Words: a\n", "a", "Additional Reference Words: a\n"},
		{"misspelled", "x\n\nAdditional qeury word: a\n", "a", "Additional qeury word: a\n"},
		{"with categories", "x\n\nKBCategory: kba\nKBSubcategory: b\nAdditional query words: c\n", "c", "KBCategory: kba\nKBSubcategory: b\nAdditional query words: c\n"},
		{"categories in their own paragraph", "x\n\nKBCategory: kba\nKBSubcategory: b\n\nAdditional query words: c\nd\n", "c d", "KBCategory: kba\nKBSubcategory: b\n\nAdditional query words: c\nd\n"},
		{"categories on one line", "x\n\nKBCategory: kba KBSubcategory: b Additional query words: c\nd\n\nAdditional query words:\n", "c d", "KBCategory: kba KBSubcategory: b Additional query words: c\nd\n\nAdditional query words:\n"},
		{"behind a sentence", "Caf\xE9 it is. Additional query words: a\nKBCategory: b\n\nAdditional query words: c\n", "a c", "Additional query words: a\nKBCategory: b\n\nAdditional query words: c\n"},
		{"below a sentence", "It is so.\nAdditional query words: a\n", "a", "Additional query words: a\n"},
		{"prose", "x\n\nAdditional information about words: see below.\n", "", ""},
		{"no colon", "x\n\nAdditional query words are here.\n", "", ""},
		{"category as text", "x\n\nKBSubcategory names a topic.\n", "", ""},
		{"earlier copy", "Additional query words: a\n\nx\n\nAdditional query words: b\n", "b", "Additional query words: b\n"},
	}
	for _, tt := range tests {
		a := mustParse(t, article("CAUSE\n=====\n\n"+tt.tail))
		section := ""
		for _, s := range a.Sections {
			if s.Kind == kb.QueryWords {
				section = strings.TrimSuffix(s.Text, "\n") // the blank line before the footer
			}
		}
		if got := strings.Join(a.QueryWords, " "); got != tt.words || section != tt.section {
			t.Errorf("%s: %q in %q, want %q in %q", tt.name, got, section, tt.words, tt.section)
		}
	}
}

func TestHeader(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"as it is", "", "", "2000-02-29 test 0"},
		{"bad date", "29-FEB-2000", "30-FEB-2000", " test 1"},
		{"no date", "  29-FEB-2000", "", " test 1"},
		{"no category", "  [test]", "", "2000-02-29  1"},
		{"lower-case month", "FEB", "feb", "2000-02-29 test 0"},
		{"field goes on", "OPER/SYS:", "of tests\nOPER/SYS:", "2000-02-29 test 1"},
		{"missing line", "OPER/SYS:\n", "", "2000-02-29 test 1"},
		{"second title", "OPER/SYS:", "TITLE   :Other\nOPER/SYS:", "2000-02-29 test 1"},
		{"blanks in the label", "TITLE   :", "TITLE :", "2000-02-29 test 0"},
	}
	for _, tt := range tests {
		a := mustParse(t, strings.Replace(sample, tt.old, tt.new, 1))
		n := 0
		for _, w := range a.Warnings {
			if w.Kind == kb.WarnBadField {
				n++
			}
		}
		if got := fmt.Sprintf("%s %s %d", a.Date, a.Category, n); got != tt.want || a.Title != "FIX: The Thing Stops When the Other Thing Starts" {
			t.Errorf("%s: %q, title %q, want %q", tt.name, got, a.Title, tt.want)
		}
	}
}

func TestEnds(t *testing.T) {
	legal := strings.Index(sample, "\n"+strings.Repeat("=", 77)) + 1
	foot := strings.Index(sample, strings.Repeat("=", 70)+"\nKeywords")
	tests := []struct {
		name, src string
		keywords  string
		warnings  []kb.WarningKind
		last      string
	}{
		{"no legal text", sample[:legal], "kbThing kbErr kbbuglist", []kb.WarningKind{kb.WarnNoLegal}, "words, footer"},
		{"no footer", sample[:foot] + sample[legal:], "kbThing kbErr kbbuglist", []kb.WarningKind{kb.WarnNoFooter}, "words, legal"},
		{"neither", sample[:foot], "kbThing kbErr kbbuglist", []kb.WarningKind{kb.WarnNoFooter, kb.WarnNoLegal, kb.WarnTruncated}, "MORE INFORMATION, words"},
		{"rule of the footer only", sample[:foot] + strings.Repeat("=", 70) + "\n\n" + sample[legal:], "kbThing kbErr kbbuglist", []kb.WarningKind{kb.WarnNoFooter}, "words, footer, legal"},
		{"no rule of the footer", sample[:foot] + sample[foot+71:], "kbThing kbErr kbbuglist", nil, "words, footer, legal"},
		{"no rule of the legal text", sample[:legal] + sample[legal+79:], "kbThing kbErr kbbuglist", nil, "words, footer, legal"},
	}
	for _, tt := range tests {
		a := mustParse(t, tt.src)
		var kinds []kb.WarningKind
		for _, w := range a.Warnings {
			if w.Kind != kb.WarnPromoted && w.Kind != kb.WarnKeywordMismatch {
				kinds = append(kinds, w.Kind)
			}
		}
		if diff := cmp.Diff(tt.warnings, kinds); diff != "" {
			t.Errorf("%s: warnings %s", tt.name, diff)
		}
		if got := strings.Join(a.Keywords, " "); got != tt.keywords {
			t.Errorf("%s: keywords %q, want %q", tt.name, got, tt.keywords)
		}
		if got := names(a); !strings.HasSuffix(got, tt.last) {
			t.Errorf("%s: sections %s, want %s at the end", tt.name, got, tt.last)
		}
	}
}

func TestSplitGlued(t *testing.T) {
	got := splitGlued([]string{"kbnetworkkbbuglist", "kbfaqkbfixlist", "kbfaq", "kbOSkbbuglistkbfaq", "win95"})
	if diff := cmp.Diff([]string{"kbnetwork", "kbbuglist", "kbfaq", "kbfixlist", "kbfaq", "kbOS", "kbbuglist", "kbfaq", "win95"}, got); diff != "" {
		t.Error(diff)
	}
}
