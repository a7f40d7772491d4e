// Package fill is what the readers of reports do with what they read: it makes HTML
// plain, tells references, ports and addresses apart, puts them where they belong in
// a finding, and bounds what many findings take from one place of a report.
package fill
