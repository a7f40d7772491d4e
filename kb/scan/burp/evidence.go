package burp

import (
	"encoding/json"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// evidence adds what was seen of an issue: the values around its messages as lines
// of one output, then the messages. Kinds of evidence differ, and new ones come with
// new versions.
func evidence(f *kb.Finding, raw json.RawMessage) {
	var lines []string
	var messages []kb.Output
	gather(raw, "", maxDepth, &lines, &messages)
	fill.Say(f, "evidence", strings.Join(lines, "\n"))
	for _, m := range messages {
		fill.Say(f, m.ID, m.Text)
	}
}

// maxDepth is how deep in evidence messages are looked for. What is deeper stays JSON.
const maxDepth = 10

// gather goes through a value: a list of segments is a message, a value of its own is
// a line.
func gather(raw json.RawMessage, key string, depth int, lines *[]string, messages *[]kb.Output) {
	var object map[string]json.RawMessage
	var list []json.RawMessage
	switch {
	case depth > 0 && json.Unmarshal(raw, &object) == nil && object != nil:
		for _, k := range sortedKeys(object) {
			gather(object[k], k, depth-1, lines, messages)
		}
	case depth > 0 && json.Unmarshal(raw, &list) == nil:
		if segments, ok := asSegments(raw); ok {
			*messages = append(*messages, kb.Output{ID: strings.TrimSuffix(key, "_segments"), Text: join(segments)})
			return
		}
		for _, v := range list {
			gather(v, key, depth-1, lines, messages)
		}
	default:
		if text := scalar(raw, key); text != "" {
			*lines = append(*lines, key+": "+text)
		}
	}
}

// sortedKeys returns the keys of an object in an order that is always the same.
func sortedKeys(object map[string]json.RawMessage) []string {
	var keys []string
	for k := range object {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// asSegments returns the pieces of a message, if a list is one.
func asSegments(raw json.RawMessage) ([]segment, bool) {
	var parts []map[string]json.RawMessage
	var segments []segment
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 || json.Unmarshal(raw, &segments) != nil {
		return nil, false
	}
	found := false
	for i, p := range parts {
		known := 0
		for _, k := range []string{"data_html", "highlight_html", "snip_length"} {
			if _, ok := p[k]; ok {
				known++
			}
		}
		if strings.HasSuffix(segments[i].Type, "Segment") {
			known++
		}
		if known == 0 && len(p) > 0 {
			return nil, false
		}
		found = found || known > 0
	}
	return segments, found
}

// scalar returns a value as text. Payloads are in base64.
func scalar(raw json.RawMessage, key string) string {
	var v any
	if json.Unmarshal(raw, &v) != nil || v == nil {
		return ""
	}
	if s, ok := v.(string); ok && key == "bytes" {
		return fill.Decoded(s)
	} else if ok {
		return s
	}
	return string(raw)
}
