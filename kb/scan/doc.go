// Package scan reads the reports of scanners: it tells by content what a report is
// and gives its findings one by one, as many as the report has, with all that they
// say. Each format has a reader in a package of its own; formats.go lists them, in
// the order in which they are asked whether a report is theirs.
//
// gzip and zip around a report are taken off. A report that ends early or is damaged
// gives the findings before that place, then an error that names it.
package scan
