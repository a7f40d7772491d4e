package masscan

import (
	"fmt"
	"io"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// jsonRecord is a record in JSON, of -oJ with ports or of -oD without.
type jsonRecord struct {
	IP    stream.Texts `json:"ip"`
	Ports []struct {
		jsonPort
		State   stream.Texts `json:"status"`
		Service struct {
			Name   stream.Texts `json:"name"`
			Banner stream.Texts `json:"banner"`
		} `json:"service"`
	} `json:"ports"`

	jsonPort
	Data struct {
		State   stream.Texts `json:"status"`
		Service stream.Texts `json:"service_name"`
		Banner  stream.Texts `json:"banner"`
	} `json:"data"`
}

// jsonPort names a port.
type jsonPort struct {
	Number   stream.Texts `json:"port"`
	Protocol stream.Texts `json:"proto"`
}

// readJSON reads records in JSON.
func readJSON(r *stream.Report, emit stream.Emit) error {
	var list *list
	j, err := r.Through(func(in io.Reader) io.Reader { list = newList(in); return list }).JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	err = j.Documents(func() error {
		var rec jsonRecord
		warning, err := j.DecodeSome(&rec)
		if err != nil {
			return err
		}
		for _, f := range rec.findings() {
			if warning != "" {
				f.Warnings = append(f.Warnings, warning)
			}
			if err := emit(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && list.open {
		return &stream.Error{At: fmt.Sprint("byte ", list.read), Err: io.ErrUnexpectedEOF}
	}
	return err
}

// findings returns the finding of each port.
func (r jsonRecord) findings() []kb.Finding {
	rec := record{scanner: "masscan", addresses: r.IP}
	if r.Ports == nil {
		rec.port, rec.protocol, rec.state = r.Number, r.Protocol.First(), r.Data.State.First()
		rec.service, rec.banner = r.Data.Service.First(), unescaped(fromBytes(r.Data.Banner.First()))
		return []kb.Finding{rec.finding()}
	}
	var all []kb.Finding
	for _, p := range r.Ports {
		rec.port, rec.protocol, rec.state = p.Number, p.Protocol.First(), p.State.First()
		rec.service, rec.banner = p.Service.Name.First(), unescaped(fromBytes(p.Service.Banner.First()))
		all = append(all, rec.finding())
	}
	return all
}
