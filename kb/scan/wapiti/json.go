package wapiti

import (
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// jsonEntry is an entry in JSON. Numbers may stand for texts.
type jsonEntry struct {
	Level     stream.Word  `json:"level"`
	Method    stream.Word  `json:"method"`
	Path      stream.Word  `json:"path"`
	Parameter stream.Word  `json:"parameter"`
	Info      stream.Word  `json:"info"`
	Referer   stream.Word  `json:"referer"`
	Module    stream.Word  `json:"module"`
	Request   stream.Word  `json:"http_request"`
	Curl      stream.Word  `json:"curl_command"`
	WSTG      stream.Texts `json:"wstg"`
	Detail    struct {
		Response struct {
			Status  stream.Word    `json:"status_code"`
			Body    stream.Word    `json:"body"`
			Headers []stream.Texts `json:"headers"` // name and value
		} `json:"response"`
	} `json:"detail"`
}

// entry returns the entry as XML has it.
func (n jsonEntry) entry() entry {
	e := entry{
		Level: string(n.Level), Method: string(n.Method), Path: string(n.Path), Parameter: string(n.Parameter), Info: string(n.Info),
		Referer: string(n.Referer), Module: string(n.Module), Request: string(n.Request), Curl: string(n.Curl), WSTG: n.WSTG,
	}
	e.Response.Status, e.Response.Body = string(n.Detail.Response.Status), string(n.Detail.Response.Body)
	for _, h := range n.Detail.Response.Headers {
		if len(h) > 0 {
			e.Response.Headers = append(e.Response.Headers, header{h[0], strings.Join(h[1:], " ")})
		}
	}
	return e
}

// classification is what is said of a kind of entries in JSON.
type classification struct {
	Description stream.Word            `json:"desc"`
	Solution    stream.Word            `json:"sol"`
	References  map[string]stream.Word `json:"ref"` // title -> address
}

// families are the members of a report that have entries, by kind.
var families = map[string]string{"vulnerabilities": "vulnerability", "anomalies": "anomaly", "additionals": "additional"}

// isJSON reports whether a report is Wapiti's.
func isJSON(h stream.Head) bool {
	return h.HasKeys("classifications", "vulnerabilities") || h.HasKeys("vulnerabilities", "anomalies")
}

// readJSON reads the entries, which may stand before what is said of their kinds.
func readJSON(r *stream.Report, emit stream.Emit) error {
	s := jsonScan{scan: scan{scanner: "Wapiti"}, places: map[string]int{}}
	return stream.Twice(func() error { return r.Members(s.describe) }, func() error {
		return r.Members(func(j *stream.JSON, key string) error {
			if families[key] == "" {
				return j.Skip()
			}
			return j.Object(func(kind string) error { return s.entries(j, families[key], kind, emit) })
		})
	})
}

// jsonScan is what a report in JSON says besides its entries.
type jsonScan struct {
	scan
	places map[string]int // of kinds, from 1, by name
}

// describe reads one member of the report.
func (s *jsonScan) describe(j *stream.JSON, key string) error {
	switch key {
	case "classifications":
		return j.Object(func(name string) error { return s.classify(j, name) })
	case "infos":
		var infos struct {
			Target  stream.Word `json:"target"`
			Version stream.Word `json:"version"`
		}
		if _, err := j.DecodeSome(&infos); err != nil {
			return err
		}
		s.target = fill.Brief(string(infos.Target), 4<<10)
		s.scanner = fill.Brief(strings.TrimSpace(string(infos.Version)), 100)
		return nil
	}
	return j.Skip()
}

// classify keeps what is said of a kind.
func (s *jsonScan) classify(j *stream.JSON, name string) error {
	var c classification
	if _, err := j.DecodeSome(&c); err != nil || len(s.kinds) >= maxKinds || s.told > maxTold {
		return err
	}
	f := kb.Finding{
		Plugin:      kb.Plugin{Name: fill.Brief(name, 4<<10)},
		Description: fill.Brief(strings.TrimSpace(string(c.Description)), maxText), Solution: fill.Brief(strings.TrimSpace(string(c.Solution)), maxText),
	}
	s.told += len(f.Description) + len(f.Solution)
	for _, title := range slices.Sorted(maps.Keys(c.References)) {
		url := string(c.References[title])
		if s.told += len(title) + len(url); !s.refer(&f, title, url) {
			break
		}
	}
	s.kinds = append(s.kinds, f)
	s.places[name] = len(s.kinds)
	return nil
}

// entries reads the entries of a kind.
func (s *jsonScan) entries(j *stream.JSON, family, kind string, emit stream.Emit) error {
	return stream.Items(j, func(n jsonEntry, warnings []string) error {
		f := s.finding(n.entry(), s.places[kind])
		f.Plugin.Name, f.Plugin.Family = fill.Brief(kind, 4<<10), family
		f.Warnings = append(f.Warnings, warnings...)
		return emit(f)
	})
}
