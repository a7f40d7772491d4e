package stream

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// rows returns the columns a and b of a table, and the line of each row.
func rows(r *Report) ([]string, error) {
	var got []string
	err := r.CSV(func(h Row) bool { return h.Has("a", "B b") }, func(r Row) error {
		got = append(got, fmt.Sprintf("%d %s %s", r.Line, r.Get("A"), r.Get("bb")))
		return nil
	})
	return got, err
}

func TestCSV(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "a,b_b\n1,2\n3,4\n", "2 1 2, 3 3 4"},
		{"no end of the last line", "a,b b\r\n1,2\r\n3,4", "2 1 2, 3 3 4"},
		{"mark", "\xef\xbb\xbfa,bb\n1,2\n", "2 1 2"},
		{"mark and quotes", "\xef\xbb\xbf\"a\",\"bb\"\n1,2\n", "2 1 2"},
		{"semicolons", "A;B-B\n1,1;2,2\n", "2 1,1 2,2"},
		{"tabs", "a\tbb\n1\t2\n", "2 1 2"},
		{"commas in spite of many bars", "a,bb\n1,x|y|z|;;;;;;\n", "2 1 x|y|z|;;;;;;"},
		{"preamble", "Report of 2026\n\nx;y;z;w,v\n\"a\",bb,c\n1,2,3\n", "5 1 2"},
		{"cells of many lines", "a,bb\n\"1\nx\",\"2 \"\"q\"\"\"\n3,4\n", "2 1\nx 2 \"q\", 4 3 4"},
		{"quotes inside", "a,bb\n1 \"x\" y,\"2 \"z\" w\"\n", "2 1 \"x\" y 2 \"z\" w"},
		{"ragged and empty rows", "a,bb\n1\n,\n\n1,2,3\n", "2 1 , 5 1 2"},
		{"columns twice", "a,bb,a\n1,2,3\n", "2 1 2"},
		{"bytes", "a,bb\n\xe9,2\n", "2 \\xe9 2"},
		{"no columns", "x,y\n1,2\n", "error: line 4: no row has the names of the columns"},
		{"columns late", strings.Repeat("x\n", 49) + "a,bb\n1,2\n", "51 1 2"},
		{"columns too late", strings.Repeat("x\n", 60) + "a,bb\n1,2\n", "error: line 51: no row has the names of the columns"},
		{"empty", "", "error: line 2: no row has the names of the columns"},
		{"only columns", "a,bb", ""},
		{"quote not closed", "a,bb\n1,2\n3,\"4\n5,6\n", "2 1 2, error: line 3: the report ends early"},
		{"first quote not closed", "a,bb\n\"1,2\n", "error: line 2: the report ends early"},
		{"huge cell", "a,bb\n1,2\n3," + strings.Repeat("x", 200_000) + "\n", "2 1 2, error: after line 2: over the limit: one piece of more than 100000 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := rows(of(test.in, Limits{Value: 100_000}))
			placed(t, err)
			if err != nil {
				got = append(got, "error: "+err.Error())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRow(t *testing.T) {
	h := NewHeader([]string{" Plugin ID ", "plugin.output", "", "x"})
	if !h.Has("plugin_id", "Plugin Output") || h.Has("plugin_id", "y") {
		t.Error("columns are not found by their names")
	}
	r := Row{columns: h.columns, values: []string{" ", "out"}, got: make([]bool, 2)}
	if got := r.Get("Plugin-ID", "nothing", "x", "PluginOutput"); got != "out" {
		t.Errorf("got %q, want the first that is not empty", got)
	}
	if len(r.Values()) != 2 {
		t.Error("values")
	}
}

func TestCSVStopsWithTheErrorOfTheCaller(t *testing.T) {
	stop := errors.New("stop")
	if err := of("a\n1\n2\n", Limits{}).CSV(func(Row) bool { return true }, func(Row) error { return stop }); err != stop {
		t.Errorf("error %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,bb\n1,2\n", "x\n\na;bb\n\"1\n\";2\n", "a\tbb\n\"", "\xef\xbb\xbf\"a\"|bb\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := rows(of(string(data), Limits{Bytes: 1 << 20, Value: 4 << 10}))
		placed(t, err)
		if s := strings.Join(got, ""); !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	})
}

func TestRestIsWhatGetLeft(t *testing.T) {
	const text = "ID,Name,,Host Name,Empty,ID\n1,a,unnamed, b ,,2,beyond\n3\n"
	var got []string
	r := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Limits{})
	err := r.CSV(func(r Row) bool { return r.Has("id", "name") }, func(r Row) error {
		got = append(got, "id "+r.Get("id"), "name "+r.Get("title", "name"))
		for name, value := range r.Rest() {
			got = append(got, name+"="+value)
		}
		return nil
	})
	want := []string{"id 1", "name a", "column 3=unnamed", "Host Name=b", "ID=2", "column 7=beyond", "id 3", "name "}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
