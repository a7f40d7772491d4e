package semantic

import "math"

// Dim is how many numbers a vector has.
const Dim = 128

// Vector is the meaning of a text: of length 1, or all zero when no part of the
// text is known.
type Vector [Dim]float32

// Dot returns the cosine of two vectors, -1 to 1, and 0 when one is zero.
func (v *Vector) Dot(w *Vector) float32 {
	var a, b, c, d float32
	for i := 0; i < Dim; i += 4 {
		a += float32(v[i] * w[i])
		b += float32(v[i+1] * w[i+1])
		c += float32(v[i+2] * w[i+2])
		d += float32(v[i+3] * w[i+3])
	}
	return (a + b) + (c + d)
}

// Cosine returns the cosine of a vector and a packed one.
func (v *Vector) Cosine(p *Packed) float32 {
	var a, b, c, d float32
	for i := 0; i < Dim; i += 4 {
		a += float32(v[i] * float32(p.Values[i]))
		b += float32(v[i+1] * float32(p.Values[i+1]))
		c += float32(v[i+2] * float32(p.Values[i+2]))
		d += float32(v[i+3] * float32(p.Values[i+3]))
	}
	return ((a + b) + (c + d)) * p.Scale
}

// add adds a row of signed bytes times a weight.
func (v *Vector) add(weight float32, row string) {
	row = row[:Dim]
	for i := range v {
		v[i] += float32(weight * float32(int8(row[i])))
	}
}

// normalize gives the vector the length 1, unless it is zero.
func (v *Vector) normalize() {
	square := v.Dot(v)
	if square == 0 {
		return
	}
	f := 1 / float32(math.Sqrt(float64(square)))
	for i := range v {
		v[i] *= f
	}
}
