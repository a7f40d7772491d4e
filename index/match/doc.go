// Package match answers what an observation means: which article of the
// knowledge base explains it, by what evidence, how surely, or why none does.
//
// A Matcher works in three steps. Candidates come from identifiers that the
// observation names, from messages that articles quote (kb/signature) and from
// the words it has in common with articles (Engine.Probe). Each candidate is then
// compared with the observation in Go, on the article's own bytes, which gives a
// row of features; a linear model orders the candidates by them. At last a second
// model turns what is known of the first ones into a probability, and the answer
// is given, declared a tie, or withheld.
//
// Link does that for the findings of scanners' reports, by stricter rules: what a
// finding cites leads, and words in common are hardly believed.
//
// What is known of all articles without reading them is their Catalog: titles,
// sections, quoted messages, identifiers and vectors. It is made once from the
// engine's articles, kept in a file, and brought up to date article by article.
//
// The weights of both models are data (model.json). Fit makes them from labelled
// observations; package eval measures them.
package match
