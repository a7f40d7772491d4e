package stream

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// of returns a report of a text that is read in small pieces.
func of(text string, limits Limits) *Report {
	return NewReport(func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.HalfReader(strings.NewReader(text))), nil
	}, limits)
}

// placed fails unless an error is nil, or tells a place.
func placed(tb testing.TB, err error) {
	tb.Helper()
	var at *Error
	if err != nil && (!errors.As(err, &at) || at.At == "") {
		tb.Errorf("an error without a place: %v", err)
	}
}

func TestRunCutsWhatIsOverTheLimits(t *testing.T) {
	long := strings.Repeat("x", 9) + "é" // the tenth byte is half of a letter
	read := func(_ *Report, emit Emit) error {
		return emit(kb.Finding{
			Description: long, Plugin: kb.Plugin{ID: long, Name: "name"}, Names: []string{long}, Citations: []kb.Citation{{Value: long}},
			Outputs: []kb.Output{{ID: "response", Text: long}, {ID: "response", Text: long}},
			CPE:     make([]string, maxMany+5),
		})
	}
	var got kb.Finding
	if err := of("", Limits{Text: 10}).Run("a", read, func(f kb.Finding) error { got = f; return nil }); err != nil {
		t.Fatal(err)
	}
	cut := long[:9]
	want := kb.Finding{
		Format: "a", Description: cut, Plugin: kb.Plugin{ID: cut, Name: "name"}, Names: []string{cut}, Citations: []kb.Citation{{Value: cut}},
		Outputs: []kb.Output{{ID: "response", Text: cut}, {ID: "response", Text: cut}},
		CPE:     make([]string, maxMany),
		Warnings: []string{
			"cpe cut: 10000 of 10005 kept", "plugin id cut: 9 of 11 bytes kept", "description cut: 9 of 11 bytes kept", "response cut: 9 of 11 bytes kept",
			"response cut: 9 of 11 bytes kept", "reference cut: 9 of 11 bytes kept", "name cut: 9 of 11 bytes kept",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRunEndsAtTheLimitOfFindings(t *testing.T) {
	n := 0
	err := of("", Limits{Findings: 3}).Run("a", func(_ *Report, emit Emit) error {
		for range 10 {
			if err := emit(kb.Finding{}); err != nil {
				return err
			}
		}
		return nil
	}, func(kb.Finding) error { n++; return nil })
	if n != 3 || !errors.Is(err, ErrLimit) {
		t.Errorf("%d findings and %v, want 3 and ErrLimit", n, err)
	}
}

func TestAllStopsOnceAndForAll(t *testing.T) {
	var errs []error
	for v := range All(func(emit func(int) error) error {
		for i := range 5 {
			errs = append(errs, emit(i)) // a reader that does not stop
		}
		return nil
	}) {
		if v == 1 {
			break
		}
	}
	if len(errs) != 5 || errs[0] != nil || errs[1] == nil || errs[4] == nil {
		t.Errorf("emit returned %v", errs)
	}
	var got []string
	for v, err := range All(func(emit func(int) error) error { return errors.Join(emit(1), errors.New("late")) }) {
		got = append(got, fmt.Sprint(v, err))
	}
	if diff := cmp.Diff([]string{"1 <nil>", "0 late"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBytesAreBounded(t *testing.T) {
	text := "<a>" + strings.Repeat("<b>x</b>", 100_000) + "</a>"
	_, err := elements(of(text, Limits{Bytes: 300_000}))
	if !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want ErrLimit", err)
	}
	placed(t, err)
}

// failing gives some bytes and then an error.
func failing(text string, err error) *Report {
	return NewReport(func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader([]byte(text)), iotest.ErrReader(err))), nil
	}, Limits{})
}

// TestReadErrorsComeAfterWhatWasRead says that an error of the file below does not
// hide what came before it.
func TestReadErrorsComeAfterWhatWasRead(t *testing.T) {
	broken := errors.New("broken disk")
	xmls, err := elements(failing("<a><b>1</b>", broken))
	if len(xmls) != 2 || !errors.Is(err, broken) {
		t.Errorf("XML: %q, %v", xmls, err)
	}
	placed(t, err)
	values, err := records(failing("{\"a\":1}\n{\"a\":2}\n", broken))
	if len(values) != 2 || !errors.Is(err, broken) {
		t.Errorf("JSON: %q, %v", values, err)
	}
	placed(t, err)
	rows, err := rows(failing("a,bb\n1,2\n3,4\n", broken))
	if len(rows) != 2 || !errors.Is(err, broken) {
		t.Errorf("CSV: %q, %v", rows, err)
	}
	placed(t, err)
	n := 0
	err = failing("1\n2\n", broken).Lines(func(int, string) error { n++; return nil })
	if n != 2 || !errors.Is(err, broken) {
		t.Errorf("lines: %d, %v", n, err)
	}
	placed(t, err)
	if h, err := failing("<a><b>", broken).Head(); err != nil || h.Root != "a" || h.Inner != "b" {
		t.Errorf("head: %v, %v", h, err)
	}
	if _, err := failing("", broken).Head(); !errors.Is(err, broken) {
		t.Errorf("head of nothing: %v", err)
	}
}

func TestErrorTellsTheFirstPlace(t *testing.T) {
	e := &Error{At: "line 3", In: "a/b", Err: fmt.Errorf("read: %w", io.ErrUnexpectedEOF)}
	if got, want := e.Error(), "line 3, in a/b: the report ends early"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTwice(t *testing.T) {
	damage, disk, late := &Error{At: "line 1", Err: io.ErrUnexpectedEOF}, errors.New("broken disk"), &Error{At: "line 9", Err: ErrLimit}
	tests := []struct {
		first, second, want error
		reads               int
	}{
		{nil, nil, nil, 2}, {damage, nil, damage, 2}, {damage, late, late, 2}, {nil, late, late, 2}, {disk, nil, disk, 1},
	}
	for i, test := range tests {
		reads := 0
		read := func(err error) func() error { return func() error { reads++; return err } }
		if got := Twice(read(test.first), read(test.second)); got != test.want || reads != test.reads {
			t.Errorf("%d: %v after %d readings, want %v after %d", i, got, reads, test.want, test.reads)
		}
	}
}

// TestErrorCutsThePath says that names of elements cannot make an error of any length.
func TestErrorCutsThePath(t *testing.T) {
	err := &Error{At: "line 1", In: "a/" + strings.Repeat("\u00fc", 300) + "/z", Err: io.ErrUnexpectedEOF}
	got := err.Error()
	if len(got) > 500 || !utf8.ValidString(got) || !strings.HasPrefix(got, "line 1, in a/") || !strings.HasSuffix(got, "/z: the report ends early") {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}
