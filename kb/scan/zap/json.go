package zap

import (
	"strings"

	"kbadvisor/kb/scan/stream"
)

// readJSON reads the alerts of all sites. Old versions write the members of objects
// in any order, so the version and the sites are looked for before.
func readJSON(r *stream.Report, emit stream.Emit) error {
	scanner, sites, err := outline(r)
	if err != nil {
		return err
	}
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	n := -1
	var wrong stream.Wrong
	return wrong.End(walk(j, func(string) error { return j.Skip() }, func() { n++ }, func(key string) error {
		if key != "alerts" {
			return j.Skip()
		}
		return j.Array(func(int) error {
			var a alert
			if ok, err := wrong.Pass(j.Decode(&a)); !ok {
				return err
			}
			in := site{}
			if n < len(sites) {
				in = sites[n]
			}
			return emit(a.finding(scanner, in))
		})
	}))
}

// maxSites is how many sites are remembered.
const maxSites = 100_000

// outline returns the scanner and the sites of a report. Where the report is
// damaged is not told: reading the alerts finds that place again.
func outline(r *stream.Report) (scanner string, sites []site, err error) {
	j, err := r.JSON()
	if err != nil {
		return "", nil, err
	}
	defer j.Close()
	scanner = "ZAP"
	text := func(use func(string)) error {
		var t stream.Texts
		if err := j.Decode(&t); err != nil {
			return err
		}
		use(t.First())
		return nil
	}
	_ = walk(j, func(key string) error {
		if key == "@version" {
			return text(func(s string) { scanner = named(s) })
		}
		return j.Skip()
	}, func() {
		sites = append(sites, site{})
	}, func(key string) error {
		if !strings.HasPrefix(key, "@") || len(sites) > maxSites {
			return j.Skip()
		}
		return text(func(s string) { sites[len(sites)-1].set(key[1:], s) })
	})
	return scanner, sites, nil
}

// walk goes through a report: other takes the members of the report, begin is
// called for each site, and member takes the members of sites.
func walk(j *stream.JSON, other func(key string) error, begin func(), member func(key string) error) error {
	return j.Each(func() error {
		return j.Object(func(key string) error {
			if key == "site" {
				return j.Objects(begin, member)
			}
			return other(key)
		})
	})
}
