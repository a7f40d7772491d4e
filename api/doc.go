// Package api is the HTTP server of kbadvisor: a JSON interface under /v1, plain
// pages for people, and what an operator asks (/healthz, /readyz).
//
// # Operations
//
// Every operation is declared in a file of its own (search.go, article.go, ...)
// through register, which gives it validation, HEAD, errors from the one table
// in rules.go and a place in the OpenAPI document (/openapi.json, /openapi.yaml).
// To add one, write such a file and name it in Server.operations.
//
// # Articles
//
// An article answers under every spelling of its id that kb.ParseID knows
// (/v1/articles/239041, .../KB239041): the record says so in id and url, the
// response in Content-Location, and no client has to follow a redirect. Pages
// for people are redirected to the one address, since addresses of pages get
// copied. The form is chosen by a suffix (.json .txt .md .html) or by Accept.
//
// # Reports
//
// An upload of scanners' reports is written to disk (upload.go, room.go) and becomes
// a job in one of two lanes (jobs.go, job.go), small or large, so that nobody waits
// for a gigabyte of somebody else's. The request waits for a small one and answers with
// its result (link.go, jobresult.go); others are followed by their events (jobevents.go).
// Who knows the name of a job may read and end it: names cannot be guessed, and the
// log does not tell them. Everything is bounded by LinkConfig and removed at the end.
//
// # Errors
//
// An error is application/problem+json (RFC 9457) with a stable code. Requests
// that cannot be read are 400, parameters out of their range 422 with the
// parameter's name, unknown and repeated parameters too. No text of an internal
// error reaches a client; it is in the log under the request id.
//
// # Whom the server trusts
//
// Nobody: addresses are those of the connection unless Config.TrustedProxies
// says otherwise, and a server that listens on a loopback address answers only
// to loopback names in Host (421 otherwise), so that no foreign web page can
// read it by rebinding its own name to 127.0.0.1. A proxy on the same machine
// has to be told of with Config.Hosts. Uploads and the end of jobs are refused when
// a browser says that a page of another site sends them.
package api
