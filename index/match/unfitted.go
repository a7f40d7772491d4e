package match

import "kbadvisor/index"

// NewUnfitted returns a matcher to call Fit and CrossValidate of, and nothing else:
// it has no weights. So weights can be made for code that those inside the program
// do not suit any more.
func NewUnfitted(e index.Engine, cfg Config) (*Matcher, error) { return newUnfitted(e, cfg) }
