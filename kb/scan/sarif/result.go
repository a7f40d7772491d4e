package sarif

import (
	"regexp"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// severity returns the level of a result, which may be that of its rule, and the
// score of its security when there is one.
func (res result) severity(r *rule) string {
	level := string(res.Level)
	switch {
	case level != "":
	case res.Kind != "" && res.Kind != "fail":
		level = "none" // as the format says
	case r.level != "":
		level = r.level
	default:
		level = "warning" // as the format says
	}
	score := strings.Join(res.Properties[securitySeverity], " ")
	if score == "" {
		score = r.score
	}
	if score == "" {
		return level
	}
	return level + ", " + securitySeverity + " " + score
}

// status returns what is said of the state of a result: its kind, unless it is a
// failure, how it stands to the run before, and why it is suppressed.
func (res result) status() string {
	var said []string
	if res.Kind != "fail" {
		said = append(said, string(res.Kind))
	}
	said = append(said, string(res.BaselineState))
	for _, s := range res.Suppressions {
		how := fill.Some(string(s.Kind), string(first(s.Status, s.State)), string(s.Justification))
		said = append(said, strings.TrimSpace("suppressed "+strings.Join(how, ", ")))
	}
	return strings.Join(fill.Some(said...), "; ")
}

// placeholder stands for an argument in a message.
var placeholder = regexp.MustCompile(`\{(\d+)\}`)

// text returns a message with its arguments. One that is named by an id is looked up
// in the rule, then in the tool.
func (c *catalog) text(m message, r *rule) string {
	text := m.plain()
	if text == "" && m.ID != "" {
		if text = r.messages[string(m.ID)].plain(); text == "" && r.owner != nil {
			text = r.owner.texts[string(m.ID)].plain()
		}
		if text == "" && len(c.components) > 0 {
			text = c.components[0].texts[string(m.ID)].plain()
		}
		bare := strings.Join(append([]string{string(m.ID)}, m.Arguments...), " ")
		if text == "" { // it is described nowhere
			return bare
		}
		if text = c.budget.Take(text, ""); text == "" {
			return bare
		}
	}
	if len(m.Arguments) == 0 {
		return text
	}
	text = placeholder.ReplaceAllStringFunc(text, func(s string) string {
		if arg, ok := at(m.Arguments, stream.Word(s[1:len(s)-1])); ok {
			return c.budget.Take(arg, s)
		}
		return s
	})
	return strings.NewReplacer("{{", "{", "}}", "}").Replace(text)
}

// trace adds how a result comes about: related places, flows, stacks, requests.
func (c *catalog) trace(f *kb.Finding, res result, r *rule) {
	var related []string
	for _, l := range res.RelatedLocations {
		related = append(related, c.line(l, r))
	}
	fill.Say(f, "relatedLocations", strings.Join(related, "\n"))
	for _, flow := range res.CodeFlows {
		lines := fill.Some(c.text(flow.Message, r))
		for _, t := range flow.ThreadFlows {
			for i, l := range t.Locations {
				lines = append(lines, strconv.Itoa(i+1)+". "+c.line(l.Location, r))
				if code := l.Location.PhysicalLocation.Region.Snippet.plain(); code != "" {
					lines = append(lines, code)
				}
			}
		}
		fill.Say(f, "codeFlow", strings.Join(lines, "\n"))
	}
	for _, s := range res.Stacks {
		lines := fill.Some(c.text(s.Message, r))
		for _, frame := range s.Frames {
			lines = append(lines, c.line(frame.Location, r))
		}
		fill.Say(f, "stack", strings.Join(lines, "\n"))
	}
	fill.Say(f, "request", res.WebRequest.String())
	fill.Say(f, "response", res.WebResponse.String())
}

// String returns the request as it was sent, about.
func (w webRequest) String() string {
	line := strings.Join(fill.Some(string(w.Method), string(w.Target), web(w.Protocol, w.Version)), " ")
	return strings.TrimSpace(strings.Join(fill.Some(line, w.Headers.lines(), w.Parameters.lines()), "\n") + "\n\n" + w.Body.plain())
}

// String returns the response as it came, about.
func (w webResponse) String() string {
	line := strings.Join(fill.Some(web(w.Protocol, w.Version), string(w.StatusCode), string(w.ReasonPhrase)), " ")
	return strings.TrimSpace(strings.Join(fill.Some(line, w.Headers.lines()), "\n") + "\n\n" + w.Body.plain())
}

// web returns "HTTP/1.1".
func web(protocol, version stream.Word) string {
	return strings.Trim(strings.ToUpper(string(protocol))+"/"+string(version), "/")
}
