package stream

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// records returns the records of a report as they stand.
func records(r *Report) ([]string, error) {
	j, err := r.JSON()
	if err != nil {
		return nil, err
	}
	defer j.Close()
	var got []string
	err = j.Each(func() error {
		var v json.RawMessage
		if err := j.Decode(&v); err != nil {
			return err
		}
		got = append(got, string(v))
		return nil
	})
	return got, err
}

// members walks a report whole and returns the paths of its scalars with their
// values. It skips what is under "skip".
func members(r *Report) ([]string, error) {
	j, err := r.JSON()
	if err != nil {
		return nil, err
	}
	defer j.Close()
	var got []string
	member := func(key string) error {
		switch {
		case key == "skip":
			return j.Skip()
		case key == "list":
			return j.Array(func(int) error {
				var v Texts
				err := j.Decode(&v)
				got = append(got, j.Path()+"="+strings.Join(v, "+"))
				return err
			})
		}
		var v Texts
		err := j.Decode(&v)
		got = append(got, j.Path()+"="+strings.Join(v, "+"))
		return err
	}
	err = j.Documents(func() error { return j.Object(member) })
	return got, err
}

func TestJSONRecords(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"list", `[1, {"a":2}, []]`, `1 {"a":2} []`},
		{"lines", "{\"a\":1}\n{\"a\":2}\r\n", `{"a":1} {"a":2}`},
		{"one after the other", `{"a":1}{"a":2}`, `{"a":1} {"a":2}`},
		{"lists after each other", "[1]\n[2]\n", "1 2"},
		{"empty list", " [ ] ", ""},
		{"empty", "", ""},
		{"duplicate keys", `{"a":1,"a":2}`, `{"a":1,"a":2}`},
		{"control characters", "{\"a\":\"x\x05y\x00\"}", `{"a":"x\\x05y\\x00"}`},
		{"bytes", "{\"a\":\"\xff\xc3\x28\"}", `{"a":"\\xff\\xc3("}`},
		{"tab in a string", "[1,{\"a\":\"\t\"}]", "1 error: byte 3, in [1]: invalid character '\\t' in string literal"},
		{"ends early", `[{"a":1},{"a"`, `{"a":1} error: byte 9, in [1]: the report ends early`},
		{"ends in the list", `[{"a":1}`, `{"a":1} error: byte 8: the report ends early`},
		{"ends between", "{\"a\":1}\n{", `{"a":1} error: byte 8: the report ends early`},
		{"garbage after", `{"a":1} x`, `{"a":1} error: byte 8: invalid character 'x' looking for beginning of value`},
		{"a bracket too many", `[1]]`, `1 error: byte 3: invalid character ']' looking for beginning of value`},
		{"list, then an object", `[1]{"a":1}`, `1 error: byte 4: want an array, got an object`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := records(of(test.in, Limits{}))
			placed(t, err)
			if err != nil {
				got = append(got, "error: "+err.Error())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestJSONMembers(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"kinds", `{"a":"x","b":1.50,"c":true,"d":null,"e":{"f":1},"g":["x",2,null,["y"]]}`, `a=x b=1.50 c=true d= e={"f":1} g=x+2+["y"]`},
		{"list", `{"list":[1,"x"],"b":2}`, "list.[0]=1 list.[1]=x b=2"},
		{"skip", `{"skip":{"a":[1,{"b":2}]},"b":2}{"skip":1}`, "b=2"},
		{"surrogates", `{"a":"\ud83d\ude00","b":"\ud83d","c":"\u0000"}`, "a=\U0001F600 b=\uFFFD c=\x00"},
		{"of another type", `{"list":{"a":1}}`, "error: byte 9, in list: want an array, got an object"},
		{"null", `{"list":null,"a":1}null`, "a=1"},
		{"no object", `"x"`, "error: byte 3: want an object, got a string"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := members(of(test.in, Limits{}))
			placed(t, err)
			if err != nil {
				got = append(got, "error: "+err.Error())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestJSONCutAtEveryByte says that a report that ends early gives what came before,
// then an error.
func TestJSONCutAtEveryByte(t *testing.T) {
	const doc = `[{"a":"é\n\u00e9"},{"a":[1,-2.5e3,true,null]},{"b":{}}]`
	whole, err := records(of(doc, Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(doc); i++ {
		got, err := records(of(doc[:i], Limits{}))
		placed(t, err)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: error %v, want that it ends early", doc[:i], err)
		}
		n := 0
		for n < len(whole) && strings.Index(doc, whole[n])+len(whole[n]) <= i {
			n++
		}
		if !slices.Equal(whole[:n], got) {
			t.Errorf("%q: %q, want %q", doc[:i], got, whole[:n])
		}
	}
}

// TestJSONLimits says that no report makes the walker keep much.
func TestJSONLimits(t *testing.T) {
	const many = 200_000
	tests := []struct{ name, in string }{
		{"value", `{"a":"` + strings.Repeat("x", many)},
		{"key", `{"` + strings.Repeat("x", many)},
		{"list", `{"a":[` + strings.Repeat("1,", many)},
		{"deep in what is skipped", `{"skip":` + strings.Repeat("[", many)},
		{"deep in what is decoded", `{"a":` + strings.Repeat("[", many)},
		{"number", `{"a":` + strings.Repeat("1", many)},
		{"blanks", `{"a":` + strings.Repeat(" ", many)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := members(of(test.in, Limits{Value: 50_000, Depth: 100}))
			placed(t, err)
			if !errors.Is(err, ErrLimit) {
				t.Errorf("error %.200v, want ErrLimit", err)
			}
		})
	}
	big := `{"skip":[` + strings.Repeat("1,", many) + `1],"a":1}`
	if got, err := members(of(big, Limits{Value: 50_000})); err != nil || len(got) != 1 {
		t.Errorf("what is skipped may be of any size: %q, %v", got, err)
	}
}

func TestDecodeGoesOnAfterAnotherType(t *testing.T) {
	j, err := of(`["x",2]`, Limits{}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	var got []int
	err = j.Each(func() error {
		var n int
		var other *json.UnmarshalTypeError
		err := j.Decode(&n)
		placed(t, err)
		if err != nil && !errors.As(err, &other) {
			return err
		}
		got = append(got, n)
		return nil
	})
	if diff := cmp.Diff([]int{0, 2}, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if j.First() != '[' {
		t.Errorf("first byte %q", j.First())
	}
}

func TestDecodeSome(t *testing.T) {
	j, err := of(`{"a":{"b":"x","c":1},"d":2} {"d":3} [`, Limits{}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	type record struct {
		A struct {
			B int `json:"b"`
			C int
		} `json:"a"`
		D int
	}
	var first, second record
	warning, err := j.DecodeSome(&first)
	if want := "a.b left out: it is not of the kind that the format has there, but string"; warning != want || err != nil {
		t.Errorf("%q, %v, want %q", warning, err, want)
	}
	if first.A.C != 1 || first.D != 2 {
		t.Errorf("the rest is missing: %v", first)
	}
	if warning, err := j.DecodeSome(&second); warning != "" || err != nil || second.D != 3 {
		t.Errorf("%v: %q, %v", second, warning, err)
	}
	if _, err := j.DecodeSome(&second); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want that it ends early", err)
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{`[{"a":1}]`, "{\"list\":[1]}\n{\"skip\":{}}", "{\"a\":\"\xff\x05\\ud800\"}", "\xfe\xff\x00[\x00]"} {
		f.Add([]byte(s))
	}
	limits := Limits{Bytes: 1 << 20, Value: 4 << 10, Depth: 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(*Report) ([]string, error){records, members} {
			got, err := read(of(string(data), limits))
			placed(t, err)
			if s := strings.Join(got, ""); !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
	})
}

// TestWordsAndTexts says that values are read as encoding/json reads them.
func TestWordsAndTexts(t *testing.T) {
	tests := []struct {
		in    string
		word  string
		texts []string
	}{
		{`"a"`, "a", []string{"a"}}, {`""`, "", nil}, {`"a\n\"\u00e9\ud800"`, "a\n\"é\uFFFD", []string{"a\n\"é\uFFFD"}}, {`12.50`, "12.50", []string{"12.50"}},
		{`true`, "true", []string{"true"}}, {`null`, "", nil}, {` [ "a", 2, null, ["b"] ] `, `["a",2,null,["b"]]`, []string{"a", "2", `["b"]`}},
		{`{ "a" : 1 }`, `{"a":1}`, []string{`{"a":1}`}}, {"\"\xff\"", "\uFFFD", []string{"\uFFFD"}},
	}
	for _, test := range tests {
		var w Word
		var x Texts
		if err := errors.Join(json.Unmarshal([]byte(test.in), &w), json.Unmarshal([]byte(test.in), &x)); err != nil {
			t.Errorf("%s: %v", test.in, err)
		}
		if string(w) != test.word || !slices.Equal(x, test.texts) {
			t.Errorf("%s: %q and %q, want %q and %q", test.in, w, x, test.word, test.texts)
		}
	}
	if err := new(Texts).UnmarshalJSON([]byte("[1")); err == nil {
		t.Error("half a list was read")
	}
}
