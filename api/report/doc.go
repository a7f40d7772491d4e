// Package report gives linked findings back: for people at a terminal, as Markdown
// and as one page of HTML, and for programs as JSON, JSON Lines, CSV and SARIF.
//
// A Collector runs the reports of scanners through a Linker and counts what comes
// out. Findings are kept in a Spool while they come, one line of JSON each in a file,
// so that a report of any size takes little memory; the writers (see Formats) read
// them from there as often as they need. Streamed formats can do without.
//
// What scanners saw is hostile. No writer lets a character through that commands a
// terminal, hides or turns text, and each makes the rest harmless in its own
// notation.
package report
