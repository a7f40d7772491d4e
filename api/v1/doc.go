// Package v1 holds the wire types of version 1 of the HTTP interface and the
// functions that make them out of the types of kb and index. It has no handlers:
// the server, the command line and clients written in Go share it.
//
// JSON names are in snake_case, times are RFC 3339, days are YYYY-MM-DD, and an
// array is never null. A span is a pair [start, end) of byte offsets.
package v1
