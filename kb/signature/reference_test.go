package signature

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// refSignature is a row of signatures.jsonl or replies.jsonl: a message that
// another program found.
type refSignature struct {
	ID       string `json:"id"`
	Origin   string `json:"origin"`
	Text     string `json:"text"`
	Protocol string `json:"protocol"`
	Code     any    `json:"code"`
}

// truth is a row of truth.jsonl, which a person has checked: what an article
// quotes in its text, in its title and as replies.
type truth struct {
	ID         string   `json:"id"`
	Count      *int     `json:"n_signatures"`
	Signatures []string `json:"signatures"`
	Title      *string  `json:"title_signature"`
	Replies    [][]any  `json:"wire_replies"`
}

// readRows reads a file of the shared archive data.
func readRows[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join(kbtest.Shared(t), "data", "archive", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var row T
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// quotedText is a signature with the words of its span.
type quotedText struct {
	kb.Signature
	words, span string // both in normal form
}

// plainWords returns the words of a text in lower case with a blank between them.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '<' && r != '>' && r != '%'
	}), " ")
}

// extractArchive extracts from every article of the archive and checks what has to
// hold for every signature.
func extractArchive(t *testing.T) map[string][]quotedText {
	t.Helper()
	all := map[string][]quotedText{}
	for name, src := range kbtest.Archive(t) {
		a, err := kbtext.Parse(src, name, kbtext.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sigs := Extract(a)
		checkSane(t, a, sigs)
		for _, s := range sigs {
			all[string(a.ID)] = append(all[string(a.ID)], quotedText{s, plainWords(s.Text), plainWords(string(src[s.Span.Start:s.Span.End]))})
		}
	}
	return all
}

// checkSane checks that signatures have what all have, and spans in order.
func checkSane(t testing.TB, a *kb.Article, sigs []kb.Signature) {
	t.Helper()
	at, section := 0, ""
	for _, s := range sigs {
		switch {
		case s.Span.Start < 0 || s.Span.End > len(a.Source) || s.Span.Start > s.Span.End:
			t.Errorf("%s: span %v of %q is outside the source", a.ID, s.Span, s.Text)
		case s.Span.Len() == 0:
			t.Errorf("%s: the span of %q is empty", a.ID, s.Text)
		case s.Text == "" && s.Code == "":
			t.Errorf("%s: signature at %v says nothing", a.ID, s.Span)
		case s.Kind == "" || s.Origin == "" || s.Section == "":
			t.Errorf("%s: %q lacks kind, origin or section: %+v", a.ID, s.Text, s)
		case (s.Kind == kb.SigReply) != (s.Protocol != "") || s.Kind == kb.SigReply && s.Code == "":
			t.Errorf("%s: %q has kind %q, protocol %q, code %q", a.ID, s.Text, s.Kind, s.Protocol, s.Code)
		case s.Text != strings.Join(strings.Fields(s.Text), " "):
			t.Errorf("%s: blanks of %q are not collapsed", a.ID, s.Text)
		case s.Origin != kb.OriginMarked && s.Section == section && s.Section != "TITLE" && s.Span.Start < at:
			t.Errorf("%s: %q at %v stands before the one before it", a.ID, s.Text, s.Span)
		}
		if s.Origin != kb.OriginMarked {
			at, section = s.Span.Start, s.Section
		}
	}
}

// finds reports whether one of the signatures is the message of the reference, or
// a part of it, or has it as a part: where a message ends is often a matter of
// taste.
func finds(sigs []quotedText, text string) bool {
	want := plainWords(text)
	for _, s := range sigs {
		for _, got := range []string{s.span, s.words} {
			if got == want || len(got) > 8 && strings.Contains(want, got) || want != "" && len(want) > 8 && strings.Contains(got, want) ||
				len(want) > 60 && strings.HasPrefix(got, want[:60]) {
				return true
			}
		}
	}
	return false
}

// TestReference compares with a reference extraction of the whole archive, which
// is no truth. Where it has more, and why that is not a loss:
//
//   - text set apart that is no message: registry keys, paths, commands, sample
//     code, listings, call stacks, citations of articles, lists of causes and steps
//     (most of what is missing from literal and bullet);
//   - quotations that name something else: "Starting Windows 95", which tells when to
//     press a key, names of commands and dialog boxes, strings of programs (inline,
//     title);
//   - three digits that begin a street, a count or a table, and remarks in sample
//     code that name an error (strong_literal);
//   - titles that quote a name, not a complaint.
//
// What is really missed are mostly messages whose announcing sentence names neither
// a message nor a log. Where Extract has more: messages in lists and steps,
// several events or compiler errors of one block, codes in titles and sentences,
// each reply of a session with its state.
func TestReference(t *testing.T) {
	got := extractArchive(t)
	t.Run("signatures", func(t *testing.T) {
		floors := map[string]float64{"literal": 0.92, "title": 0.97, "inline_quote": 0.83, "bullet": 0.75, "strong_literal": 0.64, "flush_quote": 0.85}
		found, all := map[string]int{}, map[string]int{}
		for _, r := range readRows[refSignature](t, "signatures.jsonl") {
			all[r.Origin]++
			if finds(got[r.ID], r.Text) {
				found[r.Origin]++
			}
		}
		for origin, floor := range floors {
			recall := float64(found[origin]) / float64(max(1, all[origin]))
			t.Logf("%s: %d of %d (%.3f)", origin, found[origin], all[origin], recall)
			if recall < floor {
				t.Errorf("finds %.3f of %s, want %.2f", recall, origin, floor)
			}
		}
	})
	t.Run("replies", func(t *testing.T) { testReplies(t, got) })
	t.Run("truth", func(t *testing.T) { testTruth(t, got) })
}

// isReplyOf reports whether one of the signatures is a reply with the code and the
// text. A reply of several lines has each of them.
func isReplyOf(sigs []quotedText, protocol, code, text string) bool {
	want := plainWords(text)
	for _, s := range sigs {
		if s.Kind == kb.SigReply && string(s.Protocol) == protocol && (s.Code == code || strings.HasPrefix(s.Code, code+".")) && strings.Contains(s.span, want) {
			return true
		}
	}
	return false
}

// testReplies compares with the replies that were picked out by hand. Not found
// are lines of nothing but dashes, remarks of Q318380 on a code ("- 550 - ..."),
// status codes in sample code, and 462, which no standard has.
func testReplies(t *testing.T, got map[string][]quotedText) {
	floors := map[string]float64{"ftp": 0.91, "smtp": 0.94, "pop3": 1, "nntp": 1, "http": 0.82}
	found, all := map[string]int{}, map[string]int{}
	for _, r := range readRows[refSignature](t, "replies.jsonl") {
		code, isText := r.Code.(string)
		if n, ok := r.Code.(float64); ok && !isText {
			code = strconv.Itoa(int(n))
		}
		all[r.Protocol]++
		if isReplyOf(got[r.ID], r.Protocol, code, r.Text) {
			found[r.Protocol]++
		}
	}
	for protocol, floor := range floors {
		recall := float64(found[protocol]) / float64(max(1, all[protocol]))
		t.Logf("%s: %d of %d (%.3f)", protocol, found[protocol], all[protocol], recall)
		if recall < floor {
			t.Errorf("finds %.3f of the replies of %s, want %.2f", recall, protocol, floor)
		}
	}
}

// disputed are articles of which Extract has more than the truth, on purpose: they
// quote the words without the code once more, or the title is a message too.
var disputed = map[string]bool{"Q304334": true, "Q111995": true, "Q239043": true, "Q241411": true, "Q248020": true, "Q154962": true}

// testTruth compares with the articles that were read by a person: every message
// is there with its own bounds, and nothing else.
func testTruth(t *testing.T, got map[string][]quotedText) {
	n := 0
	for _, row := range readRows[truth](t, "truth.jsonl") {
		var quoted, titles []string
		for _, s := range got[row.ID] {
			switch {
			case s.Origin == kb.OriginTitle:
				titles = append(titles, s.span)
			case s.Text != "" || s.Origin != kb.OriginInline:
				quoted = append(quoted, s.span)
			}
		}
		if row.Title != nil && !contains(titles, *row.Title) {
			t.Errorf("%s: the title signature is %q, want %q", row.ID, titles, *row.Title)
		}
		for _, r := range row.Replies {
			if !disputed[row.ID] && !isReplyOf(got[row.ID], fmt.Sprint(r[0]), fmt.Sprint(r[1]), fmt.Sprint(r[2])) {
				t.Errorf("%s: reply %v is not found", row.ID, r)
			}
		}
		if row.Count == nil {
			continue
		}
		n++
		if row.Title == nil && len(titles) > 0 && !disputed[row.ID] {
			t.Errorf("%s: the title signature is %q, want none", row.ID, titles)
		}
		if len(quoted) != *row.Count && !disputed[row.ID] {
			t.Errorf("%s: finds %d messages, want %d: %q", row.ID, len(quoted), *row.Count, quoted)
		}
		for _, s := range row.Signatures {
			if !contains(quoted, s) {
				t.Errorf("%s: %q is not among %q", row.ID, s, quoted)
			}
		}
	}
	if n < 40 {
		t.Errorf("compared %d articles, want all that are clear", n)
	}
}

// contains reports whether one of the texts, which are in normal form, is the
// same as s, of which the truth has a limited number of characters.
func contains(texts []string, s string) bool {
	want := plainWords(s)
	for _, got := range texts {
		if got == want || len(s) >= 150 && strings.HasPrefix(got, want) {
			return true
		}
	}
	return false
}
