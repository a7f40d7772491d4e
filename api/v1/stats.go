package v1

import (
	"maps"
	"strings"

	"kbadvisor/index"
)

// Stats describes the knowledge base that a server answers from.
type Stats struct {
	Version     string         `json:"version" doc:"Version of the program"`
	Engine      string         `json:"engine" doc:"Search engine" example:"bleve"`
	Articles    int            `json:"articles" doc:"Articles stored"`
	Searchable  int            `json:"searchable" doc:"Articles that a search can find"`
	Lag         uint64         `json:"lag" doc:"Changes that are stored but not searchable yet"`
	State       string         `json:"state" enum:"ready,building,degraded" doc:"State of the search structures"`
	Schema      int            `json:"schema" doc:"Version of the search structures"`
	Generation  string         `json:"generation" doc:"Name of the search structures in use"`
	Fingerprint string         `json:"fingerprint" doc:"Changes when, and only when, the set of articles changes"`
	SourceBytes int64          `json:"source_bytes" doc:"Size of all sources"`
	StoreBytes  int64          `json:"store_bytes" doc:"What the articles take on disk"`
	IndexBytes  int64          `json:"index_bytes" doc:"What the search structures take on disk"`
	Origins     map[string]int `json:"origins" doc:"Articles by origin"`
}

// NewStats returns the wire form of an engine's statistics. State is the first
// word only: the reason of a fault belongs into the log. Version is left empty.
func NewStats(s index.Stats) Stats {
	origins := map[string]int{}
	maps.Copy(origins, s.Origins)
	return Stats{
		Engine: s.Engine, Articles: s.Articles, Searchable: s.Searchable, Lag: s.Lag,
		State: State(s), Schema: s.Schema, Generation: s.Generation, Fingerprint: s.Fingerprint,
		SourceBytes: s.SourceBytes, StoreBytes: s.StoreBytes, IndexBytes: s.IndexBytes, Origins: origins,
	}
}

// State returns "ready", "building" or "degraded".
func State(s index.Stats) string {
	word, _, _ := strings.Cut(s.State, ":")
	switch word {
	case "ready", "building":
		return word
	case "":
		return "ready"
	}
	return "degraded"
}

// Health is the answer of /healthz and /readyz.
type Health struct {
	Status string `json:"status" enum:"ok,ready,building,degraded" doc:"ok: a search works; ready and the others: state of the search structures"`
	Lag    uint64 `json:"lag" doc:"Changes that are stored but not searchable yet"`
}
