// Package semantic tells how near in meaning two texts are, without a model
// runtime. A text becomes a vector of 128 numbers: the weighted sum of one row
// for each of its word pieces, scaled to length 1. The cosine of two vectors is
// about 1 for texts that say the same and near 0 for texts that have nothing to
// do with each other. It is made for re-ordering candidates that words have
// found; it decides nothing alone and is no evidence.
//
//	m, err := semantic.Load()
//	q := m.Query("550 5.7.1 Unable to relay")
//	a := m.Article(title, symptoms)
//	p := a.Pack() // 132 bytes, to be kept
//	cos := q.Cosine(&p)
//
// Texts are cut into pieces as the uncased BERT tokenizer does it: control
// characters go, letters become lower case and lose their accents, white space
// ends a word, punctuation characters and Chinese characters are words of their
// own, and a word is split greedily into the longest pieces of the vocabulary. The
// pieces are the same as those of the reference tokenizer but for three things:
//
//   - Accents are taken off Latin letters only (latin.go). Letters of other
//     scripts stay composed, which can change how many pieces they give. None of
//     those pieces has a row, so it matters only where the limit of tokens falls.
//   - The names of special tokens ([SEP], [MASK]) in a text are read as text.
//   - Bytes that are not UTF-8 are passed over.
//
// Which characters are letters, marks and punctuation is what the standard
// library knows; the reference uses an older version of Unicode.
//
// The table (table.bin) is derived from a published model; NOTICE says from what,
// what was changed and under which licence. TestTable makes it from its sources:
//
//	go test ./index/semantic -run TestTable -update
package semantic
