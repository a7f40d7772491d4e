package report

import (
	"bufio"
	"fmt"
	"io"
	"time"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// sarifSchema names the schema of what is written; nothing is fetched from there.
const sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"

// maxMessage is how much of a text a message has, in bytes.
const maxMessage = 1000

// SARIF writes a log of the Static Analysis Results Interchange Format, 2.1.0:
// one run, in which each article is a rule and each finding a result. Findings
// that nothing explains are of kind open, those that name an article that is not
// here review, and healthy ones pass.
func SARIF(w io.Writer, d Document, o Options) error {
	rules, err := newSarifRules(d)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	head, err := sarifHead(d.Summary, rules, o)
	if err != nil {
		return err
	}
	out.Write(head)
	between := "\n"
	for f, err := range d.Findings {
		if err != nil {
			return err
		}
		line, err := marshal(rules.result(f))
		if err != nil {
			return err
		}
		out.WriteString(between)
		if _, err := out.Write(line); err != nil {
			return err
		}
		between = ",\n"
	}
	out.WriteString("\n]}]}\n")
	return out.Flush()
}

// sarifHead returns all that stands before the results.
func sarifHead(s v1.LinkSummary, rules *sarifRules, o Options) ([]byte, error) {
	driver := struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}{"kbadvisor", o.Version, rules.list}
	tool, err := marshal(map[string]any{"driver": driver})
	if err != nil {
		return nil, err
	}
	run, err := marshal([]sarifInvocation{invocation(s, o)})
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, `{"$schema":%q,"version":"2.1.0","runs":[{"tool":%s,"invocations":%s,"results":[`, sarifSchema, tool, run), nil
}

// invocation tells which reports could not be read, or not to their ends.
func invocation(s v1.LinkSummary, o Options) sarifInvocation {
	run := sarifInvocation{Successful: true}
	if !o.Time.IsZero() {
		run.EndTime = o.Time.UTC().Format(time.RFC3339)
	}
	for _, r := range s.Reports {
		if r.Error != "" {
			run.Successful = false
			run.Notifications = append(run.Notifications, sarifNotification{
				Level: "error", Message: sarifText{literal(r.Name + ": " + trouble(r))}, Bag: map[string]any{"report": r.Name, "format": r.Format, "findings": r.Findings},
			})
		}
	}
	return run
}

// sarifRules are the rules of a run, with where each one stands.
type sarifRules struct {
	list []sarifRule
	at   map[string]int
}

// newSarifRules returns the rules for what no article explains, then one for each
// article that is a result.
func newSarifRules(d Document) (*sarifRules, error) {
	r := &sarifRules{at: map[string]int{}}
	for _, c := range classes() {
		if c.Key != string(kb.Explained) && c.Key != string(kb.Ambiguous) {
			r.add(sarifRule{ID: "kbadvisor/" + c.Key, Short: textOf(c.Name), Full: textOf(c.Says), Default: sarifConfig{"none"}})
		}
	}
	for _, a := range d.Summary.Articles {
		r.add(sarifRule{
			ID: a.ID, Short: textOf(a.Title), Full: textOf(a.Cause), Help: textOf(a.Do), Default: sarifConfig{"warning"},
			Bag: map[string]any{"disposition": a.Disposition},
		})
	}
	return r, nil
}

func (r *sarifRules) add(rule sarifRule) {
	r.at[rule.ID] = len(r.list)
	r.list = append(r.list, rule)
}

// textOf returns a text of SARIF, nil for none: an empty one is not allowed.
func textOf(s string) *sarifText {
	if s == "" {
		return nil
	}
	return &sarifText{s}
}
