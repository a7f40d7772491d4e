package match

import (
	"context"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/kbfile"
)

// house returns an article of the house, and one that says more of what a finding
// says.
func house(t *testing.T) []index.Document {
	t.Helper()
	return []index.Document{
		article(t, "old-agents", "Agents have to be renewed", "A host runs an agent of last year."),
		article(t, "spooler-report", "The spooler is exposed", "A scanner reports that the spooler service is exposed to the network."),
	}
}

// article returns an article with a title and symptoms.
func article(t *testing.T, id, title, symptoms string) index.Document {
	t.Helper()
	a, err := kbfile.Parse([]byte("---\nid: "+id+"\ntitle: "+title+"\n---\n\n## Symptoms\n\n"+symptoms+"\n"), id+".md", kbfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return index.Document{Article: a, Name: id + ".md"}
}

// TestOwnAliases says that what users say of a CVE number or a bulletin goes before
// all words, also for an article that stands for many.
func TestOwnAliases(t *testing.T) {
	const table = "cve,bulletin,articles\nCVE-2031-0001,,old-agents\nCVE-2031-0002,,old-agents\n" +
		"CVE-2031-0003,,old-agents\nCVE-2031-0004,,old-agents\n,MS31-007,old-agents\nCVE-2031-0005,MS31-008,\n,MS31-008,old-agents\n"
	own, err := ident.ReadAliases(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	with, without := open(t, house(t), Config{Aliases: own}), open(t, house(t), Config{})
	for _, name := range []string{"CVE-2031-0001", "CVE-2031-0004", "MS31-007", "CVE-2031-0005", "CVE-2031-0001; see Q999999"} {
		text := "Medium: the spooler service is exposed to the network (" + name + ")"
		a, err := with.Match(context.Background(), text, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != kb.Explained || a.Matches[0].ID != "old-agents" || a.Matches[0].Confidence < namedConfidence {
			t.Errorf("%s: %s %v, want old-agents", name, a.Verdict, a.Matches)
		}
		b, err := without.Match(context.Background(), text, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Matches) > 0 && b.Matches[0].ID == "old-agents" {
			t.Errorf("%s: old-agents comes first without the aliases", name)
		}
	}
}
