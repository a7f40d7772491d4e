package sarif

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// rule is what all results of a rule have in common.
type rule struct {
	id       string
	finding  kb.Finding  // without outputs
	outputs  []kb.Output // properties of the rule
	level    string
	score    string
	messages map[string]message
	targets  []reference // taxa that it is related to
	owner    *component
}

// newRule returns a rule of a component. finish completes it.
func newRule(d descriptor, owner *component) *rule {
	r := &rule{
		id: string(d.ID), level: string(d.DefaultConfiguration.Level), messages: d.MessageStrings,
		score: strings.Join(d.Properties[securitySeverity], " "), owner: owner,
	}
	f := &r.finding
	f.Plugin = kb.Plugin{ID: string(d.ID), Name: string(d.Name)}
	if f.Plugin.Name == "" || f.Plugin.Name == f.Plugin.ID {
		f.Plugin.Name, _, _ = strings.Cut(d.ShortDescription.plain(), "\n")
	}
	f.Description = fill.Paragraphs(d.ShortDescription.plain(), d.FullDescription.plain(), d.Help.plain())
	cited(f, "ruleId", []string{string(d.ID)})
	for _, id := range d.DeprecatedIDs { // osv-scanner has other names of a vulnerability there
		if id != string(d.ID) {
			cited(f, "deprecatedIds", []string{id})
		}
	}
	fill.Cite(f, "url", string(d.HelpURI), "helpUri")
	linked(f, "help", string(d.Help.Markdown))
	for _, rel := range d.Relationships {
		r.targets = append(r.targets, rel.Target)
	}
	said := fill.Attributes{}
	d.Properties.add(f, &said)
	said.Say(f)
	f.Outputs, r.outputs = nil, f.Outputs
	for i := range r.outputs {
		r.outputs[i].ID = "rule " + r.outputs[i].ID
	}
	return r
}

// finish tells the rules what they can only know when all is read.
func (c *catalog) finish() {
	c.byID, c.byName, c.taxa = map[string]*rule{}, map[string]*component{}, map[string]*component{}
	for i := range c.taxonomies {
		c.taxa[c.taxonomies[i].guid] = &c.taxonomies[i]
	}
	for i := len(c.components) - 1; i >= 0; i-- { // the first one of a name stays
		owner := &c.components[i]
		c.byName[owner.name], c.byName[owner.guid] = owner, owner
		maps.Copy(c.byID, owner.byID)
		for _, r := range owner.rules {
			r.owner = owner
			if i > 0 {
				r.finding.Plugin.Family = owner.name
			}
			for _, t := range r.targets {
				c.cite(&r.finding, t, "relationships")
			}
			r.bound()
		}
	}
}

// maxShared is how many references and properties of a rule every result has.
const maxShared = 1000

// bound cuts what every result has from the rule.
func (r *rule) bound() {
	f := &r.finding
	if len(f.Citations) > maxShared || len(r.outputs) > maxShared {
		f.Warnings = append(f.Warnings, "references or properties of the rule cut: it has more than each result keeps")
	}
	f.Citations, r.outputs = f.Citations[:min(len(f.Citations), maxShared)], r.outputs[:min(len(r.outputs), maxShared)]
}

// size returns about how many bytes the rule takes.
func (r *rule) size() int {
	n := 500 + len(r.finding.Plugin.Name) + len(r.finding.Description) + 150*len(r.targets)
	for _, o := range r.outputs {
		n += 50 + len(o.Text)
	}
	for _, c := range r.finding.Citations {
		n += 50 + len(c.Value)
	}
	for k, m := range r.messages {
		n += 100 + len(k) + len(m.Text) + len(m.Markdown)
	}
	return n
}

// about returns a finding with what the rule says.
func (r *rule) about() kb.Finding {
	f := r.finding
	f.Citations, f.Warnings = slices.Clone(f.Citations), slices.Clone(f.Warnings)
	return f
}

// rule finds the rule of a result: by its index, its id, or the id without its last
// part ("CA1000/1"). A rule that is not described has only the id.
func (c *catalog) rule(res result) *rule {
	id := string(first(res.RuleID, res.Rule.ID))
	from := c.component(res.Rule.ToolComponent)
	for _, index := range []stream.Word{res.Rule.Index, res.RuleIndex} {
		if from == nil {
			break
		}
		if r, ok := at(from.rules, index); ok && (id == "" || r.id == id || strings.HasPrefix(id, r.id+"/")) {
			return r.called(id)
		}
	}
	for _, key := range []string{id, parent(id), string(res.Rule.GUID)} {
		if r := c.find(from, key); r != nil {
			return r.called(id)
		}
	}
	r := &rule{id: id, owner: from}
	r.finding.Plugin.ID = id
	cited(&r.finding, "ruleId", []string{id})
	if c.cut {
		r.finding.Warnings = []string{"description of the rule not kept: the report describes more than is remembered; split the report"}
	}
	return r
}

// called returns the rule with the id that a result has, which may be more exact.
func (r *rule) called(id string) *rule {
	if id == "" || id == r.id {
		return r
	}
	other := *r
	other.finding.Plugin.ID = id
	return &other
}

// parent returns an id without its last part.
func parent(id string) string { return id[:max(0, strings.LastIndexByte(id, '/'))] }

// component returns the part of the tool that is referred to, the driver when there
// is no reference, and nil when there is no such part.
func (c *catalog) component(ref componentReference) *component {
	if len(c.components) == 0 {
		return nil
	}
	for _, name := range []stream.Word{ref.Name, ref.GUID} {
		if owner := c.byName[string(name)]; name != "" && owner != nil {
			return owner
		}
	}
	if i, err := strconv.Atoi(string(ref.Index)); err == nil && i >= 0 && i < len(c.components)-1 { // of the extensions
		return &c.components[i+1]
	}
	return &c.components[0]
}

// find finds a rule by id or GUID, in one component first, then in all.
func (c *catalog) find(from *component, id string) *rule {
	if id == "" {
		return nil
	}
	if from != nil && from.byID[id] != nil {
		return from.byID[id]
	}
	return c.byID[id]
}

// cite adds a taxon to the references: "CWE-79" for number 79 of a list "CWE".
func (c *catalog) cite(f *kb.Finding, t reference, where string) {
	list, id := string(t.ToolComponent.Name), string(t.ID)
	of := c.taxa[string(t.ToolComponent.GUID)]
	if i, err := strconv.Atoi(string(t.ToolComponent.Index)); of == nil && err == nil && i >= 0 && i < len(c.taxonomies) && (list == "" || list == c.taxonomies[i].name) {
		of = &c.taxonomies[i]
	}
	if of != nil {
		r, ok := at(of.rules, t.Index)
		if list = of.name; id == "" && ok {
			id = r.id
		}
	}
	switch kind := fill.ReferenceKind(id); {
	case id == "":
	case kind != "xref":
		fill.Cite(f, kind, id, where)
	case strings.EqualFold(list, "cwe"):
		fill.Cite(f, "cwe", "CWE-"+id, where)
	default:
		fill.Cite(f, "xref", strings.TrimSpace(list+" "+id), where)
	}
}
