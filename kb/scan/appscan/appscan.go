// Package appscan reads the XML reports of HCL (before: IBM) AppScan Standard,
// Enterprise and on Cloud: a finding is an issue, with what the report says of its
// type. A type whose issues the report counts but does not list is a finding, too.
package appscan

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "appscan-xml", Title: "HCL AppScan XML", Reads: "every issue, with reasoning and traffic of its variants, advisory and fix; types without listed issues",
		Is: func(h stream.Head) bool { return h.Root == "xml-report" }, Reader: read,
	}}
}

// read reads the report twice: issues and what they refer to stand in any order.
func read(r *stream.Report, emit stream.Emit) error {
	c := catalog{types: map[string]*issueType{}}
	damage := walk(r, c.add)
	warned := map[string]bool{}
	err := walk(r, func(x *stream.XML, group string) error {
		if group != "issue-group" {
			return x.Skip()
		}
		var n node
		if err := x.Decode(&n); err != nil {
			return err
		}
		f := issue{node: n, catalog: &c}.finding()
		if t := c.types[f.Plugin.ID]; t != nil && t.count > t.listed && !warned[f.Plugin.ID] {
			warned[f.Plugin.ID] = true
			f.Warnings = append(f.Warnings, fmt.Sprintf("issues of this type: the report counts %d and lists %d", t.count, t.listed))
		}
		return emit(f)
	})
	if err = cmp.Or(err, damage); err != nil { // what is not listed may be in the rest
		return err
	}
	for _, id := range c.order {
		if t := c.types[id]; t.listed == 0 && t.count > 0 {
			if err := emit(c.unlisted(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// walk calls visit for the entries of all groups ("issue-group/item"), with the name
// of the group, and for "scan-information" and "layout". Each time it has to take the
// element.
func walk(r *stream.Report, visit func(x *stream.XML, group string) error) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	return x.Each(func(path string, _ xml.StartElement) error {
		steps := strings.Split(path, "/")
		switch name := steps[len(steps)-1]; {
		case len(steps) == 1:
			return nil
		case len(steps) == 3:
			return visit(x, steps[1])
		case strings.HasSuffix(name, "-group"):
			return nil
		case name == "scan-information", name == "layout":
			return visit(x, name)
		}
		return x.Skip()
	})
}
