package api

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	v1 "kbadvisor/api/v1"
)

// linkAsk is what a client wants of an upload.
type linkAsk struct {
	inputFormat   string
	format        string // empty when Accept decides
	minConfidence float64
	attended      bool // a request waits for it
}

// onlyReports refuses fields of a form that would have no effect.
func (u *upload) onlyReports() error {
	var faults []v1.ProblemError
	for _, name := range slices.Sorted(maps.Keys(u.fields)) {
		faults = append(faults, v1.ProblemError{Location: "body." + cut(name, 40), Message: "is no field of this form; parameters stand in the address"})
	}
	if len(faults) > 0 {
		return badParameters(faults)
	}
	return nil
}

// parsePrefer returns what Prefer says of the time that an answer may take (RFC 7240,
// sections 4.1 and 4.3).
func parsePrefer(header string) (async bool, wait time.Duration) {
	for p := range strings.SplitSeq(header, ",") {
		p, _, _ = strings.Cut(p, ";")
		name, value, _ := strings.Cut(p, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "respond-async":
			async = true
		case "wait":
			if n, err := strconv.ParseUint(strings.Trim(value, ` "`), 10, 16); err == nil {
				wait = time.Duration(n) * time.Second
			}
		}
	}
	return async, wait
}

// formAsk returns what a form asks for.
func formAsk(u *upload) (linkAsk, error) {
	var ask linkAsk
	var faults []v1.ProblemError
	for name, values := range u.fields {
		value := values[0]
		fault := ""
		switch {
		case len(values) > 1:
			fault = "is given more than once"
		case value == "":
		case name == "input_format":
			ask.inputFormat = value
		case name == "min_confidence":
			f, err := strconv.ParseFloat(value, 64)
			if err != nil || !(f >= 0 && f <= 1) {
				fault = "is no number from 0 to 1"
			}
			ask.minConfidence = f
		default:
			fault = "is no field of this form"
		}
		if fault != "" {
			faults = append(faults, v1.ProblemError{Location: "body." + cut(name, 40), Message: fault})
		}
	}
	if len(faults) > 0 {
		slices.SortFunc(faults, func(a, b v1.ProblemError) int { return cmp.Compare(a.Location, b.Location) })
		return ask, badParameters(faults)
	}
	return ask, nil
}
