package zgrab

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// module is what one module got.
type module struct {
	name string

	Status   stream.Texts    `json:"status"` // "success", "connection-timeout"
	Protocol stream.Texts    `json:"protocol"`
	Port     stream.Texts    `json:"port"`
	Result   json.RawMessage `json:"result"`
	Error    stream.Texts    `json:"error"`
}

// modules are those of a line, in their order.
type modules []module

// UnmarshalJSON reads an object whose members are named after the modules. Anything
// else is kept as what a module without a name got.
func (all *modules) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] != '{' && string(data) != "null" {
		*all = modules{{name: "data", Result: data}}
		return nil
	}
	return each(data, func(name string, value json.RawMessage) error {
		m := module{name: name}
		if err := json.Unmarshal(value, &m); err != nil {
			m.Result = value // kept as it is
		}
		*all = append(*all, m)
		return nil
	})
}

// each visits the members of an object in their order. Anything else has none.
func each(data []byte, visit func(key string, value json.RawMessage) error) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		if err := visit(key.(string), value); err != nil { // keys are strings
			return err
		}
	}
	return nil
}

// outputs returns what the module got, a text for each member of its result:
// banners and replies as they are, lists and objects with a line for each value.
func (m module) outputs() []kb.Output {
	var f kb.Finding
	named := false
	err := each(m.Result, func(key string, value json.RawMessage) error {
		named = true
		fill.Say(&f, key, lines(value))
		return nil
	})
	if err != nil || !named {
		fill.Say(&f, "result", lines(m.Result))
	}
	return f.Outputs
}

// lines returns a value as text: a line for each text and number in it, behind its
// key.
func lines(value json.RawMessage) string {
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.UseNumber()
	var w writer
	for {
		t, err := dec.Token()
		if err != nil {
			return strings.TrimSuffix(w.String(), "\n") // the end: the value was read before
		}
		w.token(t)
	}
}

// writer writes values with their keys.
type writer struct {
	strings.Builder
	open []byte // objects and lists around the value: '{', ':' behind a key, '['
	key  string
}

// token writes what a token adds.
func (w *writer) token(t json.Token) {
	top := len(w.open) - 1
	switch d := t.(type) {
	case json.Delim:
		if d == '}' || d == ']' {
			w.open = w.open[:top]
			w.taken()
			return
		}
		if w.key != "" {
			w.line("")
		}
		w.open = append(w.open, byte(d))
		return
	case string:
		if top >= 0 && w.open[top] == '{' {
			w.open[top], w.key = ':', d
			return
		}
		w.line(visible(d))
	case nil:
	default:
		w.line(fmt.Sprint(d))
	}
	w.taken()
}

// taken notes that a value is behind.
func (w *writer) taken() {
	w.key = ""
	if top := len(w.open) - 1; top >= 0 && w.open[top] == ':' {
		w.open[top] = '{'
	}
}

// line writes a value.
func (w *writer) line(value string) {
	if depth := len(w.open) - 1; depth > 0 {
		w.WriteString("                "[:2*min(8, depth)])
	}
	if w.key != "" {
		w.WriteString(w.key + ": ")
	}
	w.WriteString(value + "\n")
	w.key = ""
}

// visible writes control characters as \xNN, but those that end lines.
func visible(s string) string {
	control := func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' || r == 0x7F }
	if strings.IndexFunc(s, control) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if control(r) {
			fmt.Fprintf(&b, `\x%02x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
