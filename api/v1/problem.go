package v1

// Problem is the answer to a request that failed (RFC 9457). Code is stable:
// programs compare it, people read Detail, which also says what to change.
type Problem struct {
	Type      string         `json:"type" format:"uri-reference" doc:"Where the kind of problem is explained" example:"/v1/problems#bad_query"`
	Title     string         `json:"title" doc:"The kind of problem in words"`
	Status    int            `json:"status" minimum:"400" maximum:"599" doc:"HTTP status"`
	Code      string         `json:"code" doc:"The kind of problem, stable" example:"bad_query"`
	Detail    string         `json:"detail" doc:"What is wrong and what to change"`
	RequestID string         `json:"request_id" doc:"Name of this request in the server's log"`
	Position  *int           `json:"position,omitempty" minimum:"0" doc:"Byte of the parameter q at which the fault is"`
	Available []string       `json:"available,omitempty" nullable:"false" doc:"Media types that there are (not_acceptable)"`
	Errors    []ProblemError `json:"errors,omitempty" nullable:"false" doc:"The single faults, at most ten"`
}

// ProblemError is one fault of a request.
type ProblemError struct {
	Location string `json:"location" doc:"Where it is" example:"query.limit"`
	Message  string `json:"message" doc:"What is wrong there"`
}

// Problems lists the kinds of problems that the server tells apart.
type Problems struct {
	Problems []ProblemKind `json:"problems" nullable:"false" doc:"The kinds, by status and code"`
}

// ProblemKind is one kind of problem.
type ProblemKind struct {
	Code   string `json:"code" doc:"Name of the kind, stable"`
	Status int    `json:"status" doc:"HTTP status it is sent with"`
	Title  string `json:"title" doc:"The kind in words"`
	Advice string `json:"advice" doc:"What to change"`
}
