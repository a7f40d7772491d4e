package sarif

import (
	"strconv"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxCatalog bounds the text that is kept of what results refer to.
const maxCatalog = 64 << 20

// catalog is what the results of a run refer to.
type catalog struct {
	scanner    string
	components []component // the driver, then its extensions
	taxonomies []component
	artifacts  []string              // their URIs
	logical    []string              // fully qualified names
	about      bag                   // what was looked at, such as the name of an image
	cut        bool                  // there was more than is kept
	byID       map[string]*rule      // of all components
	byName     map[string]*component // also by GUID
	taxa       map[string]*component // taxonomies by GUID
	budget     fill.Budget
}

// component is a part of a tool, or a list of taxa.
type component struct {
	name, version, guid string
	rules               []*rule
	byID                map[string]*rule
	texts               map[string]message // of the component as a whole
}

// runs are the catalogs of all runs.
type runs struct {
	all  []*catalog
	left int // bytes that may still be kept
}

// of returns the catalog of a run.
func (rs *runs) of(i int) *catalog {
	for len(rs.all) <= i {
		rs.all = append(rs.all, &catalog{})
	}
	return rs.all[i]
}

// read reads what the results of all runs refer to.
func (rs *runs) read(r *stream.Report) error {
	err := eachRun(r, func(j *stream.JSON, i int, key string) error {
		c := rs.of(i)
		switch key {
		case "tool":
			return rs.tool(j, c)
		case "taxonomies":
			return rs.list(j, c, &c.taxonomies)
		case "artifacts", "logicalLocations":
			return rs.names(j, c, key)
		case "properties":
			var all bag
			_, err := j.DecodeSome(&all)
			c.about = all.short()
			return err
		}
		return j.Skip()
	})
	for _, c := range rs.all {
		c.finish()
	}
	return err
}

// tool reads the driver and its extensions.
func (rs *runs) tool(j *stream.JSON, c *catalog) error {
	var drivers, extensions []component
	err := j.Object(func(key string) error {
		switch key {
		case "driver":
			return rs.list(j, c, &drivers)
		case "extensions":
			return rs.list(j, c, &extensions)
		}
		return j.Skip()
	})
	c.components = append(append(drivers, component{})[:1], extensions...)
	c.scanner = strings.TrimSpace(c.components[0].name + " " + c.components[0].version)
	return err
}

// list reads components.
func (rs *runs) list(j *stream.JSON, c *catalog, into *[]component) error {
	return j.Objects(func() {
		if rs.left -= 200; rs.left < 0 && len(*into) > 0 {
			c.cut = true
			(*into)[len(*into)-1] = component{byID: map[string]*rule{}} // no more of them than fit
			return
		}
		*into = append(*into, component{byID: map[string]*rule{}})
	}, func(key string) error {
		last := &(*into)[len(*into)-1]
		var text stream.Word
		switch key {
		case "name", "version", "semanticVersion", "guid":
			if err := j.Decode(&text); err != nil {
				return err
			}
			last.set(key, string(text))
			return nil
		case "globalMessageStrings":
			_, err := j.DecodeSome(&last.texts)
			return err
		case "rules", "taxa":
			return j.Array(func(int) error { return rs.add(j, c, last) })
		}
		return j.Skip()
	})
}

func (c *component) set(key, text string) {
	switch {
	case key == "name":
		c.name = text
	case key == "guid":
		c.guid = text
	case key == "version" || c.version == "":
		c.version = text
	}
}

// add reads a rule or taxon.
func (rs *runs) add(j *stream.JSON, c *catalog, to *component) error {
	var d descriptor
	if _, err := j.DecodeSome(&d); err != nil {
		return err
	}
	r := newRule(d, to)
	if rs.left -= r.size(); rs.left < 0 {
		c.cut = true
		return nil
	}
	to.rules = append(to.rules, r)
	for _, id := range append([]string{string(d.ID), string(d.GUID)}, d.DeprecatedIDs...) {
		if _, twice := to.byID[id]; !twice && id != "" {
			to.byID[id] = r
		}
	}
	return nil
}

// names reads the names of files or of logical locations.
func (rs *runs) names(j *stream.JSON, c *catalog, key string) error {
	return j.Array(func(int) error {
		var a struct {
			Location           artifactLocation
			Name               stream.Word
			FullyQualifiedName stream.Word
		}
		if _, err := j.DecodeSome(&a); err != nil {
			return err
		}
		logical := string(first(a.FullyQualifiedName, a.Name))
		if rs.left -= 20 + len(a.Location.URI) + len(logical); rs.left < 0 {
			c.cut = true
			return nil
		}
		if key == "artifacts" {
			c.artifacts = append(c.artifacts, string(a.Location.URI))
		} else {
			c.logical = append(c.logical, logical)
		}
		return nil
	})
}

// at returns the element of a list with an index as it is written, or nothing.
func at[T any](list []T, index stream.Word) (v T, ok bool) {
	i, err := strconv.Atoi(string(index))
	if err != nil || i < 0 || i >= len(list) {
		return v, false
	}
	return list[i], true
}

// first returns the first word that is not empty.
func first(words ...stream.Word) stream.Word {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
