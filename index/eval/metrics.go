package eval

// Metrics are the figures of a group of cases. The comment of the package
// defines them.
type Metrics struct {
	Positives int `json:"n_pos"`
	Negatives int `json:"n_neg"`

	S1     Figure `json:"s1"`    // success at 1
	S1Any  Figure `json:"s1any"` // success at 1 of any grade
	S3     Figure `json:"s3"`    // success at 3
	MRR    Figure `json:"mrr"`   // mean reciprocal rank within 10
	NDCG   Figure `json:"ndcg"`  // within 10
	Recall Figure `json:"rec5"`  // within 5

	FalseAnswers      Figure `json:"false_answer_rate"`
	AbstentionPrec    Figure `json:"abst_prec"`
	AbstentionRecall  Figure `json:"abst_rec"`
	PositiveAbstained Figure `json:"pos_abstained"`
	AnswerPrecision   Figure `json:"answer_precision"`
	Utility           Figure `json:"utility"`

	Calibrated int    `json:"n_calibrated"` // cases that count for the next two
	Brier      Figure `json:"brier"`
	ECE        Figure `json:"ece"`
}

// sums are what the figures are made of.
type sums struct {
	positives, negatives              int
	abstained, abstainedNegatives     int
	s1, s1any, s3, mrr, ndcg, recall5 float64
}

func (t *sums) add(s score) {
	if s.negative {
		t.negatives++
	} else {
		t.positives++
	}
	if !s.answered {
		t.abstained++
		if s.negative {
			t.abstainedNegatives++
		}
	}
	t.s1 += s.s1
	t.s1any += s.s1any
	t.s3 += s.s3
	t.mrr += s.mrr
	t.ndcg += s.ndcg
	t.recall5 += s.recall
}

// newMetrics returns the figures of a group.
func newMetrics(scores []score) Metrics {
	var t sums
	for _, s := range scores {
		t.add(s)
	}
	n, silent := t.abstained, float64(t.abstainedNegatives)
	bins := newBins(scores)
	m := Metrics{
		Positives: t.positives, Negatives: t.negatives,
		S1: share(t.s1, t.positives), S1Any: share(t.s1any, t.positives), S3: share(t.s3, t.positives),
		MRR: share(t.mrr, t.positives), NDCG: share(t.ndcg, t.positives), Recall: share(t.recall5, t.positives),
		FalseAnswers:      share(float64(t.negatives)-silent, t.negatives),
		AbstentionPrec:    share(silent, n),
		AbstentionRecall:  share(silent, t.negatives),
		PositiveAbstained: share(float64(n)-silent, t.positives),
		AnswerPrecision:   share(t.s1any, len(scores)-n),
		Utility:           share(t.s1any+silent, len(scores)),
	}
	m.Calibrated, m.Brier, m.ECE = calibration(scores, bins)
	return m
}
