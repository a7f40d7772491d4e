package nuclei

import (
	"encoding/json"
	"slices"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// members are the members of an object. Versions differ in how they write the keys,
// "template-id" or "templateID": they are kept in lower case, without signs between
// the words.
type members map[string]json.RawMessage

// UnmarshalJSON reads an object.
func (m *members) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*m = members{}
	for k, v := range raw {
		k = short(k)
		if old, twice := (*m)[k]; !twice || string(old) < string(v) { // the same one each time
			(*m)[k] = v
		}
	}
	return nil
}

// signs takes out what stands between the words of a key.
var signs = strings.NewReplacer("-", "", "_", "")

// short returns a key as it is kept.
func short(key string) string { return signs.Replace(strings.ToLower(key)) }

// texts returns the first of some members that is there: a text, or several.
func (m members) texts(keys ...string) stream.Texts {
	for _, k := range keys {
		var t stream.Texts
		if m[k] == nil {
			continue
		}
		if json.Unmarshal(m[k], &t) == nil && len(t) > 0 {
			return t
		}
	}
	return nil
}

// text returns the first of some members that is there, without blanks around it.
func (m members) text(keys ...string) string { return strings.TrimSpace(m.texts(keys...).First()) }

// object returns an object in the object, without members when there is none.
func (m members) object(key string) members {
	var in members
	if json.Unmarshal(m[key], &in) != nil {
		return nil
	}
	return in
}

// lines returns the members of an object, one on each line with its name, in the
// order of the names.
func (m members) lines() string {
	var out []string
	for key := range m {
		for _, t := range m.texts(key) {
			out = append(out, key+": "+t)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
