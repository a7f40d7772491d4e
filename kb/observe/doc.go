// Package observe decides what a free text is that somebody pastes or types (a
// session, a reply, a record of an event log, an error message, a finding of a
// scanner, a question) and splits it into what machines say and what people say.
//
// Sessions and replies are read by kb/transcript, identifiers by kb/ident. The
// rest goes by layout first (records, fields, lines of scanners) and by wording
// only where there is no layout: a machine says what failed in set phrases and
// numbers, a person says when, where and to whom it happened.
package observe
