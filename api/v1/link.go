package v1

// LinkDocument is all that was found in some reports.
type LinkDocument struct {
	Summary  LinkSummary `json:"summary" doc:"What there is, counted"`
	Findings []Finding   `json:"findings" nullable:"false" doc:"Every finding, in the order of the reports"`
}
