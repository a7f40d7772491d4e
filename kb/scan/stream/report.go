package stream

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// Limits bound what a report may take. The zero value has the defaults.
type Limits struct {
	Bytes    int64 // of the report when it is unpacked, 8 GiB
	Findings int   // 5,000,000
	Value    int64 // bytes of the report that make one finding, or one piece between findings, 32 MiB
	Text     int   // bytes of one text of a finding, 1 MiB; what is longer is cut, with a warning
	Depth    int   // of elements or values in each other, 200
}

// WithDefaults returns the limits with the defaults in the place of zeros.
func (l Limits) WithDefaults() Limits {
	def := Limits{Bytes: 8 << 30, Findings: 5_000_000, Value: 32 << 20, Text: 1 << 20, Depth: 200}
	for _, p := range []struct{ at, def *int64 }{{&l.Bytes, &def.Bytes}, {&l.Value, &def.Value}} {
		if *p.at <= 0 {
			*p.at = *p.def
		}
	}
	for _, p := range []struct{ at, def *int }{{&l.Findings, &def.Findings}, {&l.Text, &def.Text}, {&l.Depth, &def.Depth}} {
		if *p.at <= 0 {
			*p.at = *p.def
		}
	}
	return l
}

// ErrLimit says that a report, or a piece of it, is larger than the limits allow.
var ErrLimit = errors.New("over the limit")

// Error tells where a report could not be read further, and why.
type Error struct {
	At  string // "line 12", "byte 3440", "row 4"
	In  string // path of elements or keys there, empty when none fits
	Err error
}

// Error returns place, path and reason.
func (e *Error) Error() string {
	at := e.At
	if e.In != "" {
		at += ", in " + e.In
	}
	if errors.Is(e.Err, io.ErrUnexpectedEOF) {
		return at + ": the report ends early"
	}
	return at + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// Emit takes a finding. Readers stop with its error.
type Emit func(kb.Finding) error

// Reader hands the findings of a report over, in the order of the report. It fails
// with an *Error that tells where.
type Reader func(r *Report, emit Emit) error

// Report is a report that can be opened as often as a reader wants.
type Report struct {
	open   func() (io.ReadCloser, error)
	limits Limits
}

// NewReport returns a report. Each call of open gives its bytes, unpacked, from the
// beginning.
func NewReport(open func() (io.ReadCloser, error), limits Limits) *Report {
	return &Report{open: open, limits: limits.WithDefaults()}
}

// Run reads all findings with a reader, and notes the format in each. Texts over
// the limit are cut.
func (r *Report) Run(format string, read Reader, emit Emit) error {
	n := 0
	return read(r, func(f kb.Finding) error {
		if n++; n > r.limits.Findings {
			return fmt.Errorf("%w: more than %d findings; split the report", ErrLimit, r.limits.Findings)
		}
		f.Format = format
		r.cut(&f)
		return emit(f)
	})
}

// maxMany is how many names, outputs, citations or the like one finding keeps.
const maxMany = 10_000

// cut shortens what is over the limits, and says so in the finding's warnings.
func (r *Report) cut(f *kb.Finding) {
	f.Outputs = few(f, "outputs", f.Outputs)
	f.Citations = few(f, "references", f.Citations)
	f.Names, f.Addresses, f.CPE = few(f, "names", f.Names), few(f, "addresses", f.Addresses), few(f, "cpe", f.CPE)
	fields := map[string]*string{
		"plugin id": &f.Plugin.ID, "plugin name": &f.Plugin.Name, "plugin family": &f.Plugin.Family, "severity": &f.Severity, "status": &f.Status,
		"service": &f.Service, "product": &f.Product, "version": &f.Version, "system": &f.System, "location": &f.Location,
		"description": &f.Description, "solution": &f.Solution, "scanner": &f.Scanner, "protocol": &f.Protocol,
	}
	for i := range f.Outputs {
		fields["output "+f.Outputs[i].ID] = &f.Outputs[i].Text
	}
	for i := range f.Citations {
		fields[fmt.Sprint("reference ", i)] = &f.Citations[i].Value
	}
	var cuts []string
	for name, text := range fields {
		if len(*text) > r.limits.Text {
			cuts = append(cuts, fmt.Sprintf("%s cut: %d of %d bytes kept", name, r.limits.Text, len(*text)))
			*text = strings.ToValidUTF8((*text)[:r.limits.Text], "")
		}
	}
	slices.Sort(cuts)
	f.Warnings = append(f.Warnings, cuts...)
}

// few returns the first of many, and says in the finding what was left out.
func few[T any](f *kb.Finding, what string, all []T) []T {
	if len(all) <= maxMany {
		return all
	}
	f.Warnings = append(f.Warnings, fmt.Sprintf("%s cut: %d of %d kept", what, maxMany, len(all)))
	return all[:maxMany]
}
