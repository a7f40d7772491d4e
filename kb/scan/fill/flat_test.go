package fill

import (
	"encoding/xml"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFlat(t *testing.T) {
	var got struct {
		P Flat `xml:"p"`
	}
	if err := xml.Unmarshal([]byte("<a><p>\n<x>one<y>two</y></x>  three\n\n\n\n<z/> four </p></a>"), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Flat("onetwo\n\n  three\n\n four"), got.P); diff != "" {
		t.Error(diff)
	}
}
