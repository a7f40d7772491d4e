package ident

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func cve(id string) kb.Identifier      { return kb.Identifier{Kind: kb.IdentCVE, ID: id} }
func bulletin(id string) kb.Identifier { return kb.Identifier{Kind: kb.IdentBulletin, ID: id} }

func TestDefaultAliases(t *testing.T) {
	a := DefaultAliases()
	for _, c := range []struct {
		id   kb.Identifier
		want kb.ID // the first one
	}{
		{cve("CVE-2002-0073"), "Q317196"},
		{cve("CVE-2001-0500"), "Q300972"},
		{bulletin("MS02-028"), "Q321599"},
		{bulletin("MS99-055"), "Q246045"},
		{kb.Identifier{Kind: kb.IdentArticle, ID: "Q1234567"}, "Q1234567"},
	} {
		got := a.Articles(c.id)
		if len(got) == 0 || got[0] != c.want {
			t.Errorf("Articles(%s) = %v, want %s first", c.id.ID, got, c.want)
		}
	}
	if got := a.Articles(cve("CVE-2021-44228")); len(got) > 0 {
		t.Errorf("Articles of an unknown CVE number = %v", got)
	}
	if a.Breadth("Q319733") <= a.Breadth("Q317196") {
		t.Error("the cumulative package is not broader than the article for one fault")
	}
}

func TestArticlesOrder(t *testing.T) {
	a, err := ReadAliases(strings.NewReader("# a comment\ncve,bulletin,articles\n" +
		"CVE-2000-0001,MS00-001,Q100001\nCVE-2000-0002,MS00-001,\n,MS00-001,Q100009 Q100001 Q100002\n,MS00-002,Q100009\n\"CVE-2000-0003\",,\"Q100003, 100004\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id   kb.Identifier
		want []kb.ID
	}{
		{cve("CVE-2000-0001"), []kb.ID{"Q100001", "Q100002", "Q100009"}},
		{cve("CVE-2000-0002"), []kb.ID{"Q100001", "Q100002", "Q100009"}},
		{bulletin("MS00-001"), []kb.ID{"Q100001", "Q100002", "Q100009"}},
		{bulletin("MS00-002"), []kb.ID{"Q100009"}},
		{cve("CVE-2000-0003"), []kb.ID{"Q100003", "Q100004"}},
		{kb.Identifier{Kind: kb.IdentWin32, ID: "5"}, nil},
	} {
		if diff := cmp.Diff(c.want, a.Articles(c.id)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.id.ID, diff)
		}
	}
	if diff := cmp.Diff([]kb.ID{"Q100001"}, a.Direct(cve("CVE-2000-0001"))); diff != "" {
		t.Error(diff)
	}
	if got := a.Breadth("Q100009"); got != 2 {
		t.Errorf("Breadth = %d, want 2", got)
	}
}

func TestReadAliasesErrors(t *testing.T) {
	const header = "cve,bulletin,articles\n"
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", "line 1: malformed: want the header cve,bulletin,articles"},
		{"header", "# x\na,b\n", "line 2: malformed: want the header cve,bulletin,articles"},
		{"cve", header + "\nCVE-1,,Q100001\n", "line 3: malformed: want a CVE number"},
		{"bulletin", header + ",MS2-1,Q100001\n", "line 2: malformed: want a bulletin"},
		{"article", header + ",MS02-001,Q1?\n", "line 2: malformed: want articles like Q319733"},
		{"nothing", header + ",,Q100001\n", "line 2: malformed: want a CVE number, a bulletin or both"},
		{"quotes", header + "\"CVE", "line 2"},
	} {
		_, err := ReadAliases(strings.NewReader(c.in))
		if !errors.Is(err, kb.ErrMalformed) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestReadAliasesPassesErrorsOn(t *testing.T) {
	if _, err := ReadAliases(iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, want %v", err, io.ErrUnexpectedEOF)
	}
}

func FuzzReadAliases(f *testing.F) {
	f.Add("cve,bulletin,articles\nCVE-2000-0001,MS00-001,Q100001 Q100002\n")
	f.Add("articles,cve,bulletin\n\"Q1,\",,\n")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ReadAliases(strings.NewReader(s))
		if err != nil {
			return
		}
		for key := range a.direct {
			for _, id := range a.direct[key] {
				if a.Breadth(id) == 0 {
					t.Fatalf("%q: %s of %s is listed for nothing", s, id, key)
				}
			}
		}
	})
}

func TestMerge(t *testing.T) {
	read := func(rows string) Aliases {
		t.Helper()
		a, err := ReadAliases(strings.NewReader("\ufeffArticles,CVE,Bulletin\n" + rows))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a, b := read("Q100001,CVE-2000-0001,MS00-001\n"), read("ftp-house-rule,CVE-2000-0001,\nQ100002,,MS00-001\n")
	m := a.Merge(b).Merge(Aliases{})
	if diff := cmp.Diff([]kb.ID{"Q100001", "ftp-house-rule", "Q100002"}, m.Articles(cve("CVE-2000-0001"))); diff != "" {
		t.Error(diff)
	}
	if got := a.Articles(cve("CVE-2000-0001")); len(got) != 1 {
		t.Errorf("Merge changed its receiver: %v", got)
	}
	if got := (Aliases{}).Articles(cve("CVE-2000-0001")); len(got) != 0 {
		t.Errorf("zero value: %v", got)
	}
}

func TestReadAliasRows(t *testing.T) {
	got, err := ReadAliasRows(strings.NewReader("Articles,CVE,Bulletin\nftp-house-rule 100001,can-2000-0001,ms00-001\nQ100002,,MS00-002\n,CVE-2000-0003,\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []AliasRow{
		{"CVE-2000-0001", "MS00-001", []kb.ID{"ftp-house-rule", "Q100001"}},
		{"", "MS00-002", []kb.ID{"Q100002"}},
		{"CVE-2000-0003", "", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]kb.ID{"Q100001", "ftp-house-rule"}, NewAliases(got).Articles(bulletin("MS00-001"))); diff != "" {
		t.Error(diff)
	}
}
