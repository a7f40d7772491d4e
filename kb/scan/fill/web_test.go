package fill

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestWeb(t *testing.T) {
	name := []string{"a.example"}
	tests := []struct {
		url  string
		want kb.Finding
	}{
		{"https://a.example/x?y=http://b.example:1/", kb.Finding{Names: name, Port: 443, Protocol: "tcp", Service: "https"}},
		{"HTTP://a.example", kb.Finding{Names: name, Port: 80, Protocol: "tcp", Service: "http"}},
		{"http://bob:s%40@a.example:8080?q", kb.Finding{Names: name, Port: 8080, Protocol: "tcp", Service: "http"}},
		{"http://a.example:/", kb.Finding{Names: name, Port: 80, Protocol: "tcp", Service: "http"}},
		{"http://a.example:99999/", kb.Finding{Names: name, Port: 80, Protocol: "tcp", Service: "http"}},
		{"https://192.0.2.7:8443/%zz <script>", kb.Finding{Addresses: []string{"192.0.2.7"}, Port: 8443, Protocol: "tcp", Service: "https"}},
		{"http://[2001:DB8::7]:81/", kb.Finding{Addresses: []string{"2001:db8::7"}, Port: 81, Protocol: "tcp", Service: "http"}},
		{"2001:db8::7", kb.Finding{Addresses: []string{"2001:db8::7"}}},
		{"a.example:22", kb.Finding{Names: name, Port: 22}},
		{"a.example", kb.Finding{Names: name}},
		{"//a.example/x", kb.Finding{Names: name}},
		{"redis://a.example:6379", kb.Finding{Names: name, Port: 6379}},
		{"/login?next=http://b.example/", kb.Finding{}},
		{"<script>alert(1)</script>", kb.Finding{}},
		{"", kb.Finding{}},
	}
	for _, tt := range tests {
		var got kb.Finding
		Web(&got, tt.url)
		tt.want.Location = tt.url
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.url, diff)
		}
	}
}

func TestWebKeepsWhatIsKnown(t *testing.T) {
	want := kb.Finding{
		Names: []string{"b.example"}, Addresses: []string{"192.0.2.1"}, Port: 1, Protocol: "udp", Service: "quic", Location: "there",
	}
	got := want
	Web(&got, "https://a.example/")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
