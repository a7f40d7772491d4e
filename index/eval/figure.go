package eval

import (
	"math"
	"strconv"
)

// Figure is a number that may be undefined, such as a mean over nothing. JSON has
// null for it then.
type Figure float64

// Undefined is the figure that is not defined. It is not equal to itself.
func Undefined() Figure { return Figure(math.NaN()) }

// Defined reports whether there is a number.
func (f Figure) Defined() bool { return !math.IsNaN(float64(f)) }

// String returns the figure with three digits behind the point, or a hyphen.
func (f Figure) String() string {
	if !f.Defined() {
		return "-"
	}
	return strconv.FormatFloat(float64(f), 'f', 3, 64)
}

// MarshalJSON writes a number or null.
func (f Figure) MarshalJSON() ([]byte, error) {
	if !f.Defined() || math.IsInf(float64(f), 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(f), 'g', -1, 64), nil
}

// figure returns a number that may be missing.
func figure(v *float64) Figure {
	if v == nil {
		return Undefined()
	}
	return Figure(*v)
}

// share returns a part of a whole, undefined when there is no whole.
func share(part float64, whole int) Figure {
	if whole == 0 {
		return Undefined()
	}
	return Figure(part / float64(whole))
}
