package fill

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestPort(t *testing.T) {
	for in, want := range map[string]string{
		"21/tcp": "21 tcp ", "ftp (21/tcp)": "21 tcp ftp", "ftp? (21/TCP)": "21 tcp ftp?", "TCP/443": "443 tcp ", "80": "80  ", "general/tcp": "0 tcp ",
		"general/CPE-T": "0  ", "general/icmp": "0 icmp ", " 53/udp ": "53 udp ", "": "0  ", "a": "0  ", "70000/tcp": "0 tcp ", "-1/tcp": "0 tcp ",
		"unknown (0/tcp)": "0 tcp unknown", "x (y) (21/tcp)": "21 tcp x (y)", "(21/tcp)": "21 tcp ", "/": "0  ", "21/22": "21  ",
	} {
		port, protocol, service := Port(in)
		if got := fmt.Sprint(port, " ", protocol, " ", service); got != want {
			t.Errorf("Port(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAttributes(t *testing.T) {
	var a Attributes
	var f kb.Finding
	a.Say(&f)
	if f.Outputs != nil {
		t.Errorf("nothing became %v", f.Outputs)
	}
	for _, p := range [][2]string{{"score", " 7.5 "}, {"empty", " "}, {"vector", "AV:N"}, {"note", "two\nlines"}, {"long", strings.Repeat("x", 501)}, {"last", "1"}} {
		a.Add(p[0], p[1])
	}
	a.Say(&f)
	want := []kb.Output{{ID: "note", Text: "two\nlines"}, {ID: "long", Text: strings.Repeat("x", 501)}, {ID: "attributes", Text: "score: 7.5\nvector: AV:N\nlast: 1"}}
	if diff := cmp.Diff(want, f.Outputs); diff != "" {
		t.Error(diff)
	}
}
