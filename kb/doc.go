// Package kb is the domain of kbadvisor: knowledge-base articles and what they
// say, without any input or output. It imports the standard library only, and
// every other package of the module may import it.
//
// # A tour of the tree
//
// Imports point to the left only: articles < kb < index < api < cmd. A test
// enforces that, and that each third-party module has one importing package.
//
//   - articles holds the articles that ship inside the binary.
//   - kb has the types: Article, Section, Status, Reference, Warning, ID, and of
//     matching: Signature, Observation, Finding, Answer.
//   - kb/kbtext reads the KB text format (DOCUMENT:Qnnnnnn ...), kb/kbmark reads
//     Markdown and renders articles, kb/kbfile tells one from the other.
//   - kb/extract finds the status and the references in an article's words.
//   - kb/lint holds the house rules for authors.
//   - kb/signature finds what articles say a machine said, and finds such messages
//     in a text; kb/ident finds everything that is named by a fixed code.
//   - kb/transcript reads sessions with servers and follows their state; kb/observe
//     decides what a text is and makes an Observation of it; kb/reply knows what
//     reply codes mean by their RFC.
//   - kb/scan tells what a report of a scanner is and gives its findings, with the
//     help of one package for each scanner; kb/scan/stream walks XML, JSON and CSV
//     within limits, kb/scan/fill puts what was read into findings, and
//     kb/scan/scantest is for the tests of the readers.
//   - index defines Engine, the searchable repository of articles, and Query;
//     index/query reads the search syntax, index/analyze makes terms out of text.
//   - index/bleve is the embedded engine and its durable store;
//     index/indextest is the suite that every engine has to pass.
//   - index/ingest imports files, folders and archives in bulk.
//   - index/match answers what an observation means, with the help of
//     index/semantic, nearness in meaning; index/eval measures the answers.
//   - api is the HTTP server, api/v1 its wire types, api/web its pages, api/report
//     the writers of linked findings.
//   - cmd/kbadvisor is the program, one file for each subcommand; cmd/internal/arch
//     tests what is said here, and kb/kbtest finds the real articles for tests.
//
// # What an article is
//
// An Article keeps the bytes it was read from and describes them. Its sections
// are spans of those bytes; they follow each other without a gap and together
// cover the whole source, so that nothing is lost and everything the program
// quotes can be pointed at.
package kb
