package nmap

import (
	"encoding/xml"
	"regexp"
	"strings"
	"unicode"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// script is what one script of the Nmap Scripting Engine said.
type script struct {
	id, output string
	data       string // what its structured output has beyond the text, a line for each value
	cut        bool   // its end could not be read
}

// Rules under which scripts run, as the engine calls them.
const (
	portRule = "portrule" // for a port
	hostRule = "hostrule" // for a host
	preRule  = "prerule"  // before the scan
	postRule = "postrule" // after the scan
)

// finding returns the finding of a script, on top of what is known of its port.
func (s script) finding(rule string, of kb.Finding) kb.Finding {
	of.Plugin = kb.Plugin{ID: s.id, Family: rule}
	if strings.Contains(s.output, "State:") {
		of.Plugin.Name = found(title, s.output, "; ")
	}
	of.Status = s.status()
	if strings.Contains(s.output, "Risk factor:") {
		of.Severity = found(risk, s.output, ", ")
	}
	fill.Say(&of, s.id, s.output)
	if strings.TrimSpace(s.output) == "" {
		fill.Say(&of, s.id, s.data)
	} else {
		fill.Say(&of, s.id+" data", s.data)
	}
	if s.cut {
		of.Warnings = append(of.Warnings, "output not whole: the report could not be read to its end")
	}
	return of
}

// What the scripts that look for vulnerabilities say, in the form of the engine's
// library for them or as older ones did.
var (
	title = regexp.MustCompile(`(?m)^[ \t]*(\S.*)\n[ \t]*State:[ \t]+\S`)
	state = regexp.MustCompile(`(?m):[ \t]+((?:LIKELY |NOT )?VULNERABLE(?: \((?:DoS|Exploitable)\))?|UNKNOWN \(unable to test\))[ \t]*(?:\(.*)?$`)
	risk  = regexp.MustCompile(`(?m)^[ \t]*Risk factor:[ \t]+(\S+(?: \S+)*)`)
)

// status returns what the script came to: the states of vulnerabilities, or "true",
// "false" or "ERROR" when it says no more.
func (s script) status() string {
	switch said := strings.TrimSpace(s.output); {
	case said == "true" || said == "false":
		return said
	case strings.HasPrefix(said, "ERROR:"):
		return "ERROR"
	case strings.Contains(said, "VULNERABLE") || strings.Contains(said, "UNKNOWN ("):
		return found(state, said, ", ")
	}
	return ""
}

// found returns what a pattern finds in a text, each once.
func found(re *regexp.Regexp, text, between string) string {
	var all []string
	for _, m := range re.FindAllStringSubmatch(text, 100) {
		all = append(all, m[1])
	}
	return strings.Join(fill.Some(all...), between)
}

// UnmarshalXML reads a script: its text, and of the tables below it what the text
// does not say. Without a text the tables are all of it. When the report ends in it,
// what was read so far is there.
func (s *script) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	s.id, s.output = attr(start, "id"), attr(start, "output")
	t := table{all: strings.TrimSpace(s.output) == "", output: s.output}
	err := t.read(d)
	s.data, s.cut = strings.TrimRight(t.text.String(), "\n"), err != nil
	return err
}

// scripts are those of a port. One in which the report ends is among them.
type scripts []script

// UnmarshalXML reads one more.
func (all *scripts) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var s script
	err := s.UnmarshalXML(d, start)
	*all = append(*all, s)
	return err
}

// table is structured output of a script as it is read.
type table struct {
	all    bool // keep everything, not only what was not said
	output string
	said   map[string]bool // words of the output, once they are needed
	text   strings.Builder
}

// read takes the elements up to the end of the script.
func (t *table) read(d *xml.Decoder) error {
	var keys []string
	var value strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			t.line(keys, value.String())
			value.Reset()
			keys = append(keys, attr(token, "key"))
			if token.Name.Local == "table" && t.all && keys[len(keys)-1] != "" {
				t.write(keys, "")
			}
		case xml.CharData:
			value.Write(token)
		case xml.EndElement:
			t.line(keys, value.String())
			value.Reset()
			if len(keys) == 0 {
				return nil
			}
			keys = keys[:len(keys)-1]
		}
	}
}

// line writes a value, unless it is empty or was said.
func (t *table) line(keys []string, value string) {
	value = strings.TrimRight(value, " \t\r\n")
	if strings.TrimSpace(value) != "" && (t.all || !t.known(value)) {
		t.write(keys, value)
	}
}

// write writes a line with its key.
func (t *table) write(keys []string, value string) {
	if t.all {
		t.text.WriteString("                "[:2*min(8, max(0, len(keys)-1))])
	}
	if n := len(keys); n > 0 && keys[n-1] != "" {
		t.text.WriteString(keys[n-1] + ": ")
	}
	t.text.WriteString(value + "\n")
}

// known reports whether the text of the script says a value already. The text tells
// in words of its own what is true or false.
func (t *table) known(value string) bool {
	if value == "true" || value == "false" {
		return true
	}
	if t.said == nil {
		t.said = words(t.output)
	}
	for w := range words(value) {
		if !t.said[w] {
			return false
		}
	}
	return true
}

// words returns the words of a text.
func words(s string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		all[w] = true
	}
	return all
}

// attr returns an attribute of an element.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
