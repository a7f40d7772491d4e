// Package report writes linked findings: for people at a terminal, as Markdown and
// as one page of HTML, and for programs as JSON, JSON Lines, CSV and SARIF.
//
// Findings are kept in a Spool while they come, one line of JSON each in a file, so
// that a report of any size takes little memory; the writers read them from there
// as often as they need.
package report
