package nikto

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// readXML reads the items of all hosts. Where they are nested does not matter: it
// differs between versions, and runs that write to one file leave several roots.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	in := &host{scanner: "Nikto"}
	return x.Each(func(_ string, e xml.StartElement) error {
		attr := attributes(e)
		switch e.Name.Local {
		case "niktoscan":
			if v := attr["version"]; v != "" {
				in = &host{scanner: "Nikto " + fill.Brief(v, 100)}
			}
		case "scandetails":
			in = &host{
				scanner: in.scanner, name: attr["targethostname"], header: attr["hostheader"], ip: attr["targetip"],
				port: attr["targetport"], banner: attr["targetbanner"], site: strings.TrimSpace(attr["sitename"]),
			}
			if !strings.Contains(in.site, "://") { // "N/A"
				in.site = attr["siteip"]
			}
		case "ssl":
			for _, name := range []string{"ciphers", "issuers", "info", "altnames"} {
				in.ssl.Add("ssl "+name, attr[name])
			}
		case "item":
			var i item
			if err := x.Decode(&i); err != nil {
				return err
			}
			return emit(i.finding(in))
		}
		return nil
	})
}

// attributes returns the attributes of an element by their names.
func attributes(e xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range e.Attr {
		out[a.Name.Local] = fill.Brief(a.Value, maxField)
	}
	return out
}
