package openvex

import (
	"encoding/json"

	"kbadvisor/kb/scan/stream"
)

// statement is an element of statements[].
type statement struct {
	Vulnerability   vulnerability
	VulnDescription stream.Word `json:"vuln_description"` // version 0.0.1
	Products        list[product]
	Subcomponents   list[component] // version 0.0.1
	Status          stream.Word
	StatusNotes     stream.Word `json:"status_notes"`
	Justification   stream.Word
	ImpactStatement stream.Word `json:"impact_statement"`
	ActionStatement stream.Word `json:"action_statement"`
	Timestamp       stream.Word
	LastUpdated     stream.Word `json:"last_updated"`
	Supplier        stream.Word
}

// vulnerability is a name, or an object with one.
type vulnerability struct {
	ID          stream.Word `json:"@id"`
	Name        stream.Word
	Description stream.Word
	Aliases     stream.Texts
}

// UnmarshalJSON reads a text or an object.
func (v *vulnerability) UnmarshalJSON(data []byte) error {
	type object vulnerability
	if err := json.Unmarshal(data, (*object)(v)); err != nil {
		return v.Name.UnmarshalJSON(data)
	}
	return nil
}

// product is a component with what is inside of it.
type product struct {
	component
	Subcomponents list[component]
}

// UnmarshalJSON reads a text or an object.
func (p *product) UnmarshalJSON(data []byte) error {
	if err := p.component.UnmarshalJSON(data); err != nil {
		return err
	}
	var inner struct{ Subcomponents list[component] }
	if json.Unmarshal(data, &inner) == nil {
		p.Subcomponents = inner.Subcomponents
	}
	return nil
}

// component is an identifier, or an object with several.
type component struct {
	ID          stream.Word `json:"@id"`
	Identifiers map[string]stream.Word
	Hashes      map[string]stream.Word
}

// UnmarshalJSON reads a text or an object.
func (c *component) UnmarshalJSON(data []byte) error {
	type object component
	if err := json.Unmarshal(data, (*object)(c)); err != nil {
		return c.ID.UnmarshalJSON(data)
	}
	return nil
}

// list is a list of values, or one.
type list[T any] []T

// UnmarshalJSON reads one or many.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	var many []T
	if err := json.Unmarshal(data, &many); err != nil {
		many = make([]T, 1)
		if err := json.Unmarshal(data, &many[0]); err != nil {
			return err
		}
	}
	*l = many
	return nil
}
