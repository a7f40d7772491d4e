package signature

import "strings"

// titleQuotes adds the quotations of a title that are messages.
func (x *extractor) titleQuotes(t, l string) {
	for at := 0; at < len(t); {
		from, to, next := quotation(t, at)
		if next == 0 {
			return
		}
		at = next
		if to-from >= 6 && isTitleQuote(strings.TrimRight(l[:from], " \"“"), t[from:to], strings.TrimLeft(l[to:], "\"” .")) {
			x.addTitle(from, to, l[:from])
		}
	}
}

// Words beside a quotation of a title that say that it is a message.
var (
	titleBefore = []string{"err msg", "err. msg", "errmsg", "error", "message", "msg", "errors", "messages", "with", "gives", "causes", "generates", "returns", "displays",
		"reports", "receive", "get", "get:", "error:", "msg:", "message:", "warning", "stop", ";", "produces", "fails:", "fails -", "says"}
	titleBehind = []string{"err", "msg", "message", "warning", "appears", "displayed", "on ", "when", "while", "during", "w/", "using", "after", "with", "in ", "from", "at ",
		"if ", "returned", "occurs", "running", "starting", "stop", "trying", "opening", "event", "fault"}
	complaints = []string{"cannot", "can't", "could not", "unable", " not ", "fail", "error", "invalid", "denied", "missing", "illegal", "no ", "too ", "unexpected", "out of",
		"insufficient", "not enough", "fault", "exception", "violation", "unknown", "bad ", "couldn't", "isn't", "doesn't", "not found", "is in use", "already", "corrupt",
		"timed out", "timeout", "unavailable", "stopp", "terminated", "lost", "mismatch", "refused", "expired", "full", "overflow", "0x"}
)

// isTitleQuote reports whether a quotation of a title is a message: it complains,
// or the words beside it say so. All but the quotation is in lower case.
func isTitleQuote(before, quote, behind string) bool {
	if !wordy(quote) && !symbolic(quote) && !strings.HasPrefix(quote, "0x") || hasAnyPrefix(behind, otherBehind) {
		return false
	}
	if hasAnySuffix(before, "command", "option", "button", "the", "using", "chapter") && !hasAnyPrefix(behind, titleBehind[:4]) {
		return false
	}
	if hasAnyPrefix(behind, titleBehind[:6]) || hasAnySuffix(before, "err msg", "err. msg", "errmsg", "msg", "msg:", "error", "error:", "message", "message:") {
		return true
	}
	if !containsAny(lower(quote)+" ", complaints) {
		return false
	}
	return before == "" || behind == "" || strings.HasSuffix(before, ":") || hasAnySuffix(before, titleBefore...) || hasAnyPrefix(behind, titleBehind)
}
