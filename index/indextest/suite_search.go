package indextest

import (
	"slices"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

const (
	tftp = "tftp-time-out-behind-nat" // has no date
	pop3 = "pop3-lock-left-behind"
)

// searches are searches with the numbers (Q9100nn) or ids of all that match.
var searches = []struct{ name, text, want string }{
	{"word", "passive", "01"},
	{"capitals", "PASSIVE", "01"},
	{"stem", "filters", "01"},
	{"any of the words", "packet zeppelin", "01 10"},
	{"unknown word", "xylophone", ""},
	{"unknown beside known", "xylophone zeppelin", "10"},
	{"required", "+gateway", "08 09 10"},
	{"required and one of the words", "+gateway line airline", "08 10"},
	{"two required", "+gateway +sample", "10"},
	{"required unknown", "gateway +xylophone", ""},
	{"required prefix", "+gatew* +zepp*", "10"},
	{"word of several terms", "+KMODE_EXCEPTION_NOT_HANDLED", "13"},
	{"title only", "zeppelin", "10"},
	{"number", "425", "01"},
	{"negative number", "-2147217900", "14"},
	{"hexadecimal", "0x0000001e", "13"},
	{"small and capital letters of other scripts", "GRÖSSE größe ünïcode", "15"},
	{"markdown", "mbox.lock router", pop3 + " " + tftp},
	{"stop word", "the", ""},
	{"stop word beside a filter", "the category:sql", "08 09 10"},
	{"stop word beside a word", "the zeppelin", "10"},

	{"phrase", `"name server"`, "02 05"},
	{"phrase the other way round", `"server name"`, "04"},
	{"phrase over a line end", `"packet filter"`, "01"},
	{"phrase over punctuation", `"host name user name"`, "03"},
	{"phrase in capitals", `"PACKET FILTER"`, "01"},
	{"phrase with a gap", `"passive filter"`, ""},
	{"phrase with stop words", `"ends with 425"`, "01"},
	{"phrase with a reply", `"550 5.7.1 Unable to relay"`, "03"},
	{"phrase from title to text", `"subfolders pages"`, ""},
	{"phrase from section to section", `"through open"`, ""},
	{"two phrases", `"name server" "active mode"`, "02"},
	{"phrase and word", `"name server" zone`, "05"},
	{"phrase of one word", `"zeppelin" gateway`, "10"},

	{"prefix", "quar*", "06 07"},
	{"prefix that is a word", "zeppelin*", "10"},
	{"prefix without words", "xylo*", ""},

	{"excluded word", "gateway -zeppelin", "08 09"},
	{"excluded phrase", `gateway -"linked servers"`, "08 10"},
	{"excluded prefix", "gateway -zepp*", "08 09"},
	{"excluded unknown", "zeppelin -xylophone", "10"},
	{"all excluded", "zeppelin -airline", ""},
	{"only excluded", "-gateway category:sql", ""},

	{"category", "category:iis", "01 02 11 12"},
	{"category in capitals", "category:IIS", "01 02 11 12"},
	{"category is exact", "category:ii", ""},
	{"one of two categories", "category:sql,ntserver", "05 08 09 10"},
	{"not a category", "gateway -category:sql", ""},
	{"neither category", "connection -category:iis,exchange", pop3},
	{"keyword", "keyword:kbsql700", "09 10"},
	{"keyword in capitals", "keyword:KBSQL700", "09 10"},
	{"not a keyword", "category:sql -keyword:kbsql700", "08"},
	{"product", `product:"windows nt"`, "01 05 13"},
	{"product in any order", `product:"nt Windows"`, "01 05 13"},
	{"product words in one entry", `product:"windows server"`, "01 05"},
	{"product of the list only", "product:sql category:win95", "06"},
	{"product is whole words", "product:wind", ""},
	{"version", "version:7.0", "09 10"},
	{"version of a platform", `version:"winnt 5.0"`, "04 11"},
	{"version is exact", "version:7", ""},
	{"status", "status:by_design", "01 11"},
	{"status of front matter", "status:known_issue,fixed_in category:network,mail", pop3 + " " + tftp},
	{"id", "id:Q910005,Q999999", "05"},
	{"slug", "id:" + tftp, tftp},
	{"not an id", "gateway -id:Q910009", "08 10"},
	{"year", "year:1999", "01 02 03 05"},
	{"two years", "year:1996,1998", "06 07 15"},
	{"after is that day or later", "after:2000-03-01", "14 " + pop3},
	{"before is not that day", "before:1997-05-13", "08 15"},
	{"one day", "after:1999-12-31 before:2000-01-01", "05"},
	{"no day", "after:2000-01-01 before:2000-01-01", ""},
	{"before leaves unknown dates out", "before:2030 category:network,mail", pop3},
	{"cites", "cites:Q910001", "02 03 " + tftp},
	{"cites nothing", "cites:Q910015", ""},
	{"all together", `connection "data connection" product:iis,"internet information" -packet after:1999 -status:by_design`, "02"},
}

func runSearch(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs)
	t.Run("Matches", func(t *testing.T) {
		for _, tt := range searches {
			t.Run(tt.name, func(t *testing.T) { same(t, tt.text, expand(tt.want), found(t, e, tt.text)) })
		}
	})
	t.Run("Everything", func(t *testing.T) { same(t, "ids", docIDs(docs), found(t, e, "")) })
	t.Run("LikeReference", func(t *testing.T) { runLikeReference(t, e, docs) })
	t.Run("Identifier", func(t *testing.T) { runIdentifier(t, e) })
	t.Run("Hit", func(t *testing.T) { runHit(t, e, docs) })
	t.Run("Dates", func(t *testing.T) { runDates(t, e) })
	t.Run("Facets", func(t *testing.T) { runFacets(t, e, docs) })
	t.Run("Highlights", func(t *testing.T) { runHighlights(t, e, docs) })
	t.Run("DidYouMean", func(t *testing.T) { runDidYouMean(t, e) })
	t.Run("Suggest", func(t *testing.T) { runSuggest(t, e) })
}

