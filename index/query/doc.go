// Package query reads what people type into the search box. Syntax tells users
// how: it is the help text of the search box and of "kbadvisor search".
//
// The same box takes error messages, log lines and whole titles that were
// copied from elsewhere. So only what can hardly be meant as text is syntax:
//
//   - A field name counts in lower case, with its value right behind the colon.
//     "Status: 530", "Error: x", "C:\path" and "http://host" are text.
//   - A minus excludes when a word of letters (then letters, digits, and points,
//     hyphens, underscores or apostrophes inside), a phrase or a field follows
//     at once. A minus before a digit or before a single letter is text:
//     -2147217900 is a number, and -d and -s:file are switches of commands. So
//     are the replies +OK and -ERR of mail servers in capitals.
//   - Text of more than LongText words, not counting phrases and fields, is
//     taken for a message. In it a plus or minus before a word counts only when
//     no plain word follows, so that a dash between two sentences excludes
//     nothing, and a quote that is never closed or a star after one letter is
//     punctuation instead of an error.
//   - A quote counts at the start of a word only: 3.5" and don't are text.
//
// A known field with a value that makes no sense is always an error, because
// the answer without the filter would be to another question.
package query

// LongText is how many words a text may have before it is taken for a message
// that somebody pasted.
const LongText = 8

// Syntax describes the search syntax for users, in lines of at most 80 columns.
const Syntax = `Type words, or paste an error message as it is. Articles with more of the
words, and with rarer ones, come first. An article number (Q239041, KB239041,
239041 or an address that ends in it) goes straight to the article, followed by
those that refer to it.

  "access is denied"      these words in this order
  conn*                   words that begin with conn (two letters at least)
  +passive                must have the word
  -proxy                  must not have the word; also -"name server" and -conn*
  product:"windows nt"    about a product, all words; also product:iis
  category:iis            the collection's tag; category:iis,ntserver for either
  keyword:kbbug           a keyword of the article
  status:by_design        the state of the problem
  version:4.0             a product version; also version:"winnt 4.0"
  id:Q239041,Q142868      these articles only
  year:1999               last changed in that year
  after:1999-06           changed on that day or later; or YYYY, YYYY-MM-DD
  before:2000             changed before that day
  cites:Q239041           refers to that article
  -status:by_design       a minus turns a field (not a date) round
  sort:date               latest change first; sort:-date earliest first

Field names are lower case, without a blank after the colon. In text of more
than eight words + and - count only at the end. Put what looks like syntax but
is text in quotes: "status:530".
`
