package web

import (
	"net/url"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much of an answer a page shows.
const (
	maxQuote     = 300 // bytes of one quote
	maxExchanges = 100
)

// Match is the page on which people paste what they saw. Answer is nil until they
// did; Advice is what the articles of the answer say, by id.
type Match struct {
	Input  string
	Answer *v1.Match
	Advice map[string]v1.Advice
}

type matchView struct {
	Input     string
	Asked     bool
	What      string
	Verdict   string
	Tone      string
	Facts     []string
	Results   []matchResult
	Exchanges []v1.Exchange
	More      int // exchanges that are not shown
	Absent    string
	Examples  []example
}

type matchResult struct {
	ID, Href, Title, Sure string
	Badge                 *badge
	Tied                  bool
	Quotes                []quotePair
	Cause, Do             []string // paragraphs
}

// quotePair is what was seen beside what the article says.
type quotePair struct {
	Why, Seen, Says string
}

// Match returns the page, with an answer when there is one.
func (p *Pages) Match(m Match) ([]byte, error) {
	v := matchView{Input: v1.MaskText(m.Input), Examples: matchExamples()}
	if m.Answer == nil {
		return p.render("match", "What does it mean?", "", v)
	}
	a := *m.Answer
	v.Asked, v.What, v.Verdict, v.Tone = true, clean(a.Observation.Say()), clean(a.Say()), matchTone(a)
	v.Facts, v.Absent = cleanAll(a.Observation.Facts), clean(a.Absent())
	for _, r := range a.Results {
		v.Results = append(v.Results, newMatchResult(r, m.Advice[r.ID]))
	}
	for i, x := range a.Observation.Exchanges {
		if i == maxExchanges {
			v.More = len(a.Observation.Exchanges) - i
			break
		}
		v.Exchanges = append(v.Exchanges, v1.Exchange{
			Command: clean(x.Command), Argument: short(x.Argument), Code: clean(x.Code), Text: short(x.Text), State: strings.ReplaceAll(x.State, "_", " "),
		})
	}
	return p.render("match", v.Verdict, "", v)
}

// matchTone gives the verdict its colour.
func matchTone(m v1.Match) string {
	switch {
	case len(m.Results) > 0, m.Reason == string(kb.Healthy):
		return "good"
	case m.Verdict == string(kb.CitedAbsent):
		return "open"
	}
	return "plain"
}

func newMatchResult(r v1.MatchResult, advice v1.Advice) matchResult {
	out := matchResult{
		ID: r.ID, Href: ArticlePath(r.ID), Title: clean(r.Title), Sure: v1.Sure(r.Confidence), Badge: newBadge(r.Disposition), Tied: r.Tied,
		Cause: adviceParagraphs(advice.Cause), Do: adviceParagraphs(advice.Do),
	}
	for _, e := range r.Shown() {
		out.Quotes = append(out.Quotes, quotePair{Why: e.Say(), Seen: short(e.Line()), Says: short(e.Article.Text)})
	}
	return out
}

// adviceParagraphs returns the paragraphs of an advice.
func adviceParagraphs(text string) []string {
	if text == "" {
		return nil
	}
	return cleanAll(strings.Split(text, "\n"))
}

// short returns a text on one line, cut when it is long.
func short(text string) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if len(text) > maxQuote {
		text = strings.ToValidUTF8(text[:maxQuote], "") + "…"
	}
	return text
}

func matchExamples() []example {
	out := []example{
		{Text: "530 User bob cannot log in.", Why: "a reply"},
		{Text: "220 Microsoft FTP Service\nPORT 192,0,2,7,4,1\n200 PORT command successful.", Why: "a session"},
		{Text: "Event ID: 7023 Source: Service Control Manager", Why: "an event"},
	}
	for i := range out {
		out[i].Href = "/match?" + url.Values{"input": {out[i].Text}}.Encode()
	}
	return out
}