// expand makes sorted ids of a list of numbers and slugs.
func expand(list string) []kb.ID {
	var out []kb.ID
	for _, s := range strings.Fields(list) {
		if len(s) == 2 {
			s = "Q9100" + s
		}
		out = append(out, kb.ID(s))
	}
	return slices.Sorted(slices.Values(out))
}

// runLikeReference compares the matches of every word of the corpus, alone,
// required with another, in phrases, as a prefix and excluded.
func runLikeReference(t *testing.T, e index.Engine, docs []index.Document) {
	ref := NewReference()
	put(t, ref, docs...)
	refresh(t, ref)
	for _, d := range docs {
		last := ""
		for w := range analyze.Words(d.Article.Title + "\n" + d.Article.Content()[0].Text) {
			if analyze.Term(w.Term) == "" {
				last = ""
				continue
			}
			for _, q := range variants(last, w.Term) {
				want, got := search(t, ref, q), search(t, e, q)
				if want.Total != got.Total && got.Total.Exact {
					t.Errorf("%+v: got %d, want %d", q, got.Total.Value, want.Total.Value)
				}
			}
			last = w.Term
		}
	}
}

// variants are queries about two words that follow each other.
func variants(a, b string) []index.Query {
	out := []index.Query{{Words: []index.Word{{Text: b}}}}
	if a != "" {
		out = append(out,
			index.Query{Phrases: []string{a + " " + b}},
			index.Query{Required: []index.Word{{Text: a}, {Text: b}}},
			index.Query{Words: []index.Word{{Text: a}}, Excluded: []index.Exclusion{{Text: b}}},
			index.Query{Excluded: []index.Exclusion{{Text: a + " " + b, Phrase: true}}})
	}
	return out
}

func runIdentifier(t *testing.T, e index.Engine) {
	for _, tt := range []struct {
		name        string
		q           index.Query
		first       kb.ID
		cites, rest string
	}{
		{"as typed", parsed(t, "KB910001"), "Q910001", "02 03 " + tftp, ""},
		{"slug", parsed(t, pop3), pop3, "", ""},
		{"then words", index.Query{ID: "Q910001", Words: []index.Word{{Text: "zeppelin"}, {Text: "modem"}}}, "Q910001", "02 03 " + tftp, "06 10"},
		{"not there", index.Query{ID: "Q999999", Words: []index.Word{{Text: "zeppelin"}}}, "", "", "10"},
		{"filtered", index.Query{
			ID: "Q910001", Words: []index.Word{{Text: "zeppelin"}},
			Filters: []index.Filter{{Field: index.FieldCategory, Values: []string{"iis", "sql"}}},
		}, "Q910001", "02", "10"},
		{"itself filtered out", index.Query{
			ID: "Q910001", Filters: []index.Filter{{Field: index.FieldID, Values: []string{"Q910001"}, Not: true}},
		}, "", "02 03 " + tftp, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := idsOf(walk(t, e, tt.q))
			if tt.first != "" {
				if len(got) == 0 || got[0] != tt.first {
					t.Fatalf("got %v, want %s first", got, tt.first)
				}
				got = got[1:]
			}
			cites := expand(tt.cites)
			if len(got) < len(cites) {
				t.Fatalf("got %v, want %v", got, cites)
			}
			same(t, "those that cite it", cites, slices.Sorted(slices.Values(got[:len(cites)])))
			if tt.name != "slug" { // its words match others
				same(t, "the rest", expand(tt.rest), slices.Sorted(slices.Values(got[len(cites):])))
			}
		})
	}
}

