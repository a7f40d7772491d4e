// Package signature knows what machines say. One half finds the messages that
// an article quotes (Extract); the other half makes templates out of them, keeps
// them in a table and aligns them with what was seen.
//
// # Where articles quote messages
//
// Authors follow a few habits, and each is a rule here. A sentence that ends in a
// colon announces messages (lead-in), which stand below it, indented, as a list
// or in quotation marks (literal, bullet); one message of several paragraphs
// after "the following error message:", several messages after "one of the
// following error messages:". Titles name messages behind a label such as
// "Err Msg:" or in quotation marks (title). Sentences quote them beside words
// such as "error message" (inline). Some messages are known by their form alone:
// records of an event log, STOP screens, replies of a server (pattern). Authors of
// Markdown articles can also mark them (marked).
//
// # Sessions in articles
//
// A session is split into its replies, one signature each. A reply that goes over
// several lines is one signature. Each carries how far the session had come when
// the command that it answers was sent.
//
// What an article quotes twice is there twice: each signature has a place.
//
// # Codes without words
//
// An article can name a reply, an event or a STOP by its code alone ("FTP error
// 425"). Such a signature has a Code and an empty Text; there is one at most for
// each code of an article, and none when a quoted message has the same code.
package signature
