package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

// apiVersion is the version of the interface, not that of the program. It grows
// with every change of the document: the second part when something was added,
// the first one when something that was there has changed.
const apiVersion = "1.2.0"

// openAPI returns the document without its operations.
func openAPI() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title:   "kbadvisor",
			Version: apiVersion,
			Description: "Look up knowledge-base articles: match what was seen to the article that explains it, search them, " +
				"read them as JSON, text, Markdown or HTML. " +
				"HEAD works wherever GET does. Parameters that are not listed are refused. " +
				"Errors are problem documents (RFC 9457) with a stable code; /v1/problems lists the codes.",
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
		},
		Servers: []*huma.Server{{URL: "/"}},
		Tags: []*huma.Tag{
			{Name: "articles", Description: "Reading articles"},
			{Name: "link", Description: "Linking the findings of scanners' reports"},
			{Name: "match", Description: "Explaining what was seen"},
			{Name: "search", Description: "Finding articles"},
			{Name: "server", Description: "State of the server"},
		},
	}
}

// openAPIRoutes finishes the document and serves it.
func (s *Server) openAPIRoutes() {
	doc := s.huma.OpenAPI()
	delete(doc.Components.Schemas.Map(), "ErrorModel") // huma's own form of errors, which is never sent
	nullable(doc, "Article", "status", "fix")
	unescape(doc)
	asJSON, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("api: write OpenAPI document: %v", err))
	}
	asYAML, err := doc.YAML()
	if err != nil {
		panic(fmt.Sprintf("api: write OpenAPI document: %v", err))
	}
	s.static("/openapi.json", typeJSON, append(asJSON, '\n'), "no-cache")
	s.static("/openapi.yaml", "application/yaml", asYAML, "no-cache")
}

// nullable says that fields of a schema, which refer to objects, may be null.
// Tags cannot say that.
func nullable(doc *huma.OpenAPI, schema string, fields ...string) {
	properties := doc.Components.Schemas.Map()[schema].Properties
	for _, name := range fields {
		p := properties[name]
		properties[name] = &huma.Schema{
			Description: p.Description,
			AnyOf:       []*huma.Schema{{Ref: p.Ref}, {Type: "null"}},
		}
	}
}

// unescape takes the backslashes out of paths, which only the router wants.
func unescape(doc *huma.OpenAPI) {
	for path, item := range doc.Paths {
		if plain := strings.ReplaceAll(path, `\`, ""); plain != path {
			doc.Paths[plain] = item
			delete(doc.Paths, path)
		}
	}
}

// schemaOf returns a reference to the schema of a value's type.
func (s *Server) schemaOf(v any) *huma.Schema {
	return s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(v), true, "")
}

// static serves bytes that never change, for GET and HEAD.
func (s *Server) static(path, contentType string, body []byte, cache string) {
	tag := etag(body)
	handle := func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", cache)
		if matches(c.Request().Header.Get("If-None-Match"), tag) {
			return c.NoContent(http.StatusNotModified)
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		return c.Blob(http.StatusOK, contentType, body)
	}
	s.echo.GET(path, handle)
	s.echo.HEAD(path, handle)
}