// runHit checks what a page says about each hit.
func runHit(t *testing.T, e index.Engine, docs []index.Document) {
	hits := walk(t, e, index.Query{})
	for _, d := range docs {
		a := d.Article
		want := index.Hit{ID: a.ID, Title: a.Title, Date: a.Date, Category: a.Category, Product: a.Product}
		if a.Status != nil {
			want.Status = a.Status.Kind
		}
		for _, got := range hits {
			if got.ID == a.ID {
				got.Score, got.Highlights = 0, nil
				same(t, "hit", want, got)
			}
		}
	}
	for _, h := range walk(t, e, parsed(t, "connection")) {
		if h.Score <= 0 {
			t.Errorf("%s has the score %v", h.ID, h.Score)
		}
	}
}

// runDates checks the orders by date. Articles without one come last in both.
func runDates(t *testing.T, e index.Engine) {
	for _, text := range []string{"sort:date", "sort:date connection", "sort:-date", "sort:-date connection"} {
		q := parsed(t, text)
		q.Limit = 3
		got := walk(t, e, q)
		same(t, text+" matches", found(t, e, strings.TrimPrefix(strings.TrimPrefix(text, "sort:-date"), "sort:date")),
			slices.Sorted(slices.Values(idsOf(got))))
		for i := 1; i < len(got); i++ {
			a, b := got[i-1], got[i]
			if q.Sort == index.ByOldest && a.Date != "" && b.Date != "" {
				a, b = b, a
			}
			if a.Date < b.Date {
				t.Errorf("%s: %s of %q comes before %s of %q", text, got[i-1].ID, got[i-1].Date, got[i].ID, got[i].Date)
			}
		}
	}
}

func runDidYouMean(t *testing.T, e index.Engine) {
	for text, want := range map[string]string{
		"pasive mode":       "passive",
		"zepelin":           "zeppelin",
		"qaurantine":        "quarantine",
		"zepelin -airlines": "zeppelin",
	} {
		got := strings.ToLower(search(t, e, parsed(t, text)).DidYouMean)
		if !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want it to have %q", text, got, want)
		}
	}
	for _, text := range []string{"", "passive mode", "category:nonsense", "x", "425 550", "connections"} {
		if got := search(t, e, parsed(t, text)).DidYouMean; got != "" {
			t.Errorf("%q: got %q, want nothing", text, got)
		}
	}
}

func runSuggest(t *testing.T, e index.Engine) {
	for _, tt := range []struct {
		text  string
		limit int
		want  string
	}{
		{"quarant", 5, "07"},
		{"QUARANTINE inf", 5, "07"},
		{"infected quarantine", 5, "07"},
		{"ftp mode", 5, "01 02"},
		{"xfor mess", 5, "04"},
		{"tusk", 5, ""},
		{"zeppelin xylophone", 5, ""},
		{"airline", 5, ""}, // not in a title
		{"", 5, ""},
		{"...", 5, ""},
		{"Ünïc", 5, "15"},
	} {
		list, err := e.Suggest(t.Context(), tt.text, tt.limit)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
		}
		var ids []kb.ID
		for _, s := range list {
			ids = append(ids, s.ID)
			if d := get(t, e, s.ID); d.Article.Title != s.Title {
				t.Errorf("%q: got title %q, want %q", tt.text, s.Title, d.Article.Title)
			}
		}
		same(t, tt.text, expand(tt.want), slices.Sorted(slices.Values(ids)))
	}
	for _, limit := range []int{-1, 0, 1 << 40} { // must not panic
		if _, err := e.Suggest(t.Context(), "inf", limit); err != nil {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
	if list, err := e.Suggest(t.Context(), "inf", 2); err != nil || len(list) != 2 {
		t.Errorf("got %v, %v, want two of three", list, err)
	}
}
