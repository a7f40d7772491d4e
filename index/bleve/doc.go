// Package bleve is the embedded engine: one folder, no server. It is the only
// package that knows Bleve, zap, roaring bitmaps and bbolt.
//
// # What is in the folder
//
//	articles.db     the truth: every article's source, compressed, in one bbolt file
//	LOCK            who has the folder open, for people to read
//	gen-N/          one generation of the search structures
//	  shard-0/ ...  Bleve (scorch) indexes without Bleve's own metadata file
//	  MANIFEST.json what it was built from, and the size and checksum of every file
//
// An article is acknowledged when the transaction that holds its source is on
// disk. Everything else is derived from there and can be thrown away.
//
// # Generations
//
// A generation is immutable once it is published: it is opened read-only, so
// none of the faults that Bleve has when the disk is full or an index is damaged
// can reach a search. Changes go into a new generation, made either from
// scratch (two builders, one for each shard) or from hard links to the old one
// plus what has changed since. Its name is then written into articles.db, which
// is the switch. Which changes a generation holds is told by a sequence number
// that counts every change of articles.db.
//
// # Ranking
//
// Each article has one posting for each of its terms. Where Bleve keeps the term
// frequency, this package keeps the term's share of the BM25F score, computed
// when the article is indexed (weight.go); Bleve's own scores are not used, and
// the weights are read straight from the mapped segment (postings.go). The best
// candidates are then compared with the article's own text (rerank.go). Phrases
// are checked there too (confirm.go), because positions in the index would take
// more room than the articles.
//
// # What is Bleve's and what is ours
//
// Segments are files of Bleve's zap format; Bleve merges, opens and checks them,
// keeps the dictionaries and their automata for prefixes and misspelt words, and
// applies changes to a clone of a generation. Ours are the builder of a segment
// out of numbered terms (segment.go, invert.go), which a test compares with
// Bleve's, and the scorer.
package bleve
