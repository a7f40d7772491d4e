package osv

import (
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// scanned is an element of results[].packages[].
type scanned struct {
	Package         pkg
	Vulnerabilities []record
	Groups          []group
	Dependency      stream.Texts `json:"dependency_groups"`
}

// group holds together records of the same problem.
type group struct {
	IDs         stream.Texts
	Aliases     stream.Texts
	MaxSeverity stream.Word `json:"max_severity"`
	Analysis    map[string]struct {
		Called      *bool
		Unimportant bool
	} `json:"experimentalAnalysis"`
}

// sources are where results were found, by their number.
type sources struct {
	paths map[int]string
	left  int // bytes that may still be kept
}

// readResults reads what osv-scanner writes, or an answer of the service. The source
// of a result may stand behind its packages.
func readResults(r *stream.Report, emit stream.Emit) error {
	s := sources{map[int]string{}, maxSources}
	return stream.Twice(func() error { return eachResult(r, s.keep) }, func() error {
		return eachResult(r, func(j *stream.JSON, i int, key string) error {
			switch key {
			case "packages":
				return j.Array(func(int) error {
					var p scanned
					warning, err := j.DecodeSome(&p)
					if err != nil {
						return err
					}
					return p.findings(s.paths[i], warning, emit)
				})
			case "vulns":
				return j.Array(func(int) error { return one(j, emit) })
			}
			return j.Skip()
		})
	})
}

// eachResult calls visit for each member of each result, which has to take its
// value. In an answer of the service to one question the report is the result.
func eachResult(r *stream.Report, visit func(j *stream.JSON, i int, key string) error) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	i := -1
	return j.Each(func() error {
		return j.Object(func(key string) error {
			if key != "results" {
				return visit(j, -1, key)
			}
			return j.Objects(func() { i++ }, func(key string) error { return visit(j, i, key) })
		})
	})
}

// maxSources bounds the text of the sources that are kept.
const maxSources = 16 << 20

// keep keeps the source of a result.
func (s *sources) keep(j *stream.JSON, i int, key string) error {
	if key != "source" {
		return j.Skip()
	}
	var source struct{ Path stream.Word }
	if _, err := j.DecodeSome(&source); err != nil {
		return err
	}
	if s.left -= 100 + len(source.Path); s.left >= 0 {
		s.paths[i] = string(source.Path)
	}
	return nil
}

// findings hands over the vulnerabilities of a package.
func (p scanned) findings(source, warning string, emit stream.Emit) error {
	groups := map[string]group{}
	for _, g := range p.Groups {
		for _, id := range g.IDs {
			groups[id] = g
		}
	}
	for _, rec := range p.Vulnerabilities {
		f := rec.finding()
		f.Scanner, f.Plugin.Family = "osv-scanner", string(p.Package.Ecosystem)
		f.Location, f.Product, f.Version = source, string(p.Package.Name), string(p.Package.Version)
		if p.Package.Commit != "" && f.Version == "" {
			f.Version = string(p.Package.Commit)
		}
		groups[string(rec.ID)].add(&f, string(rec.ID))
		var said fill.Attributes
		said.Add("dependency_groups", strings.Join(p.Dependency, ", "))
		said.Say(&f)
		f.Warnings = fill.Some(warning)
		if err := emit(f); err != nil {
			return err
		}
	}
	return nil
}

// severity puts a word and a score together.
func severity(word, score string) string {
	if score != "" {
		score = "CVSS " + score
	}
	return strings.Join(fill.Some(word, score), ", ")
}
