package arch

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, s := range tree(t) {
		want, err := format.Source(s.text)
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(s.text, want) {
			t.Errorf("%s is not formatted: run gofmt -w %s", s.path, s.path)
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	documented := map[string]int{}
	for _, s := range tree(t) {
		if s.test {
			continue
		}
		documented[s.dir] += 0
		if d := s.ast.Doc.Text(); d == "" {
			continue
		} else if want := opening(s.ast.Name.Name, s.dir); !strings.HasPrefix(d, want) {
			t.Errorf("%s: the package comment begins with %.30q, want %q", s.path, d, want)
		}
		documented[s.dir]++
	}
	for dir, n := range documented {
		if n != 1 {
			t.Errorf("%s: %d files have a package comment, want one", dir, n)
		}
	}
}

// opening is how the comment of a package begins.
func opening(name, dir string) string {
	if name == "main" {
		return "Command " + dir[strings.LastIndexByte(dir, '/')+1:] + " "
	}
	return "Package " + name + " "
}

func TestEveryExportedNameIsDocumented(t *testing.T) {
	for _, s := range tree(t) {
		if s.test || s.ast.Name.Name == "main" {
			continue
		}
		for _, d := range s.ast.Decls {
			for _, id := range undocumented(d) {
				t.Errorf("%s: exported %s has no comment", s.fset.Position(id.Pos()), id.Name)
			}
		}
	}
}

// undocumented returns the exported names of a declaration that have no comment:
// neither one of their own nor, for the names of a group, one of the group.
func undocumented(d ast.Decl) []*ast.Ident {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && receiverExported(d) && d.Doc == nil {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		return undocumentedSpecs(d)
	}
	return nil
}

func undocumentedSpecs(d *ast.GenDecl) []*ast.Ident {
	var out []*ast.Ident
	for _, spec := range d.Specs {
		switch sp := spec.(type) {
		case *ast.TypeSpec:
			if sp.Name.IsExported() && sp.Doc == nil && (d.Doc == nil || d.Lparen != token.NoPos) {
				out = append(out, sp.Name)
			}
		case *ast.ValueSpec:
			if sp.Doc != nil || sp.Comment != nil || d.Doc != nil {
				continue
			}
			for _, n := range sp.Names {
				if n.IsExported() {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// receiverExported reports whether a function is no method or one of an
// exported type.
func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return true
		}
	}
}
