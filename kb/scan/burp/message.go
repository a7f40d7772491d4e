package burp

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"kbadvisor/kb/scan/fill"
)

// message returns a request or response that base64 stands for. When its body is no
// text, the body stays as it is.
func message(packed string) string {
	packed = strings.Join(strings.Fields(packed), "")
	text := fill.Decoded(packed)
	if text != packed {
		return text
	}
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return packed
	}
	head, body, ok := bytes.Cut(raw, []byte("\r\n\r\n"))
	packed = base64.StdEncoding.EncodeToString(head)
	if text = fill.Decoded(packed); !ok || text == packed {
		return base64.StdEncoding.EncodeToString(raw)
	}
	return text + "\r\n\r\n" + base64.StdEncoding.EncodeToString(body)
}

// segment is a piece of a message: of the REST API in base64, of the GraphQL API as
// HTML, or only how much was left out.
type segment struct {
	Type       string `json:"type"`
	Data       string `json:"data"`
	Length     int    `json:"length"`
	DataHTML   string `json:"data_html"`
	MarkedHTML string `json:"highlight_html"`
	SnipLength int    `json:"snip_length"`
}

// join puts the pieces of a message together.
func join(segments []segment) string {
	var raw, texts []byte
	for _, s := range segments {
		if left := max(s.SnipLength, 0); left > 0 || s.Type == "SnipSegment" {
			snip := fmt.Sprintf("\n[... %d bytes ...]\n", max(left, s.Length))
			raw, texts = append(raw, snip...), append(texts, snip...)
		}
		if b, err := base64.StdEncoding.DecodeString(s.Data); err == nil {
			raw = append(raw, b...)
		} else {
			raw = append(raw, s.Data...)
		}
		texts = append(texts, html.UnescapeString(s.DataHTML+s.MarkedHTML)...)
	}
	if len(segments) > 0 && isHTML(segments) {
		return string(texts)
	}
	return message(base64.StdEncoding.EncodeToString(raw))
}

// isHTML reports whether the pieces are those of the GraphQL API.
func isHTML(segments []segment) bool {
	for _, s := range segments {
		if s.Type != "" || s.Data != "" {
			return false
		}
	}
	return true
}
