package stream

import (
	"encoding/json"
	"fmt"
)

// Objects takes an object, a list of objects, or null: tools write one or many in
// the same place. It calls begin for each object, then visit for each of its members
// as Object does.
func (j *JSON) Objects(begin func(), visit func(key string) error) error {
	t, err := j.dec.Token()
	switch {
	case err != nil:
		return j.fail(err)
	case t == nil:
		return nil
	case t == json.Delim('{'):
		begin()
		return j.members(visit)
	case t != json.Delim('['):
		return j.fail(fmt.Errorf("want an object or an array, got %v", brief(t)))
	}
	for i := 0; j.dec.More(); i++ {
		j.guard.mark()
		err := j.inside(fmt.Sprintf("[%d]", i), func() error {
			begin()
			return j.Object(visit)
		})
		if err != nil {
			return err
		}
	}
	return j.close()
}

// members visits the members of an object that was opened, and takes its end.
func (j *JSON) members(visit func(key string) error) error {
	for j.dec.More() {
		j.guard.mark()
		t, err := j.dec.Token()
		if err != nil {
			return j.fail(err)
		}
		key, _ := t.(string)
		if err := j.inside(key, func() error { return visit(key) }); err != nil {
			return err
		}
	}
	return j.close()
}
