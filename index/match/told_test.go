package match

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// TestToldFacts reads which state of a session an article tells of.
func TestToldFacts(t *testing.T) {
	for name, tc := range map[string]struct {
		title, symptoms, cause string
		want                   []kb.FactKind
	}{
		"port before log-in": {"FTP server takes PORT early", "A client may send PORT before it logs on.", "",
			[]kb.FactKind{kb.FactPortBeforeLogin}},
		"in the title alone": {"FTP: PORT command is accepted prior to logon", "See below.", "",
			[]kb.FactKind{kb.FactPortBeforeLogin}},
		"over two sentences": {"FTP server", "A client sends PORT. It has to log on before that.", "", nil},
		"in the cause alone": {"FTP server", "It stops.", "A client may send PORT before it logs on.", nil},
		"another service":    {"Mail server", "A client may name a port before it logs on.", "", nil},
		"third address": {"FTP server relays data", "PORT names a third address, as in a bounce.", "",
			[]kb.FactKind{kb.FactPortThird}},
		"server to server": {"FTP transfers", "A server-to-server transfer by FTP is refused.", "",
			[]kb.FactKind{kb.FactPortThird}},
		"low port": {"FTP server refuses PORT", "PORT with a port less than 1024 is answered with 500.", "",
			[]kb.FactKind{kb.FactPortLow}},
		"anonymous refused": {"FTP server", "Anonymous users cannot log on.", "",
			[]kb.FactKind{kb.FactAnonymousRefused}},
		"anonymous accepted": {"FTP server", "Anonymous users are welcome to read files.", "", nil},
		"an ordinary port":   {"FTP server behind a firewall", "PORT fails after the user is in.", "", nil},
	} {
		text := "# " + tc.title + "\n\n## Symptoms\n\n" + tc.symptoms + "\n"
		if tc.cause != "" {
			text += "\n## Cause\n\n" + tc.cause + "\n"
		}
		a, err := kbfile.Parse([]byte(text), "told.md", kbfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, toldFacts(a), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestToldFactsOfArchive counts the articles that tell of a state: few do, and the
// one that tells of an early PORT is among them.
func TestToldFactsOfArchive(t *testing.T) {
	l := archive(t)
	told := map[kb.FactKind][]kb.ID{}
	for i := range l.catalog.cards {
		for _, f := range l.catalog.cards[i].Facts {
			told[f] = append(told[f], l.catalog.cards[i].ID)
		}
	}
	t.Logf("%v", told)
	if diff := cmp.Diff([]kb.ID{portArticle}, told[kb.FactPortBeforeLogin]); diff != "" {
		t.Errorf("PORT before log-in (-want +got):\n%s", diff)
	}
	for kind, ids := range told {
		if len(ids) > 60 {
			t.Errorf("%d articles tell of %q: the words for it are too loose", len(ids), kind)
		}
	}
}
