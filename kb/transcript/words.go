package transcript

import (
	"strconv"
	"strings"
	"unicode"
)

// codes are the reply codes that the protocols define, and those that servers
// are known to use besides.
var codes = map[protocols]string{
	pFTP: "110 120 125 150 200 202 211 212 213 214 215 220 221 225 226 227 228 229 230 231 232 234 235 250 257 " +
		"300 331 332 334 335 336 350 421 425 426 430 431 434 450 451 452 500 501 502 503 504 521 522 523 530 531 532 533 534 535 536 537 550 551 552 553 631 632 633",
	pSMTP: "211 214 220 221 235 250 251 252 253 334 354 421 422 432 441 442 446 447 450 451 452 454 455 458 459 471 " +
		"500 501 502 503 504 505 510 511 512 513 515 517 521 523 530 533 534 535 538 541 550 551 552 553 554 555 556 557 571",
	pNNTP: "100 101 111 199 200 201 202 203 205 206 211 215 218 220 221 222 223 224 225 230 231 235 239 240 281 282 283 290 " +
		"335 340 350 381 382 383 400 401 403 411 412 420 421 422 423 430 431 435 436 437 438 439 440 441 442 450 452 480 481 482 483 500 501 502 503 504 580",
	pHTTP: "100 101 102 200 201 202 203 204 205 206 207 300 301 302 303 304 305 307 308 400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 " +
		"421 422 423 424 426 428 429 431 449 451 462 500 501 502 503 504 505 506 507 508 510 511",
}

// knows reports which protocols define a reply code.
func knows(code string) protocols {
	if len(code) != 3 || !digit(code[0]) || !digit(code[1]) || !digit(code[2]) {
		return 0
	}
	return known[int(code[0]-'0')*100+int(code[1]-'0')*10+int(code[2]-'0')]
}

// known has the protocols that define each reply code.
var known = index(codes)

// index returns the protocols of each code of a table.
func index(table map[protocols]string) (out [1000]protocols) {
	for who, list := range table {
		for _, code := range strings.Fields(list) {
			n, err := strconv.Atoi(code)
			if err == nil && n < len(out) {
				out[n] |= who
			}
		}
	}
	return out
}

// cue is a phrase that tells which protocols a reply is of.
type cue struct {
	words  string // in lower case
	speaks protocols
}

// cues are what servers say, in the words that all of their makes use.
var cues = []cue{
	{"ftp", pFTP}, {"transfer complete", pFTP}, {"transfer ok", pFTP}, {"transfer aborted", pFTP}, {"transfer starting", pFTP}, {"data connection", pFTP},
	{"data channel", pFTP}, {"port command", pFTP}, {"eprt", pFTP}, {"passive mode", pFTP}, {"pasv", pFTP}, {"directory", pFTP}, {"logged in", pFTP | pPOP3 | pIMAP},
	{"cannot log in", pFTP}, {"can't log in", pFTP}, {"cannot login", pFTP}, {"log in with", pFTP}, {"login with user", pFTP}, {"not logged", pFTP}, {"logged on", pFTP | pPOP3},
	{"login incorrect", pFTP}, {"login successful", pFTP}, {"login failed", pFTP | pPOP3 | pIMAP}, {"log on", pFTP}, {"login", pFTP | pPOP3 | pIMAP}, {"anonymous", pFTP}, {"identity (e-mail name)", pFTP}, {"password required", pFTP},
	{"specify the password", pFTP}, {"password", pFTP | pPOP3 | pNNTP}, {"type set", pFTP}, {"representation type", pFTP}, {"binary mode", pFTP}, {"ascii mode", pFTP},
	{"no such file", pFTP}, {"file", pFTP}, {"permission denied", pFTP}, {"access is denied", pFTP}, {"unix type", pFTP}, {"windows_nt", pFTP}, {"restarting at", pFTP},
	{"rest command", pFTP}, {"rnto", pFTP}, {"rename", pFTP}, {"overwrite", pFTP}, {"opts", pFTP}, {"cwd ", pFTP}, {"dele ", pFTP}, {"features", pFTP},
	{"service not available", pFTP | pSMTP}, {"command", pFTP | pSMTP | pNNTP}, {"access denied", pAll}, {"recogni", pFTP | pSMTP | pNNTP},
	{"auth command ok", pFTP}, {"prot command", pFTP}, {"policy requires ssl", pFTP}, {"passive", pFTP}, {"oops:", pFTP}, {"account", pFTP},

	{"mail", pSMTP}, {"esmtp", pSMTP}, {"smtp", pSMTP}, {"recipient", pSMTP}, {"sender", pSMTP}, {"relay", pSMTP}, {"helo", pSMTP}, {"ehlo", pSMTP}, {"rcpt", pSMTP},
	{"message", pSMTP}, {"end data", pSMTP}, {"send data", pSMTP}, {"<crlf>", pSMTP}, {"crlf.crlf", pSMTP}, {"queued", pSMTP}, {"queuing", pSMTP}, {"domain", pSMTP}, {"8bitmime", pSMTP}, {"starttls", pSMTP},
	{"user unknown", pSMTP}, {"unknown user", pSMTP}, {"local delivery", pSMTP}, {"addressee", pSMTP}, {"address unknown", pSMTP}, {"spam", pSMTP}, {"blocked", pSMTP}, {"blacklist", pSMTP}, {"greylist", pSMTP},
	{"spf", pSMTP}, {"dns", pSMTP}, {"originator", pSMTP}, {"authentication successful", pSMTP}, {"authentication unsuccessful", pSMTP}, {"hello", pSMTP}, {"ip address", pSMTP}, {"security subsystem", pSMTP}, {"client host", pSMTP}, {"exchange internet mail", pSMTP},

	{"news", pNNTP}, {"nntp", pNNTP}, {"article", pNNTP}, {"posting", pNNTP}, {"permission to talk", pNNTP}, {"authentication required", pNNTP | pSMTP}, {"authentication accepted", pNNTP}, {"innd", pNNTP}, {"nnrp", pNNTP}, {"distribution", pNNTP},

	{"http", pHTTP}, {"forbidden", pHTTP}, {"unauthorized", pHTTP}, {"bad request", pHTTP}, {"not found", pHTTP}, {"gateway", pHTTP}, {"method not allowed", pHTTP}, {"server error", pHTTP},
	{"request entity", pHTTP}, {"request-uri", pHTTP}, {"moved", pHTTP}, {"proxy", pHTTP}, {"not modified", pHTTP}, {"precondition", pHTTP}, {"not acceptable", pHTTP}, {"no content", pHTTP}, {"service unavailable", pHTTP | pSMTP}, {"request timeout", pHTTP},
	{"unsupported media", pHTTP}, {"too many requests", pHTTP}, {"web server", pHTTP}, {"isapi", pHTTP}, {"http version", pHTTP},
}

