package semantic

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func model(tb testing.TB) *Model {
	tb.Helper()
	m, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// The sentences whose vectors are known.
const (
	relay   = "550 5.7.1 Unable to relay"
	forward = "The mail server refuses to forward messages to other domains"
	screen  = "How do I change the screen resolution?"
)

// TestParity compares with what the reference encoder gives.
func TestParity(t *testing.T) {
	m := model(t)
	a, b, c := m.Query(relay), m.Query(forward), m.Query(screen)
	for name, x := range map[string]struct{ got, want float32 }{
		"A-B":  {a.Dot(&b), 0.2424},
		"A-C":  {a.Dot(&c), -0.0956},
		"B-C":  {b.Dot(&c), -0.0402},
		"A[0]": {a[0], -0.0291},
		"A[1]": {a[1], 0.1799},
		"A[2]": {a[2], -0.0152},
		"A[3]": {a[3], -0.1432},
	} {
		if math.Abs(float64(x.got-x.want)) > 0.00006 {
			t.Errorf("%s: got %.5f, want %.4f", name, x.got, x.want)
		}
	}
}

func TestQueryOfNothing(t *testing.T) {
	m := model(t)
	other := m.Query(relay)
	for _, text := range []string{"", " \n", "\x00\xff", "☃", strings.Repeat("x", 1<<20)} {
		v := m.Query(text)
		if v != (Vector{}) || v.Dot(&other) != 0 || v.Pack() != (Packed{}) {
			t.Errorf("%.20q: got %v, want zero", text, v[:4])
		}
	}
}

func TestQueryCountsWordsNotTheirOrder(t *testing.T) {
	m := model(t)
	one, two := m.Query("cannot open the mailbox"), m.Query("Mailbox: the cannot OPEN")
	if got := m.Query("open mailbox the cannot"); got != one {
		t.Error("the order of the words changed the vector")
	}
	if two == one {
		t.Error("a further token did not change the vector")
	}
	three := m.Query("cannot open the mailbox mailbox mailbox")
	if three == one {
		t.Error("a repeated word did not change the vector")
	}
}

func TestArticleLimits(t *testing.T) {
	m := model(t)
	long := strings.Repeat("relay denied. ", 100) // 1400 characters
	words := strings.Repeat("a ", 188)            // and two of the title: 190 tokens
	for name, c := range map[string]struct {
		title, text, more string
		same              bool
	}{
		"more white space":       {"Title", "relay\n\n  denied ", "relay denied", true},
		"past 1,400 characters":  {"Title", long, long + "mailbox", true},
		"within the characters":  {"Title", "relay", "relay mailbox", false},
		"past 190 tokens":        {"Title", words, words + "mailbox", true},
		"within the tokens":      {"Title", words[2:], words[2:] + "mailbox", false},
		"a title of 190 tokens":  {strings.Repeat("a ", 190), "", "mailbox", true},
		"a title and no section": {"Title", "", " ", true},
	} {
		if got := m.Article(c.title, c.text) == m.Article(c.title, c.more); got != c.same {
			t.Errorf("%s: same vector: %v, want %v", name, got, c.same)
		}
	}
	if m.Article("Cannot relay", "mail is refused") != m.Query("Cannot relay. mail is refused") {
		t.Error("an article is not read as its title, a point and its text")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// sixty is a text of sixty words.
var sixty = strings.Repeat("The SMTP server replied 550 Relaying denied when an administrator forwarded mail to customers. ", 4) + forward[:len(forward)/2]

func BenchmarkQuery(b *testing.B) {
	m := model(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Query(sixty)
	}
}

func BenchmarkArticle(b *testing.B) {
	m := model(b)
	text := strings.Join([]string{relay, forward, screen, sixty, sixty, sixty, sixty}, "\n")
	b.ReportAllocs()
	for b.Loop() {
		m.Article(screen, text)
	}
}

func Example() {
	m, err := Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	query := m.Query("people cannot sign in because they typed a wrong passphrase")
	for _, title := range []string{"Logon Fails with an Incorrect Password", "Printing a Report in Landscape"} {
		a := m.Article(title, "")
		fmt.Printf("%.2f %s\n", query.Dot(&a), title)
	}
	// Output:
	// 0.32 Logon Fails with an Incorrect Password
	// -0.03 Printing a Report in Landscape
}
