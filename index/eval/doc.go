// Package eval measures how well observations are matched to articles. Cases
// are labelled observations: which articles explain each, or that none does. A
// run is what somebody answered to them. Evaluate compares the two; nothing in
// this package asks an engine.
//
// # Rules
//
//   - The neutral articles of a case are arguable: they are removed from the run
//     before anything is counted. A case is answered when something is left.
//   - A case with graded articles is positive, one without is negative.
//   - The targets of a case are its articles with the best grade that it has.
//     Success at 1 and 3, the reciprocal rank within ten and the recall within
//     five look at targets; the recall divides by the number of targets, five at
//     most. Success at 1 of any grade and nDCG within ten look at all graded
//     articles, with a gain of 2^grade-1. An abstention from a positive case
//     counts zero in all of them, and all are means over the positive cases.
//   - False answers are the negatives that were answered, as a share of the
//     negatives. The precision of abstentions is the share of negatives among the
//     cases that were not answered, their recall the share of negatives that were
//     not answered. The precision of answers is the share of answered cases
//     whose first result is graded. Utility is the share of all cases that are
//     either positive with a graded first result or negative and not answered.
//
// # Calibration
//
// An answered case whose first result (neutral ones removed) has a confidence
// counts for calibration; it is correct when that result is graded, whatever the
// grade. Negatives that were answered count as wrong; cases that were not
// answered do not count. The Brier score is the mean of
// (confidence - correct)^2. For the expected calibration error the cases are put
// into ten bins of equal width by their confidence, [0, 0.1) up to [0.9, 1];
// it is the mean over the cases of |mean confidence - share of correct cases| of
// the bin they are in. Both are 0 at best and 1 at worst.
package eval
