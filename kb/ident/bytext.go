package ident

import (
	"slices"
	"strings"
	"sync"
)

// texts are the Win32 numbers by the system's text for them, in comparable form.
var texts = sync.OnceValue(func() map[string][]int {
	m := map[string][]int{}
	for n, e := range known().win32 {
		for _, text := range [...]string{e.text, e.earlier} {
			if key := foldText(text); key != "" {
				m[key] = append(m[key], n)
			}
		}
	}
	for _, v := range m {
		slices.Sort(v)
	}
	return m
})

// Win32ByText returns the Win32 numbers for which the system has the text, in
// order. Case, blanks and punctuation do not count. It is nil when the text is none
// of the known ones.
func Win32ByText(text string) []int {
	const longest = 300
	if len(text) > longest {
		return nil
	}
	return slices.Clone(texts()[foldText(text)])
}

// foldText returns the letters and digits of a text in lower case.
func foldText(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, text)
}
