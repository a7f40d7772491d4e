package indextest

import (
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// filler is text without any of the words that the order tests ask for.
const filler = "Some plain text stands here so that every article has about the same length."

// runOrder checks rankings on which any sane formula agrees.
func runOrder(t *testing.T, h Harness) {
	for _, tt := range []struct {
		name, text string
		docs       []index.Document
		first      kb.ID
	}{
		{"title before text", "walrus", []index.Document{
			Text(t, "Q930001", "An animal of the north", filler+" A walrus is mentioned. "+filler),
			Text(t, "Q930002", "Walrus colony of the north", filler+" An animal is mentioned. "+filler),
		}, "Q930002"},
		{"more words before fewer", "walrus narwhal", []index.Document{
			Text(t, "Q930001", "First animal", filler+" A walrus swims."),
			Text(t, "Q930002", "Second animal", filler+" A narwhal swims."),
			Text(t, "Q930003", "Third animal", filler+" A walrus and a narwhal."),
		}, "Q930003"},
		{"rare before common", "walrus herring", []index.Document{
			Text(t, "Q930001", "First animal", filler+" A herring swims."),
			Text(t, "Q930002", "Second animal", filler+" A herring swims."),
			Text(t, "Q930003", "Third animal", filler+" A herring swims."),
			Text(t, "Q930004", "Fourth animal", filler+" A walrus swims."),
		}, "Q930004"},
		{"often before once", "walrus", []index.Document{
			Text(t, "Q930001", "First animal", filler+" A walrus swims by the ice and by the shore."),
			Text(t, "Q930002", "Second animal", filler+" A walrus meets a walrus and another walrus."),
		}, "Q930002"},
		{"short before long", "walrus", []index.Document{
			Text(t, "Q930001", "First animal", filler+filler+filler+filler+" A walrus swims."),
			Text(t, "Q930002", "Second animal", "A walrus swims."),
		}, "Q930002"},
		{"required words count", "animal +walrus", []index.Document{
			Text(t, "Q930001", "First animal", filler+" A walrus swims by."),
			Text(t, "Q930002", "Second animal", filler+" A walrus meets a walrus and another walrus."),
		}, "Q930002"},
		{"phrases count", `animal "old walrus"`, []index.Document{
			Text(t, "Q930001", "First animal", filler+" The old walrus swims by the shore."),
			Text(t, "Q930002", "Second animal, an old walrus", filler+" The old walrus sleeps."),
		}, "Q930002"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// Articles on other things make rare words rare.
			docs := append(numbered(t, 20), tt.docs...)
			hits := search(t, h.open(t, docs), parsed(t, tt.text)).Hits
			if len(hits) == 0 || hits[0].ID != tt.first {
				t.Errorf("got %v, want %s first", idsOf(hits), tt.first)
			}
			for i := 1; i < len(hits); i++ {
				if hits[i-1].Score < hits[i].Score {
					t.Errorf("scores go up from %s to %s", hits[i-1].ID, hits[i].ID)
				}
			}
		})
	}
}
