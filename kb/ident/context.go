package ident

import "strings"

// context is what the words before a number make of it.
type context uint8

// The contexts.
const (
	noContext context = iota
	anError           // "error 5"
	systemError
	programError // "run-time error 53"
	replyError   // "FTP error 425"
	aValue       // "returned 80070005", "hr = 80070005"
	aStop        // "STOP 0x1E", "bugcheck 0x1E"
)

// fillers are the words that may stand between "error" and its number.
var fillers = words("code codes number numbers no nr num id value status was is of the a an returned with message text hr dword hex has occurred")

// gapChars are the characters that may stand between "error" and its number.
const gapChars = " \t\r\n:=#'\"([,.|<>*-\\"

// before returns what the words before the word i make of it, and the index of
// the word that says so.
func (f *finder) before(i int) (context, int) {
	weak, weakAt := noContext, 0
	for j := i - 1; j >= 0 && j >= i-7; j-- {
		gap := f.gap(j)
		if !bridges(gap) {
			break
		}
		w := lower(f.word(j))
		switch {
		case errorWords[w]:
			return f.qualified(j), j
		case systemWords[w]:
			return systemError, j
		case stopWords[w]:
			return aStop, j
		case w == "check" && lower(f.word(j-1)) == "bug", w == "screen" && lower(f.word(j-1)) == "blue":
			return aStop, j - 1
		case valueWords[w] && weak == noContext:
			weak, weakAt = aValue, j
		}
		if !fillers[w] {
			break
		}
	}
	return weak, weakAt
}

// bridges reports whether a gap joins "error" and its number.
func bridges(gap string) bool {
	if len(gap) > 12 || strings.Trim(gap, gapChars+")") != "" {
		return false
	}
	return strings.Count(gap, "\n") <= 1 && !strings.Contains(gap, ". ") && (!strings.Contains(gap, ")") || strings.Contains(gap, "()") || strings.Contains(gap, ")="))
}

// errorWords announce an error number, systemWords one of the system, valueWords
// a value that may be an HRESULT, stopWords a STOP code.
var (
	errorWords  = words("error err errno errorcode error_code errcode lasterror getlasterror ioerror fehler erreur msg")
	systemWords = words("wsagetlasterror wsaerror win32error winsockerror winerror gle sockerr")
	valueWords  = words("result hresult hr returned status exception number code failed ntstatus scode value returns return")
	stopWords   = words("stop bugcheck bugcheckcode stopcode")
)

// qualified returns what the words before "error" make of it.
func (f *finder) qualified(j int) context {
	if j == 0 || len(f.gap(j-1)) > 2 || !joined(f.gap(j-1), " -_\n.") {
		return anError
	}
	switch w := lower(f.word(j - 1)); {
	case platformWords[w]:
		return systemError
	case programWords[w]:
		return programError
	case protocolWords[w]:
		return replyError
	case stopWords[w]:
		return aStop
	}
	return anError
}

// platformWords, programWords and protocolWords stand before "error".
var (
	platformWords = words("system win32 windows nt network net winsock socket sockets rpc os api sockerr tcp ip wsa ras")
	programWords  = words("run runtime time sql odbc jet dao ado oledb db db2 oracle basic vb vba script native setup mapi compiler isam ese ese97 database edb sqlserver vbscript jscript dde cobol foxpro program application")
	protocolWords = words("http https ftp smtp pop3 imap nntp")
)

// words returns a set of words.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
