// Package indextest says in tests what package index says in comments. Run is
// the suite that every engine has to pass, Relevance measures how well an
// engine ranks, and NewReference is an engine so simple that it can be judged
// by reading: it is the oracle of the suite, and what tests of other packages
// use where they need any engine at all. Tests only import this package.
package indextest
