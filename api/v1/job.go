package v1

import "time"

// Job is the linking of an upload that goes on after the request that began it. Jobs
// end with the server, and their results some time after them.
type Job struct {
	ID       string         `json:"id" doc:"Name of the job; who knows it can read the result and delete the job"`
	State    string         `json:"state" enum:"queued,running,done,failed,cancelled" doc:"How far it is: the last three are final"`
	Findings int            `json:"findings" minimum:"0" doc:"How many findings are linked"`
	Share    float64        `json:"share" minimum:"0" maximum:"1" doc:"Part of the upload that is read"`
	Bytes    int64          `json:"bytes" minimum:"0" doc:"Size of the upload"`
	Created  time.Time      `json:"created" doc:"When the upload was there"`
	Started  time.Time      `json:"started,omitzero" doc:"When the first report was opened"`
	Finished time.Time      `json:"finished,omitzero" doc:"When it ended"`
	Expires  time.Time      `json:"expires,omitzero" doc:"When the job and its result are removed"`
	Verdicts map[string]int `json:"verdicts,omitempty" doc:"How many findings have each verdict, once it is done"`
	Reasons  map[string]int `json:"reasons,omitempty" doc:"How many of those that nothing explains have each reason, once it is done"`
	Reports  []LinkedReport `json:"reports,omitempty" nullable:"false" doc:"The reports, once it is done; one that could not be read to its end has an error"`
	Error    *Problem       `json:"error,omitempty" doc:"Why it failed"`
	Links    JobLinks       `json:"links" doc:"Where to go on"`
}

// JobLinks are the addresses of a job.
type JobLinks struct {
	Self   string `json:"self" doc:"The job; DELETE ends and removes it"`
	Events string `json:"events" doc:"Its progress, as server-sent events"`
	Result string `json:"result" doc:"What it found, once it is done, in the form that was asked for"`
	Page   string `json:"page" doc:"All of that for people"`
}

// Ended reports whether the job is in its last state.
func (j Job) Ended() bool { return j.State != "queued" && j.State != "running" }
