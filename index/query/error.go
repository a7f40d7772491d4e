package query

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrSyntax is matched by every error of Parse.
var ErrSyntax = errors.New("bad search syntax")

// SyntaxError tells what in a search cannot be read and what to do about it.
type SyntaxError struct {
	Pos    int    // byte offset in the text, at most its length
	Column int    // the same place in characters, 1 for the first
	Msg    string // what is wrong
	Hint   string // what to write instead
}

// Error returns the place, what is wrong and what to write instead.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%v at character %d: %s: %s", ErrSyntax, e.Column, e.Msg, e.Hint)
}

// Unwrap returns ErrSyntax.
func (e *SyntaxError) Unwrap() error { return ErrSyntax }

// errorAt makes an error about a place in the text.
func errorAt(text string, pos int, hint, msg string, args ...any) *SyntaxError {
	return &SyntaxError{
		Pos: pos, Column: utf8.RuneCountInString(text[:pos]) + 1,
		Msg: fmt.Sprintf(msg, args...), Hint: hint,
	}
}
