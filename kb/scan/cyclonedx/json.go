package cyclonedx

import (
	"kbadvisor/kb/scan/stream"
)

// readJSON reads a bill in JSON.
func readJSON(r *stream.Report, emit stream.Emit) error {
	b := newBill()
	return stream.Twice(func() error { return r.Members(b.member) }, func() error { return b.readJSON(r, emit) })
}

// readJSON reads the vulnerabilities of a bill whose components are known.
func (b *bill) readJSON(r *stream.Report, emit stream.Emit) error {
	return r.Members(func(j *stream.JSON, key string) error {
		if key != "vulnerabilities" {
			return j.Skip()
		}
		return stream.Items(j, func(v vulnerability, warnings []string) error {
			f := b.finding(v)
			f.Warnings = append(f.Warnings, warnings...)
			return emit(f)
		})
	})
}

// member keeps the components in a member of the bill.
func (b *bill) member(j *stream.JSON, key string) error {
	switch key {
	case "components", "services":
		return list(j, b.keep)
	case "metadata":
		return j.Object(func(key string) error {
			switch key {
			case "component":
				return one(j, b.root)
			case "tools":
				return b.tools(j)
			}
			return j.Skip()
		})
	}
	return j.Skip()
}

// tools keeps the name of the first tool. They are a list, or lists of components and
// services.
func (b *bill) tools(j *stream.JSON) error {
	var c component
	return j.Objects(func() { c = component{} }, func(key string) error {
		err := c.member(j, key, b.scanner)
		b.scanner(c)
		return err
	})
}

// list hands components over.
func list(j *stream.JSON, keep func(component)) error {
	return j.Array(func(int) error { return one(j, keep) })
}

// one hands a component over, after those inside of it.
func one(j *stream.JSON, keep func(component)) error {
	var c component
	err := j.Object(func(key string) error { return c.member(j, key, keep) })
	keep(c)
	return err
}

// member reads a member of a component, and hands those inside of it over.
func (c *component) member(j *stream.JSON, key string, keep func(component)) error {
	if key == "components" || key == "services" {
		return list(j, keep)
	}
	if field := c.field(key); field != nil {
		return j.Decode(field)
	}
	switch key {
	case "properties":
		return j.Array(func(int) error {
			var p property
			_, err := j.DecodeSome(&p)
			c.property(p)
			return err
		})
	case "evidence":
		var e struct {
			Occurrences []struct{ Location stream.Word }
		}
		_, err := j.DecodeSome(&e)
		for _, o := range e.Occurrences {
			c.found(string(o.Location))
		}
		return err
	}
	return j.Skip()
}
