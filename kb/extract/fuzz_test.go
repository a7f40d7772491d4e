package extract

import (
	"testing"
	"unicode/utf8"

	"kbadvisor/kb"
)

func FuzzFill(f *testing.F) {
	f.Add("STATUS", "Somebody has confirmed this to be a problem in Thing 1.0.\nThis problem was corrected in Thing 1.1 and Other Thing 2.0.\n")
	f.Add("RESOLUTION", "Obtain the latest service pack, see Q123456 or\nhttp://example.com/a/\nb.exe) and MS02-018, CAN-2002-0073.\n")
	f.Add("CAUSE", " - This is by design.\n\nBUG #: 1234 (DB_70) and x_1:22\navailable for download:\n   A.EXE\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		src := []byte(text)
		if !utf8.Valid(src) {
			t.Skip()
		}
		a := &kb.Article{
			ID: "Q100001", Title: text[:min(len(text), 20)], Encoding: kb.UTF8, Source: src,
			Sections: []kb.Section{{Kind: kb.Content, Name: name, Span: kb.Span{End: len(src)}, Text: text}},
		}
		Fill(a)
		check := func(what string, s kb.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > len(src) {
				t.Errorf("%s has the span %v of %d bytes", what, s, len(src))
			}
		}
		if a.Status != nil {
			check("status", a.Status.Span)
		}
		if a.Fix != nil {
			check("fix", a.Fix.Span)
		}
		for _, r := range a.References {
			check("reference "+r.ID, r.Span)
			if r.ID == "" {
				t.Errorf("a reference of kind %s has no id", r.Kind)
			}
		}
	})
}
