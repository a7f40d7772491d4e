package fill

import "testing"

func TestPackageURL(t *testing.T) {
	tests := []struct{ in, name, version string }{
		{"pkg:npm/%40a/b@1.0%2B1?x=y#z", "@a/b", "1.0+1"},
		{"pkg:maven/org.example/lib@2.9.4", "org.example/lib", "2.9.4"},
		{"pkg:npm/@a/b", "@a/b", ""},
		{"pkg:npm/@a", "@a", ""},
		{"pkg:apk/alpine/x@%zz", "alpine/x", "%zz"},
		{"pkg:x", "", ""},
		{"cpe:2.3:a:b", "", ""},
	}
	for _, test := range tests {
		name, version, ok := PackageURL(test.in)
		if name != test.name && ok || version != test.version || ok != (test.name != "") {
			t.Errorf("%s: %q %q %v, want %q %q", test.in, name, version, ok, test.name, test.version)
		}
	}
}
