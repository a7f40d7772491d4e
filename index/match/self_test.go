package match

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"kbadvisor/kb"
)

// The classes of what becomes of a message when it is all that was observed.
const (
	selfFirst = "its article is first"
	selfTied  = "its article is tied with the first"

	// The exceptions that are meant.
	selfHealthy = "withheld: says that all is well"
	selfTerse   = "withheld: a code without words, or too few words"
	selfCode    = "behind: a code without words, which other articles name too"
	selfCommon  = "left out: more articles quote it than are read"

	// The exceptions that are faults.
	selfBehind  = "behind another article"
	selfMissing = "left out though few articles quote it"
	selfUnseen  = "the signature table does not find it"
)

// selfCeilings are how many of 1,000 signatures may be of a class, a little over
// what was measured. Other classes have no ceiling.
var selfCeilings = map[string]int{
	selfHealthy: 10, selfTerse: 5, selfCode: 24, selfCommon: 18, selfBehind: 12, selfMissing: 2, selfUnseen: 2,
}

// TestSelfMatch observes each message that an article quotes, as it stands there,
// and wants its article first or tied with the first. It looks at every 20th article,
// or with KBADVISOR_LONG=1 at all of them, and prints how many signatures are of
// which class, with examples of the exceptions (-v).
func TestSelfMatch(t *testing.T) {
	l, step := archive(t), 20
	if os.Getenv(longEnv) != "" {
		step = 1
	}
	var lock sync.Mutex
	classes, all := map[string][]string{}, 0
	eachParallel(t, (len(l.catalog.cards)+step-1)/step, func(i int) error {
		c := &l.catalog.cards[i*step]
		source := l.source(t, c.ID)
		for n := range c.Signatures {
			text := said(&c.Signatures[n], source)
			class, err := l.selfClass(t, i*step, &c.Signatures[n], text)
			if err != nil {
				return err
			}
			lock.Lock()
			classes[class] = append(classes[class], fmt.Sprintf("%s %q", c.ID, text))
			all++
			lock.Unlock()
		}
		return nil
	})
	if all < 1000 {
		t.Fatalf("%d signatures, want more", all)
	}
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		list := slices.Sorted(slices.Values(classes[class]))
		t.Logf("%6d  %5.1f%%  %s", len(list), 100*float64(len(list))/float64(all), class)
		if class == selfFirst || class == selfTied {
			continue
		}
		for i := 0; i < len(list); i += len(list)/8 + 1 {
			t.Logf("        %.200s", list[i])
		}
		if most, ok := selfCeilings[class]; !ok || len(list)*1000 > most*all {
			t.Errorf("%d of %d signatures are %q, want at most %d of 1,000", len(list), all, class, most)
		}
	}
}

// said returns a message as an article quotes it. A code without words stands
// beside what machines write before it.
func said(s *kb.Signature, source []byte) string {
	if s.Text != "" {
		return string(source[s.Span.Start:s.Span.End])
	}
	switch s.Kind {
	case kb.SigEvent:
		if s.Source == "" {
			return "Event ID: " + s.Code
		}
		return "Event ID: " + s.Code + "\nSource: " + s.Source
	case kb.SigStop:
		return "STOP: " + s.Code
	case kb.SigReply:
		return strings.ToUpper(string(s.Protocol)) + " " + s.Code
	}
	return "Error " + s.Code
}

// selfClass matches what article n quotes and tells what becomes of it.
func (l *library) selfClass(t *testing.T, n int, s *kb.Signature, text string) (string, error) {
	x, err := l.matcher.search(t.Context(), text, "")
	if err != nil {
		return "", fmt.Errorf("%s %q: %w", l.catalog.cards[n].ID, text, err)
	}
	a := x.answer(MaxLimit)
	at := slices.IndexFunc(a.Matches, func(m kb.Match) bool { return m.ID == l.catalog.cards[n].ID })
	quoting := map[int32]bool{}
	for _, h := range x.hits {
		if h.Exact {
			quoting[h.Article] = true
		}
	}
	switch {
	case at == 0:
		return selfFirst, nil
	case at > 0 && (a.Matches[at].Tied || a.Matches[at].Score == a.Matches[0].Score):
		return selfTied, nil
	case a.Reason == kb.Healthy:
		return selfHealthy, nil
	case len(a.Matches) == 0:
		return selfTerse, nil
	case s.Text == "":
		return selfCode, nil
	case !quoting[int32(n)]:
		return selfUnseen, nil
	case at > 0:
		return selfBehind, nil
	case len(quoting) > readLimit:
		return selfCommon, nil
	}
	return selfMissing, nil
}
