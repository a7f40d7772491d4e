// Package arch holds the tests of the tree as a whole: the direction of
// imports, who may use which module, documentation, format, vet and
// staticcheck. It has no code of its own, so that "go test ./..." is the one
// command that a contributor needs.
package arch
