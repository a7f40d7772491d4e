package kb

import (
	"errors"
	"fmt"
)

// The errors that callers tell apart with errors.Is.
var (
	// ErrNotFound says that no article has the id.
	ErrNotFound = errors.New("not found")
	// ErrNotArticle says that a text is something else than an article: an index
	// page, a README, a file of another kind.
	ErrNotArticle = errors.New("not an article")
	// ErrTooLarge says that an article is over the size limit.
	ErrTooLarge = errors.New("too large")
	// ErrMalformed says that a text is meant as an article but cannot be read.
	ErrMalformed = errors.New("malformed")
	// ErrBadID says that a text is no article id.
	ErrBadID = errors.New("not an article id")
)

// ParseError tells where and why a text could not be read as an article. It
// matches one of ErrNotArticle, ErrMalformed and ErrTooLarge with errors.Is.
type ParseError struct {
	Kind error  // one of the errors above
	Line int    // 1 for the first line, 0 when no line fits
	Want string // what was expected there
	Got  string // what was found, shortened
}

// Error returns the place, what was expected and what was found.
func (e *ParseError) Error() string {
	msg := e.Kind.Error()
	if e.Line > 0 {
		msg = fmt.Sprintf("line %d: %s", e.Line, msg)
	}
	if e.Want != "" {
		msg += ": want " + e.Want
	}
	if e.Got != "" {
		msg += fmt.Sprintf(", got %q", e.Got)
	}
	return msg
}

// Unwrap returns the kind.
func (e *ParseError) Unwrap() error { return e.Kind }
