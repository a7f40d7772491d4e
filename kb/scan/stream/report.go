package stream

import (
	"cmp"
	"errors"
	"fmt"
	"io"
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
		at += ", in " + ends(e.In)
	}
	if errors.Is(e.Err, io.ErrUnexpectedEOF) {
		return at + ": the report ends early"
	}
	return at + ": " + e.Err.Error()
}

// ends returns a text, of a long one its ends: hostile paths have many long names.
func ends(text string) string {
	const most = 200
	if len(text) <= 2*most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + " ... " + strings.ToValidUTF8(text[len(text)-most:], "")
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
	f.Outputs, f.Citations = few(f, "outputs", f.Outputs), few(f, "references", f.Citations)
	f.Names, f.Addresses, f.CPE = few(f, "names", f.Names), few(f, "addresses", f.Addresses), few(f, "cpe", f.CPE)
	r.short(f, "scanner", &f.Scanner)
	r.short(f, "plugin id", &f.Plugin.ID)
	r.short(f, "plugin name", &f.Plugin.Name)
	r.short(f, "plugin family", &f.Plugin.Family)
	r.short(f, "severity", &f.Severity)
	r.short(f, "status", &f.Status)
	r.short(f, "protocol", &f.Protocol)
	r.short(f, "service", &f.Service)
	r.short(f, "product", &f.Product)
	r.short(f, "version", &f.Version)
	r.short(f, "system", &f.System)
	r.short(f, "location", &f.Location)
	r.short(f, "description", &f.Description)
	r.short(f, "solution", &f.Solution)
	for i := range f.Outputs {
		r.short(f, "output", &f.Outputs[i].ID)
		r.short(f, f.Outputs[i].ID, &f.Outputs[i].Text)
	}
	for i := range f.Citations {
		r.short(f, "reference", &f.Citations[i].Value)
	}
	for _, list := range [][]string{f.Names, f.Addresses, f.CPE} {
		for i := range list {
			r.short(f, "name", &list[i])
		}
	}
	if len(f.Warnings) > maxMany {
		f.Warnings = append(f.Warnings[:maxMany:maxMany], fmt.Sprintf("%d more warnings", len(f.Warnings)-maxMany))
	}
}

// short cuts one text that is over the limit.
func (r *Report) short(f *kb.Finding, name string, text *string) {
	if len(*text) <= r.limits.Text {
		return
	}
	cut := strings.ToValidUTF8((*text)[:r.limits.Text], "")
	f.Warnings = append(f.Warnings, fmt.Sprintf("%.40s cut: %d of %d bytes kept", name, len(cut), len(*text)))
	*text = cut
}

// few returns the first of many, and says in the finding what was left out.
func few[T any](f *kb.Finding, what string, all []T) []T {
	if len(all) <= maxMany {
		return all
	}
	f.Warnings = append(f.Warnings, fmt.Sprintf("%s cut: %d of %d kept", what, maxMany, len(all)))
	return all[:maxMany]
}

// Twice reads a report twice: first for what its findings refer to, which may stand
// behind them, then for the findings. Where the report is damaged the first reading
// ends, and the second goes as far as it can with what is known. It fails with its
// own error, else with that of the first.
func Twice(first, second func() error) error {
	damage := first()
	var at *Error
	if damage != nil && !errors.As(damage, &at) {
		return damage
	}
	return cmp.Or(second(), damage)
}
