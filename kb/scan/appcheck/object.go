package appcheck

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// object is an object whose members differ with the scanning engine. "_meta" has
// their order.
type object map[string]json.RawMessage

// keys returns the names of the members: in their order, then those that it does not
// have.
func (o object) keys() []string {
	var order []string
	for _, k := range o.object("_meta").texts("ordered_keys") {
		if _, ok := o[k]; ok {
			order = append(order, k)
		}
	}
	var out []string
	for _, k := range fill.Some(append(order, slices.Sorted(maps.Keys(o))...)...) {
		if k != "_meta" {
			out = append(out, k)
		}
	}
	return out
}

// texts returns a member that is a text or several.
func (o object) texts(key string) stream.Texts {
	var t stream.Texts
	if json.Unmarshal(o[key], &t) != nil {
		return nil
	}
	for i := range t {
		t[i] = plain(t[i])
	}
	return t
}

// text returns the first of some members that is there.
func (o object) text(keys ...string) string {
	for _, k := range keys {
		if s := strings.TrimSpace(o.texts(k).First()); s != "" {
			return s
		}
	}
	return ""
}

// object returns a member that is an object, without members when it is none.
func (o object) object(key string) object {
	var in object
	if json.Unmarshal(o[key], &in) != nil {
		return nil
	}
	return in
}

// plain returns a text without the marks of AppCheck's own markup: "[[markup]]" in
// front of a text, and double brackets around links.
func plain(s string) string {
	return strings.TrimSpace(strings.NewReplacer("[[markup]]", "", "[[", "", "]]", "").Replace(s))
}

// maxDepth is how deep values in each other are made plain.
const maxDepth = 5

// lines returns any value as text: members of objects with their names, rows of
// tables on one line each.
func lines(raw json.RawMessage, depth int) string {
	var o object
	var list []json.RawMessage
	var row stream.Texts
	switch {
	case depth == 0:
	case json.Unmarshal(raw, &o) == nil && o != nil:
		var out []string
		for _, k := range o.keys() {
			if text := lines(o[k], depth-1); text != "" {
				out = append(out, k+": "+text)
			}
		}
		return strings.Join(out, "\n")
	case json.Unmarshal(raw, &list) == nil && slices.ContainsFunc(list, nested):
		var out []string
		for _, v := range list {
			out = append(out, lines(v, depth-1))
		}
		return strings.Join(out, "\n")
	}
	if json.Unmarshal(raw, &row) != nil {
		return ""
	}
	return plain(strings.Join(row, " "))
}

// nested reports whether a value is an object or a list.
func nested(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '{' || raw[0] == '[')
}
