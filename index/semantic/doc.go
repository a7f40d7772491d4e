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
//
// One vector a text is all there is, because more did not pay. Success at 1 on
// the 176 labelled observations, re-ranking 50 candidates with a linear model,
// five-fold cross-validated, for two ways to find the candidates (one article more
// or less is 0.006, and differences below 0.02 mean little):
//
//	five word features                                  0.767  0.778
//	with the cosine                                     0.781  0.781
//	with it and the cosine of the best passage          0.790  0.788
//	with it and that of the best section                0.787  0.793
//	with it and that of the best sentence               0.786  0.778
//	with it and each word's nearest word in the article 0.768  0.771
//	with it and each title word's nearest in the query  0.781  0.781
//	with it and the best line of the query              0.777  0.783
//	with it and a weight of its own for questions       0.793  0.797
//
// The last line needs no other data: the cosine is worth more than twice as much
// for questions as for messages of machines. Training the rows further on
// candidates that share words with the right article made the order worse.
package semantic
