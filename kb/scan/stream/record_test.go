package stream

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRecord(t *testing.T) {
	var r Record
	if err := json.Unmarshal([]byte(`{"cve_id":["a","b"],"CveID":"c","Empty":null,"n":1.50,"o":{"x":[1]},"left":true,"z":"y"}`), &r); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("c\na\nb", r.One("none", "empty", "CVE Id")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1.50", `{"x":[1]}`}, r.All("N", "none", "o")); diff != "" {
		t.Error(diff)
	}
	if r.Name("cveid") != "CveID" || r.Peek("z")[0] != "y" {
		t.Errorf("name %q, value %q", r.Name("cveid"), r.Peek("z"))
	}
	r.Set("Z", "w")
	var rest []string
	for name, value := range r.Rest() {
		rest = append(rest, name+"="+value)
	}
	if diff := cmp.Diff([]string{"left=true", "z=y, w"}, rest); diff != "" {
		t.Error(diff)
	}
	if err := json.Unmarshal([]byte(`["no object"]`), &r); err == nil {
		t.Error("a list is no record")
	}
	for range (&Record{}).Rest() {
		t.Error("an empty record has a field")
	}
	if (&Record{}).One("a") != "" || (&Record{}).All("a") != nil {
		t.Error("an empty record has a value")
	}
}
