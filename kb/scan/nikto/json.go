package nikto

import (
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// readJSON reads the items of all hosts: of one object, of a list, or of objects
// after each other. The hosts are looked for before, since other programs write the
// members of an object in another order.
func readJSON(r *stream.Report, emit stream.Emit) error {
	r = r.Through(strict)
	hosts, err := outline(r)
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
	return wrong.End(j.Each(func() error {
		n++
		return j.Object(func(key string) error {
			if key != "vulnerabilities" {
				return j.Skip()
			}
			return j.Array(func(int) error {
				var i item
				if ok, err := wrong.Pass(j.Decode(&i)); !ok {
					return err
				}
				for k, m := range i.Message { // the quotes in it are escaped twice
					i.Message[k] = strings.ReplaceAll(m, `\"`, `"`)
				}
				in := &host{scanner: "Nikto"}
				if n < len(hosts) {
					in = hosts[n]
				}
				return emit(i.finding(in))
			})
		})
	}))
}

// maxHosts is how many hosts are remembered.
const maxHosts = 100_000

// outline returns the hosts of a report. Where the report is damaged is not told:
// reading the items finds that place again.
func outline(r *stream.Report) ([]*host, error) {
	j, err := r.JSON()
	if err != nil {
		return nil, err
	}
	defer j.Close()
	var hosts []*host
	_ = j.Each(func() error {
		if len(hosts) >= maxHosts {
			return j.Skip()
		}
		h := &host{scanner: "Nikto"}
		hosts = append(hosts, h)
		fields := map[string]*string{"host": &h.name, "ip": &h.ip, "port": &h.port, "banner": &h.banner}
		return j.Object(func(key string) error {
			field := fields[key]
			if field == nil {
				return j.Skip()
			}
			var t stream.Texts
			err := j.Decode(&t)
			*field = fill.Brief(t.First(), maxField)
			return err
		})
	})
	return hosts, nil
}
