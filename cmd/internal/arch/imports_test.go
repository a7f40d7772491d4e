package arch

import (
	"slices"
	"strings"
	"testing"
)

// rings are the folders at the top of the tree, innermost first. A package may
// import its own ring and those before it.
var rings = []string{"articles", "kb", "index", "api", "cmd"}

// owners tells which packages may import a third-party module outside of tests.
// One package each: a library that is spread over the tree cannot be replaced.
var owners = map[string][]string{
	"github.com/RoaringBitmap/roaring/v2":          {"index/bleve"},
	"github.com/blevesearch/bleve/v2":              {"index/bleve"},
	"github.com/blevesearch/bleve_index_api":       {"index/bleve"},
	"github.com/blevesearch/scorch_segment_api/v2": {"index/bleve"},
	"github.com/blevesearch/zapx/v17":              {"index/bleve"},
	"github.com/blevesearch/vellum":                {"index/bleve"},
	"go.etcd.io/bbolt":                             {"index/bleve"},
	"github.com/blevesearch/snowballstem":          {"index/analyze"},
	"github.com/fsnotify/fsnotify":                 {"index/ingest"},
	"github.com/yuin/goldmark":                     {"kb/kbmark"},
	"go.abhg.dev/goldmark/frontmatter":             {"kb/kbmark"},
	"go.yaml.in/yaml/v3":                           {"kb/kbmark"},
	"golang.org/x/text":                            {"kb/kbtext", "kb/scan/stream"},
	"github.com/labstack/echo/v4":                  {"api"},
	"github.com/danielgtaylor/huma/v2":             {"api"},
	"golang.org/x/time":                            {"api"},
	"github.com/spf13/cobra":                       {"cmd/kbadvisor"},
	"github.com/spf13/pflag":                       {"cmd/kbadvisor"},
	"github.com/schollz/progressbar/v3":            {"cmd/kbadvisor"},
	"golang.org/x/term":                            {"cmd/kbadvisor"},
	"golang.org/x/net":                             {"api", "kb/scan/fill"},
	// The engine compresses what it stores, import reads archives, export writes them.
	"github.com/klauspost/compress": {"index/bleve", "index/ingest", "cmd/kbadvisor"},
}

// anywhere are modules that extend the standard library and bring no types of
// their own into an interface.
var anywhere = []string{"golang.org/x/sync", "golang.org/x/sys"}

// testOnly are the modules that tests of any package may import, and nothing else.
var testOnly = []string{
	"github.com/google/go-cmp",
	"github.com/rogpeppe/go-internal",
	"github.com/getkin/kin-openapi",
	"golang.org/x/net",
	"github.com/klauspost/compress", // tests read the archives of real articles
	"github.com/chromedp",           // tests open pages in a browser
	"github.com/santhosh-tekuri/jsonschema",
}

func TestImports(t *testing.T) {
	for _, s := range tree(t) {
		for _, p := range s.imports() {
			if why := forbidden(s, p); why != "" {
				t.Errorf("%s imports %s: %s", s.path, p, why)
			}
		}
	}
}

// forbidden tells why a file may not import a path, or is empty.
func forbidden(s source, p string) string {
	switch first, _, _ := strings.Cut(p, "/"); {
	case first == module:
		return inward(s, strings.TrimPrefix(strings.TrimPrefix(p, module), "/"))
	case strings.Contains(first, "."):
		return thirdParty(s, p)
	case p == "testing" && !s.test && !helper(s.dir):
		return "package testing belongs in tests and in packages that end in test"
	case p == "unsafe" && s.dir != "index/bleve", p == "C", p == "plugin":
		return "the program is plain Go, but for the decoding of records in index/bleve"
	}
	return ""
}

// inward checks an import of another package of the module.
func inward(s source, target string) string {
	if helper(target) && !s.test && !helper(s.dir) {
		return "packages that end in test are for tests only"
	}
	from, to := ring(s.dir), ring(target)
	if from < 0 || to < 0 {
		return "packages live under " + strings.Join(rings, ", ")
	}
	if to > from {
		return "imports point to the left only: " + strings.Join(rings, " < ")
	}
	return ""
}

// thirdParty checks an import of another module's package.
func thirdParty(s source, p string) string {
	mod := owner(p)
	users := owners[mod]
	switch {
	case slices.Contains(users, s.dir) || slices.Contains(anywhere, mod):
		return ""
	case slices.Contains(testOnly, mod) && (s.test || helper(s.dir)):
		return ""
	case slices.Contains(testOnly, mod):
		return "this module is for tests only"
	case users == nil:
		return "no package owns the module: see owners in this test"
	}
	return "only " + strings.Join(users, " and ") + " may import it"
}

// owner returns the module of the tables above that an import path is in.
func owner(p string) string {
	known := slices.Concat(anywhere, testOnly)
	for m := range owners {
		known = append(known, m)
	}
	for _, m := range known {
		if p == m || strings.HasPrefix(p, m+"/") {
			return m
		}
	}
	return p
}

func ring(dir string) int {
	top, _, _ := strings.Cut(dir, "/")
	return slices.Index(rings, top)
}

// helper reports whether a folder holds helpers for tests.
func helper(dir string) bool { return strings.HasSuffix(dir, "test") }

func TestForbidden(t *testing.T) {
	prod := func(dir string) source { return source{dir: dir} }
	test := func(dir string) source { return source{dir: dir, test: true} }
	for _, c := range []struct {
		name string
		from source
		path string
		bad  bool
	}{
		{"inward", prod("index/ingest"), module + "/kb/kbtext", false},
		{"same ring", prod("index/ingest"), module + "/index", false},
		{"outward", prod("kb/kbtext"), module + "/index", true},
		{"outward in a test", test("kb/kbtext"), module + "/index", true},
		{"new top folder", prod("cmd/kbadvisor"), module + "/web", true},
		{"helper in production", prod("index/bleve"), module + "/index/indextest", true},
		{"helper in a test", test("index/bleve"), module + "/index/indextest", false},
		{"owner", prod("index/bleve"), "github.com/blevesearch/bleve/v2/search", false},
		{"not the owner", prod("index/ingest"), "github.com/blevesearch/bleve/v2", true},
		{"not the owner in a test", test("index/ingest"), "github.com/blevesearch/bleve/v2", true},
		{"longer module name", prod("index/bleve"), "github.com/blevesearch/bleve/v22", true},
		{"nobody's", prod("api"), "example.org/x", true},
		{"test module", test("api"), "github.com/google/go-cmp/cmp", false},
		{"test module in production", prod("api"), "github.com/google/go-cmp/cmp", true},
		{"testing in production", prod("api"), "testing", true},
		{"testing in a helper", prod("kb/kbtest"), "testing", false},
		{"standard library", prod("kb"), "strings", false},
	} {
		if got := forbidden(c.from, c.path); (got != "") != c.bad {
			t.Errorf("%s: %s imports %s: got %q", c.name, c.from.dir, c.path, got)
		}
	}
}

func TestDomainIsStandardLibraryOnly(t *testing.T) {
	for _, s := range tree(t) {
		for _, p := range s.imports() {
			if s.dir == "kb" && !s.test && strings.Contains(p, ".") {
				t.Errorf("%s imports %s: package kb uses the standard library only", s.path, p)
			}
			if s.dir == "articles" && !s.test && strings.HasPrefix(p, module) {
				t.Errorf("%s imports %s: package articles imports nothing of the module", s.path, p)
			}
		}
	}
}
