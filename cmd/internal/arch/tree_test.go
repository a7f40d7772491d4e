package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// module is the import path of the module.
const module = "kbadvisor"

// root is the folder of the module, seen from this package.
const root = "../../.."

// source is one Go file of the tree.
type source struct {
	path string // slash-separated, from the root of the module
	dir  string // folder of path, "." at the root
	test bool
	text []byte
	fset *token.FileSet
	ast  *ast.File
}

// tree reads and parses every Go file of the module. Reading them all also
// tells the test cache what the result depends on.
func tree(t *testing.T) []source {
	t.Helper()
	var out []source
	for _, name := range files(t) {
		if path.Ext(name) == ".go" && !strings.Contains("/"+name, "/testdata/") {
			out = append(out, parse(t, name))
		}
	}
	if len(out) < 10 {
		t.Fatalf("found %d Go files under %s: want the whole module", len(out), root)
	}
	return out
}

func parse(t *testing.T, name string) source {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	s := source{path: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), text: text, fset: token.NewFileSet()}
	s.ast, err = parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files lists the regular files of the checkout but for those of version
// control and those that a build or a test run leaves behind.
func files(t *testing.T) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (p == ".git" || p == "dist"):
			return fs.SkipDir
		case p == ".git": // a file in a second working tree
		case d.Type().IsRegular() && p != module && !leftover(p):
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// leftover reports whether .gitignore names the kind of file.
func leftover(p string) bool {
	switch path.Ext(p) {
	case ".test", ".prof", ".out":
		return true
	}
	return false
}

// imports returns the import paths of a file.
func (s source) imports() []string {
	var out []string
	for _, i := range s.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value) // the parser has checked it
		out = append(out, p)
	}
	return out
}