// cued returns the protocols that know the code and whose words are in text, and
// those of them whose own words they are.
func cued(code, text string) (p, own protocols) {
	lower := strings.ToLower(text[:min(len(text), 400)])
	defined := knows(code)
	for _, c := range cues {
		if c.speaks&defined&^own != 0 && strings.Contains(lower, c.words) {
			p |= c.speaks & defined
			if name(c.speaks) != "" {
				own |= c.speaks
			}
		}
	}
	if s := phrases[code]; s != "" && strings.HasPrefix(lower, strings.ToLower(s)) || code == "501" && lower == "not implemented" {
		p, own = p|pHTTP, own|pHTTP
	}
	if enhanced(text) {
		p, own = pSMTP, pSMTP
	}
	return p, own
}

// enhanced reports whether text begins with an enhanced status code of mail
// (RFC 3463): 5.7.1.
func enhanced(text string) bool {
	if len(text) < 5 || text[0] != '2' && text[0] != '4' && text[0] != '5' || text[1] != '.' || !digit(text[2]) {
		return false
	}
	i := 2
	for i < len(text) && i < 5 && digit(text[i]) {
		i++
	}
	return i+1 < len(text) && text[i] == '.' && digit(text[i+1])
}

// counted are words behind a number that make it an amount.
var counted = map[string]bool{
	"users": true, "user": false, "file(s)": true, "files": true, "bytes": true, "byte": true, "kb": true, "mb": true, "gb": true, "tb": true, "ms": true, "percent": true, "%": true,
	"times": true, "seconds": true, "second": true, "minutes": true, "hours": true, "days": true, "people": true, "servers": true, "machines": true, "clients": true, "clients,": true, "dir(s)": true,
	"computers": true, "lines": true, "items": true, "messages": true, "articles": true, "records": true, "requests": true, "connections": true, "k": true, "mhz": true, "processor": true, "series": true,
	"main": true, "street": true, "north": true, "south": true, "east": true, "west": true, "or": true, "and": true, "of": true, "to": true, "characters": true, "free": true, "pages": true, "mbit": true, "volts": true,
	"mbps": true, "kbps": true, "errors": true, "error": true, "is": true, "was": true, "are": true, "in": true, "on": true, "from": true, "for": true, "colors": true, "different": true, "more": true, "but": true, "when": true, "if": true,
}

// plausible reports how likely a line that begins with a code is a reply: 0
// for no, 1 when only a session around it makes it one, 2 when it is written as
// replies are, 3 when it says what such replies say.
func plausible(code, text string, multi bool) int {
	if knows(code) == 0 {
		return 0
	}
	table := strings.HasPrefix(text, "  ") // a column, not a text
	text = strings.TrimSpace(text)
	if text == "" {
		return 1
	}
	word, _, _ := strings.Cut(text, " ")
	if table {
		return 1
	}
	if !multi && counted[strings.ToLower(word)] && word != "Error" && greeted(text) == 0 {
		return 0
	}
	if p, _ := cued(code, text); p != 0 {
		return 3
	}
	switch c := text[0]; {
	case digit(c), strings.HasPrefix(text, "- "), strings.IndexFunc(text, unicode.IsLetter) < 0:
		return 1
	case code[0] > '3' && strings.ContainsAny(word, "./:\\") && failing(text):
		return 2 // a file and what is wrong with it
	case c >= 'a' && c <= 'z':
		return 1
	case multi && c == ' ':
		return 1
	}
	return 2
}
