package report

import (
	"cmp"
	"slices"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// How much a digest keeps.
const (
	maxGroups = 10_000 // of findings
	maxPlaces = 20     // of one group
	maxPlace  = 100    // bytes
	maxTitle  = 200    // bytes of a name
	maxWords  = 2_000  // bytes of the words that an answer rests on
)

// digest is what a report for people says instead of every finding: the findings
// of one test that come to the same, told once.
type digest struct {
	byArticle map[string][]*group // by the first result
	byAbsent  map[string][]*group // by each article that is named and not here
	open      []*group            // the worst first
	groups    map[groupKey]*group
	over      int // findings of groups that are not kept
}

// group is the findings of one test that come to the same.
type group struct {
	ID, Title, Severity string   // of the test
	Rank                severity // of Severity
	Reason              string
	Count               int
	Places              []string // of the first findings, where they are; one more than is shown
	Sample              sample   // the first finding
}

// sample is what is shown of the answer to a finding.
type sample struct {
	Result   v1.FindingResult // without evidence
	Others   []string         // ids that are tied with it
	Evidence []quoted
}

// quoted is a piece of evidence for people.
type quoted struct {
	Field, Why string
	Seen, Says passage
}

type groupKey struct {
	kind, about, id, title, severity string
}

// newDigest reads all findings once.
func newDigest(d Document) (*digest, error) {
	g := &digest{byArticle: map[string][]*group{}, byAbsent: map[string][]*group{}, groups: map[groupKey]*group{}}
	for f, err := range d.Findings {
		if err != nil {
			return nil, err
		}
		g.add(f)
	}
	for _, groups := range g.byArticle {
		byCount(groups)
	}
	for _, groups := range g.byAbsent {
		byCount(groups)
	}
	slices.SortStableFunc(g.open, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(b.Count, a.Count))
	})
	return g, nil
}

// byCount orders groups: the one with most findings first, else as they came.
func byCount(groups []*group) {
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(b.Count, a.Count) })
}

func (d *digest) add(f v1.Finding) {
	if len(f.Results) > 0 {
		id := f.Results[0].ID
		if g := d.group(f, "article", id); g != nil && g.Count == 1 {
			g.Sample = newSample(f)
			d.byArticle[id] = append(d.byArticle[id], g)
		}
	}
	for _, id := range f.CitedAbsent {
		if g := d.group(f, "absent", id); g != nil && g.Count == 1 {
			d.byAbsent[id] = append(d.byAbsent[id], g)
		}
	}
	if open(f) {
		if g := d.group(f, "open", f.Reason); g != nil && g.Count == 1 {
			d.open = append(d.open, g)
		}
	}
}

// group counts a finding in its group, nil when there are too many groups.
func (d *digest) group(f v1.Finding, kind, about string) *group {
	key := groupKey{kind, about, oneLine(f.Plugin.ID, maxTitle), oneLine(titleOf(f), maxTitle), oneLine(severityWords(f), maxTitle)}
	g := d.groups[key]
	if g == nil && len(d.groups) >= maxGroups {
		d.over++
		return nil
	}
	if g == nil {
		g = &group{ID: key.id, Title: key.title, Severity: key.severity, Rank: severityOf(f), Reason: f.Reason}
		d.groups[key] = g
	}
	g.Count++
	if place := oneLine(where(f), maxPlace); len(g.Places) <= maxPlaces && place != "" && !slices.Contains(g.Places, place) {
		g.Places = append(g.Places, place)
	}
	return g
}

// newSample keeps what is shown of the answer to a finding.
func newSample(f v1.Finding) sample {
	s := sample{Result: f.Results[0]}
	for _, e := range s.Result.Shown() {
		s.Evidence = append(s.Evidence, newQuoted(f, e))
	}
	s.Result.Evidence = nil
	for _, r := range f.Results[1:] {
		if f.Verdict == string(kb.Ambiguous) && r.Tied {
			s.Others = append(s.Others, r.ID)
		}
	}
	return s
}

func newQuoted(f v1.Finding, e v1.FindingEvidence) quoted {
	q := quoted{Field: oneLine(fieldWords(f, e.Observed.Field), maxTitle), Why: e.Say(), Seen: seen(f, e.Observed), Says: says(e)}
	q.Seen.Words, q.Says.Words = cut(q.Seen.Words, maxWords), cut(q.Says.Words, maxWords)
	return q
}

// absent returns the numbers of articles that are named and not here, the one
// with most findings first.
func absent(s v1.LinkSummary) []string {
	ids := make([]string, 0, len(s.CitedAbsent))
	for id := range s.CitedAbsent {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(s.CitedAbsent[b]-s.CitedAbsent[a], cmp.Compare(a, b))
	})
	return ids
}
