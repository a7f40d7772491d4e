package api

import (
	"context"
	"errors"
	"net/http"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// ErrNoMatcher says that observations cannot be matched at present. A Matcher
// returns it while it is made ready.
var ErrNoMatcher = errors.New("matching is not ready")

// The errors of the server itself.
var (
	errBusy          = errors.New("too many searches at once")
	errStopping      = errors.New("server is stopping")
	errNotReady      = errors.New("search is not ready")
	errBadParameter  = errors.New("bad parameter")
	errBadRequest    = errors.New("request cannot be read")
	errNoRoute       = errors.New("no such address")
	errMethod        = errors.New("method not allowed")
	errNotAcceptable = errors.New("no acceptable form")
	errTimeout       = errors.New("request took too long to arrive")
	errBodyTooLarge  = errors.New("body too large")
	errURITooLong    = errors.New("address too long")
	errMediaType     = errors.New("media type not supported")
	errHost          = errors.New("host not served")
	errHeaders       = errors.New("headers too large")
	errInput         = errors.New("input too large")
	errNoCode        = errors.New("not a reply code")
	errNoReport      = errors.New("not a report")
	errLinkTime      = errors.New("linking took too long")
	errNoJob         = errors.New("no such job")
	errNoResult      = errors.New("job has no result")
	errTooManyJobs   = errors.New("too many jobs")
	errNoRoom        = errors.New("no room for uploads")
	errCrossSite     = errors.New("request of another site")
	errInternal      = errors.New("internal error")
)

// rule says how one kind of error is told to a client.
type rule struct {
	is     error
	status int
	code   string
	title  string
	detail string // what is wrong, for errors that do not bring it themselves
	advice string // what to change
	retry  int    // seconds of Retry-After, none when 0
}

// rules is the one table of errors: the first row that an error matches with
// errors.Is is told to the client. The last row takes all others.
var rules = []rule{
	{kb.ErrBadID, http.StatusNotFound, "bad_id", "Not an article id",
		"This is not an article id.", "Write Q and a number (Q239041) or lower-case words joined by hyphens, followed by nothing, .json, .txt, .md or .html.", 0},
	{kb.ErrNotFound, http.StatusNotFound, "not_found", "No such article",
		"This knowledge base does not have the article.", "Check the id, or search for it to see the articles that mention it.", 0},
	{errNoCode, http.StatusNotFound, "bad_code", "Not a reply code",
		"The protocol has no reply codes of this form.", "Write the code as replies have it: ftp/530, smtp/550, smtp/5.7.1, http/401.1, pop3/-ERR, imap/NO, nntp/480.", 0},
	{query.ErrSyntax, http.StatusBadRequest, "bad_query", "Query cannot be understood",
		"The query has a fault.", "Mend it, or put the text into double quotes.", 0},
	{index.ErrTooBroad, http.StatusBadRequest, "query_too_broad", "Query matches too much",
		"The query would match too much to be answered.", "Use longer words or more letters before a star.", 0},
	{index.ErrBadPage, http.StatusBadRequest, "bad_page", "Not a page of this search",
		"The parameter page was not made by this search.", "Send the value of next from the answer before, with the same other parameters, or leave page out.", 0},
	{errBadParameter, http.StatusUnprocessableEntity, "bad_parameter", "Bad parameter",
		"A parameter cannot be used.", "See errors and /openapi.json.", 0},
	{errBadRequest, http.StatusBadRequest, "bad_request", "Request cannot be read",
		"The request is not well-formed.", "Escape the address as RFC 3986 says, and send bodies that fit /openapi.json.", 0},
	{errNoRoute, http.StatusNotFound, "no_route", "No such address",
		"There is nothing at this address.", "See / for the pages and /openapi.json for the operations.", 0},
	{errMethod, http.StatusMethodNotAllowed, "method_not_allowed", "Method not allowed",
		"This address does not take the method.", "Use one of those in the header Allow.", 0},
	{errNotAcceptable, http.StatusNotAcceptable, "not_acceptable", "No acceptable form",
		"It is not available in a form that Accept allows.", "Ask for one of those in available, or name the form: an article's by a suffix (.json, .txt, .md, .html), a result's by the parameter format.", 0},
	{errTimeout, http.StatusRequestTimeout, "request_timeout", "Request took too long",
		"The request did not arrive in time.", "Send it again.", 0},
	{errBodyTooLarge, http.StatusRequestEntityTooLarge, "body_too_large", "Body too large",
		"The body of the request is too large.", "Send at most 1 MiB, 4 MiB to /v1/match and 8 MiB to /v1/match:batch; split reports, or pack them.", 0},
	{errInput, http.StatusRequestEntityTooLarge, "input_too_large", "Input too large",
		"The input is over 1 MiB.", "Send the part around the failure.", 0},
	{errNoReport, http.StatusUnprocessableEntity, "unknown_report", "Report cannot be read",
		"The upload is no report that is read here.", "/v1/formats lists what is read; input_format names a format when the content does not tell it.", 0},
	{errLinkTime, http.StatusRequestEntityTooLarge, "too_much_to_link", "Linking took too long",
		"The reports could not be linked in the time that the server has for an upload.", "Split them.", 0},
	{errNoJob, http.StatusNotFound, "no_job", "No such job",
		"The server has no job of this name.", "Jobs end with the server, and are removed with their results some time after their end: send the reports again.", 0},
	{errNoResult, http.StatusConflict, "no_result", "Job has no result",
		"The job has no result.", "Follow its events until it is done.", 0},
	{errCrossSite, http.StatusForbidden, "cross_site", "Request of another site",
		"A page of another site sent the request.", "Send it from a page of this server, or from a program that is no browser.", 0},
	{errURITooLong, http.StatusRequestURITooLong, "uri_too_long", "Address too long",
		"The address of the request is over 8 KiB.", "Shorten the query.", 0},
	{errMediaType, http.StatusUnsupportedMediaType, "unsupported_media_type", "Media type not supported",
		"The body has a media type that is not read here.", "Send application/json, and reports as they are or as multipart/form-data.", 0},
	{errHost, http.StatusMisdirectedRequest, "bad_host", "Host not served",
		"This server listens for its own machine and does not answer to that name.", "Use localhost or 127.0.0.1, or allow the name when the server is started.", 0},
	{errHeaders, http.StatusRequestHeaderFieldsTooLarge, "headers_too_large", "Headers too large",
		"The headers of the request are over 16 KiB.", "Send fewer or shorter headers.", 0},
	{errBusy, http.StatusServiceUnavailable, "busy", "Too many searches at once",
		"The server is working on as many searches as it can.", "Try again in a moment.", 1},
	{errTooManyJobs, http.StatusServiceUnavailable, "too_many_jobs", "Too many reports at once",
		"The server has as many uploads in work and results kept as it may.", "Try again later, or delete jobs whose results you have.", 30},
	{errNoRoom, http.StatusServiceUnavailable, "no_room", "No room for uploads",
		"The uploads and results that the server has take all the room that they may.", "Try again later, or delete jobs whose results you have.", 30},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "search_timeout", "Search took too long",
		"The search did not end in time.", "Make the query narrower, or try again.", 2},
	{context.Canceled, http.StatusServiceUnavailable, "canceled", "Request was given up",
		"The request was given up before it was answered.", "Send it again.", 1},
	{errStopping, http.StatusServiceUnavailable, "stopping", "Server is stopping",
		"The server is shutting down.", "Use another one, or try again later.", 5},
	{errNotReady, http.StatusServiceUnavailable, "not_ready", "Search is not ready",
		"The search structures are being built.", "Try again later.", 5},
	{ErrNoMatcher, http.StatusServiceUnavailable, "match_not_ready", "Matching is not ready",
		"The server cannot match observations at present.", "Try again later; searching works.", 5},
	{index.ErrFull, http.StatusInsufficientStorage, "disk_full", "Not enough disk space",
		"The disk has too little room.", "Free some space; searching goes on.", 0},
	{errInternal, http.StatusInternalServerError, "internal", "Internal error",
		"The server failed to answer.", "Tell its operator the request_id, under which the log has the cause.", 0},
}

// ruleFor returns the row of an error.
func ruleFor(err error) rule {
	for _, r := range rules {
		if errors.Is(err, r.is) {
			return r
		}
	}
	return rules[len(rules)-1]
}

// errorFor returns the error of the server that has an HTTP status. It is for
// errors that the router and the validation report by their status alone.
func errorFor(status int) error {
	switch status {
	case http.StatusNotFound:
		return errNoRoute
	case http.StatusUnprocessableEntity:
		return errBadParameter
	case http.StatusServiceUnavailable, http.StatusInternalServerError:
		return errInternal
	}
	for _, r := range rules {
		if r.status == status && status != http.StatusBadRequest {
			return r.is
		}
	}
	if status >= 400 && status < 500 {
		return errBadRequest
	}
	return errInternal
}
