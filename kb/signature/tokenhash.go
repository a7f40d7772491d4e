package signature

import "strings"

// The constants of the FNV-1a hash over 64 bits.
const (
	hashSeed  uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

// hashNot is the hash of the word not, which stands for every negation that is
// a part of a word.
var hashNot = hashFolded("not")

// hashFolded returns the hash of s in lower case with straight apostrophes.
func hashFolded(s string) uint64 {
	h := hashSeed
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c >= 0x80:
			return hashRunes(h, s[i:])
		}
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// hashRunes goes on with the hash h over s, which has characters beyond ASCII.
func hashRunes(h uint64, s string) uint64 {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

// hashNumber returns the hash of figures without the commas that group them
// and without leading zeros.
func hashNumber(s string) uint64 {
	h := hashSeed
	s = trimZeros(s)
	for i := 0; i < len(s); i++ {
		if s[i] != ',' {
			h = (h ^ uint64(s[i])) * hashPrime
		}
	}
	return h
}

// trimZeros returns figures without leading zeros.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && tokenClass[s[1]] == classDigit {
		s = s[1:]
	}
	return s
}

// normalHex returns a hex number in lower case as 0x and digits without
// leading zeros; addresses with a segment stay as they are.
func normalHex(s string) string {
	if strings.IndexByte(s, ':') >= 0 {
		return s
	}
	s = strings.TrimPrefix(s, "0x")
	s = strings.TrimSuffix(s, "h")
	s = strings.TrimLeft(s, "0")
	if s == "" {
		s = "0"
	}
	return "0x" + s
}
