package arch

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// homes are the folders under which machines keep people's files. The names of
// one or two letters that examples use are fine.
var homes = regexp.MustCompile(`(?:^|[\s"'=(:])/(?:root|home/\w{3,}|Users/\w{3,}|work)/`)

// fixed are the names at the top of the checkout.
var fixed = []string{"api", "articles", "cmd", "index", "kb", "go.mod", "go.sum", "README.md", "LICENSE", ".gitignore", ".ci"}

// TestNoMachineInTheTree wants no file to name a folder of somebody's machine or
// the host that the machine gets its modules from.
func TestNoMachineInTheTree(t *testing.T) {
	banned := machineNames(t)
	for _, name := range files(t) {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if m := homes.FindString(line); m != "" && !strings.HasSuffix(name, "hygiene_test.go") {
				t.Errorf("%s:%d: names a folder of a machine: %s", name, i+1, strings.TrimSpace(m))
			}
			for _, b := range banned {
				if strings.Contains(line, b) {
					t.Errorf("%s:%d: names this machine or its registry: %s", name, i+1, b)
				}
			}
		}
	}
}

// machineNames returns what must not be in the tree: where the checkout lies and
// where modules come from.
func machineNames(t *testing.T) []string {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{dir + string(filepath.Separator)}
	proxies, err := exec.CommandContext(t.Context(), "go", "env", "GOPROXY", "GOSUMDB").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.FieldsFunc(string(proxies), func(r rune) bool { return strings.ContainsRune(",|\n ", r) }) {
		if u, err := url.Parse(p); err == nil && u.Host != "" {
			out = append(out, u.Host)
		}
	}
	return out
}

func TestHomes(t *testing.T) {
	for line, want := range map[string]bool{
		`open "/home/bob/kb"`:          true,
		`DIR=/root/go`:                 true,
		`see https://host/home/page/`:  false,
		`the route /homepage`:          false,
		`origin "/home/x/kb"`:          false,
		`(/Users/bob/Library) is here`: true,
	} {
		if got := homes.MatchString(line); got != want {
			t.Errorf("%q: got %v, want %v", line, got, want)
		}
	}
}

func TestTopLevelIsFixed(t *testing.T) {
	for _, name := range files(t) {
		top, _, _ := strings.Cut(name, "/")
		if !slices.Contains(fixed, top) {
			t.Errorf("%s: the top level of the tree is fixed to %s", name, strings.Join(fixed, " "))
		}
	}
}
