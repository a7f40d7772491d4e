package main

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestDefaultDir(t *testing.T) {
	home := func() (string, error) { return "/h", nil }
	homeless := func() (string, error) { return "", errors.New("no home") }
	for _, c := range []struct {
		name, goos string
		env        map[string]string
		home       func() (string, error)
		want       string // empty for an error
	}{
		{"linux", "linux", nil, home, "/h/.local/share/kbadvisor"},
		{"linux with XDG", "linux", map[string]string{"XDG_DATA_HOME": "/x"}, home, "/x/kbadvisor"},
		{"a relative XDG counts as not set", "linux", map[string]string{"XDG_DATA_HOME": "x"}, home, "/h/.local/share/kbadvisor"},
		{"freebsd", "freebsd", nil, home, "/h/.local/share/kbadvisor"},
		{"mac", "darwin", map[string]string{"XDG_DATA_HOME": "/x"}, home, "/h/Library/Application Support/kbadvisor"},
		{"windows", "windows", map[string]string{"LocalAppData": "/l"}, home, "/l/kbadvisor"},
		{"windows without", "windows", nil, home, ""},
		{"no home", "linux", nil, homeless, ""},
		{"no home on a mac", "darwin", nil, homeless, ""},
	} {
		got, err := defaultDir(c.goos, func(k string) string { return c.env[k] }, c.home)
		if (err == nil) != (c.want != "") || filepath.ToSlash(got) != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}
