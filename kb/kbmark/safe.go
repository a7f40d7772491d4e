package kbmark

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headsKey holds the offsets of the headings of sections while parsing.
var headsKey = parser.NewContextKey()

// safeAST changes a parsed article so that what is rendered is safe: images
// become links, links to dangerous or unreachable places lose their address, and
// headings inside sections stand below the sections' own.
type safeAST struct{}

// Transform implements parser.ASTTransformer.
func (safeAST) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	heads, _ := pc.Get(headsKey).(map[int]bool)
	var images []*ast.Image
	var dead []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			levelHeading(n, heads)
		case *ast.Link:
			if n.Destination = safeAddress(n.Destination); n.Destination == nil {
				dead = append(dead, n)
			}
			noFollow(n)
		case *ast.AutoLink:
			noFollow(n)
		case *ast.Image:
			images = append(images, n)
		}
		return ast.WalkContinue, nil
	})
	for i := len(images) - 1; i >= 0; i-- {
		imageToLink(images[i])
	}
	for _, n := range dead {
		unwrap(n)
	}
}

// unwrap puts the children of a node in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
}

// levelHeading makes headings of sections level 2 and others at least level 3.
func levelHeading(n *ast.Heading, heads map[int]bool) {
	if n.Lines().Len() > 0 && heads[n.Lines().At(0).Start] {
		n.Level = 2
		return
	}
	n.Level = max(n.Level, 3)
}

func noFollow(n ast.Node) {
	n.SetAttributeString("rel", []byte("nofollow noreferrer"))
}

// safeAddress returns the address of a link when following it is safe and leads
// somewhere: it has a known scheme, or names a place on the same page.
func safeAddress(addr []byte) []byte {
	a := strings.ToLower(string(bytes.TrimSpace(addr)))
	for _, scheme := range []string{"http://", "https://", "ftp://", "mailto:", "news:"} {
		if strings.HasPrefix(a, scheme) {
			return addr
		}
	}
	if strings.HasPrefix(a, "#") {
		return addr
	}
	return nil
}

// imageToLink puts a link with the image's text in its place, the text alone when
// the image is not on the web.
func imageToLink(img *ast.Image) {
	link := ast.NewLink()
	link.Destination = safeAddress(img.Destination)
	noFollow(link)
	for c := img.FirstChild(); c != nil; {
		next := c.NextSibling()
		link.AppendChild(link, c)
		c = next
	}
	if link.ChildCount() == 0 {
		link.AppendChild(link, ast.NewString([]byte("image")))
	}
	img.Parent().ReplaceChild(img.Parent(), img, link)
	if link.Destination == nil {
		unwrap(link)
	}
}
