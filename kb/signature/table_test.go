package signature

import (
	"math/rand"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// tableEntries are entries for the tests of the table.
func tableEntries() []Entry {
	return []Entry{
		{1, kb.Signature{Kind: kb.SigReply, Protocol: kb.FTP, Code: "530", Text: "User <username> cannot log in."}},
		{2, kb.Signature{Kind: kb.SigReply, Protocol: kb.FTP, Code: "530", Text: "User mozilla@ cannot log in."}},
		{3, kb.Signature{Kind: kb.SigReply, Protocol: kb.SMTP, Code: "530", Text: "Authentication required"}},
		{4, kb.Signature{Kind: kb.SigEvent, Code: "7023", Source: "Service Control Manager", Text: "The Print service ended with this error: access is denied."}},
		{5, kb.Signature{Kind: kb.SigEvent, Code: "7023", Source: "Other", Text: "The Fax service ended with this error: access is denied."}},
		{6, kb.Signature{Kind: kb.SigText, Text: "User <name> cannot log in."}},
		{7, kb.Signature{Kind: kb.SigError, Code: "1326", Text: ""}},
		{8, kb.Signature{Kind: kb.SigText, Text: "Disk full"}},
	}
}

// articlesOf returns the articles of hits in order.
func articlesOf(hits []Hit) []int32 {
	var out []int32
	for _, h := range hits {
		out = append(out, h.Article)
	}
	return out
}

func TestTableFind(t *testing.T) {
	table := NewTable(tableEntries())
	for _, c := range []struct {
		obs  string
		want []int32
	}{
		{"530 User bob cannot log in.", []int32{1, 2, 6}},
		{"530 User mozilla@ cannot log in.", []int32{2, 1, 6}},
		{"The Print service ended with this error: access is denied.", []int32{4, 5}},
		{"The Spool service ended with this error: access is denied.", []int32{4, 5}},
		{"C: disk full", []int32{8}},
		{"disk is quite full", nil},
		{"", nil},
	} {
		got := articlesOf(table.Find(Tokens(c.obs)))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.obs, diff)
		}
	}
}

func TestTableDoesNotDependOnOrder(t *testing.T) {
	entries := tableEntries()
	const obs = "User bob cannot log in. Disk full. The Fax service ended with this error: access is denied."
	want := articlesOf(NewTable(entries).Find(Tokens(obs)))
	r := rand.New(rand.NewSource(1))
	for range 20 {
		r.Shuffle(len(entries), func(i, k int) { entries[i], entries[k] = entries[k], entries[i] })
		if diff := cmp.Diff(want, articlesOf(NewTable(entries).Find(Tokens(obs)))); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestTableCodes(t *testing.T) {
	table := NewTable(tableEntries())
	for _, c := range []struct {
		name      string
		got, want []int32
	}{
		{"reply", table.ByCode(kb.SigReply, kb.FTP, "530"), []int32{0, 1}},
		{"other protocol", table.ByCode(kb.SigReply, kb.SMTP, "530"), []int32{2}},
		{"error without text", table.ByCode(kb.SigError, "", "1326"), []int32{6}},
		{"unknown", table.ByCode(kb.SigError, "", "1"), nil},
		{"event of any source", table.ByEvent("7023", ""), []int32{3, 4}},
		{"event of a source", table.ByEvent("7023", "servicecontrol MANAGER"), []int32{3}},
		{"event of another source", table.ByEvent("7023", "Nobody"), nil},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestEmptyTable(t *testing.T) {
	table := NewTable(nil)
	if hits := table.Find(Tokens("anything at all")); len(hits) != 0 || table.Len() != 0 {
		t.Errorf("got %v", hits)
	}
}

func TestHitTellsOfTheCode(t *testing.T) {
	table := NewTable([]Entry{
		{1, kb.Signature{Kind: kb.SigReply, Protocol: kb.SMTP, Code: "550", Text: "Relaying is not offered"}},
		{2, kb.Signature{Kind: kb.SigReply, Protocol: kb.SMTP, Code: "554", Text: "Relaying is not offered"}},
		{3, kb.Signature{Kind: kb.SigEvent, Code: "7023", Text: "The Print service ended early"}},
		{4, kb.Signature{Kind: kb.SigCompiler, Code: "LNK2001", Text: "unresolved symbol found here"}},
		{5, kb.Signature{Kind: kb.SigError, Code: "1326", Text: "nobody can do the log-on"}},
		{6, kb.Signature{Kind: kb.SigResult, Code: "0x80070005", Text: "the catalog is not open"}},
		{7, kb.Signature{Kind: kb.SigReply, Protocol: kb.HTTP, Code: "401.1", Text: "You lack the right to log on"}},
	})
	for _, c := range []struct {
		obs  string
		want map[int32]string // the code that is shown, with - before another's
	}{
		{"550 Relaying is not offered", map[int32]string{1: "550", 2: "-550"}},
		{"554 5.7.1 Relaying is not offered", map[int32]string{1: "-554", 2: "554"}},
		{"Relaying is not offered", map[int32]string{1: "", 2: ""}},
		{"Event ID: 7023\nSource: SCM\nType: Error\nDescription: The Print service ended early", map[int32]string{3: "7023"}},
		{"Event ID: 7024\nSource: SCM\nType: Error\nDescription: The Print service ended early", map[int32]string{3: "-7024"}},
		{"a.obj : error LNK2001: unresolved symbol found here", map[int32]string{4: "LNK2001"}},
		{"a.obj : error LNK2019: unresolved symbol found here", map[int32]string{4: "-LNK2019"}},
		{"System error 1326: nobody can do the log-on", map[int32]string{5: "1326"}},
		{"System error 1327: nobody can do the log-on", map[int32]string{5: "-1327"}},
		{"nobody can do the log-on (1326)", map[int32]string{5: "1326"}},
		{"80070005 the catalog is not open", map[int32]string{6: "80070005"}},
		{"HTTP 401.1 You lack the right to log on", map[int32]string{7: "401.1"}},
		{"HTTP 401 You lack the right to log on", map[int32]string{7: ""}},
	} {
		got := map[int32]string{}
		for _, h := range table.Find(Tokens(c.obs)) {
			s := c.obs[h.CodeSpan.Start:h.CodeSpan.End]
			if h.Code == CodeOther {
				s = "-" + s
			}
			got[h.Article] = s
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.obs, diff)
		}
	}
}

func TestTableIsSafeForConcurrentUse(t *testing.T) {
	table := NewTable(tableEntries())
	obs := Tokens("530 User bob cannot log in. Disk full.")
	want := table.Find(obs)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, table.Find(obs)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wg.Wait()
}
