package kb

// SignatureKind tells what kind of message a machine said.
type SignatureKind string

// The kinds of messages.
const (
	SigReply     SignatureKind = "reply"      // a wire reply: Protocol and Code are set
	SigEvent     SignatureKind = "event"      // a record of an event log
	SigStop      SignatureKind = "stop"       // a STOP screen
	SigResult    SignatureKind = "result"     // with an HRESULT or NTSTATUS
	SigError     SignatureKind = "error"      // with an error number: Win32, run-time, program
	SigCompiler  SignatureKind = "compiler"   // of a compiler, linker or other tool
	SigSQL       SignatureKind = "sql"        // of ODBC or SQL Server
	SigPageFault SignatureKind = "page_fault" // page fault, protection fault, fatal exception
	SigText      SignatureKind = "text"       // any other message
)

// Origin tells how an article quotes a message.
type Origin string

// The origins.
const (
	OriginLiteral Origin = "literal" // set apart after a sentence that announces it
	OriginTitle   Origin = "title"
	OriginInline  Origin = "inline" // in quotation marks within a sentence
	OriginBullet  Origin = "bullet"
	OriginPattern Origin = "pattern" // set apart, told by its form alone
	OriginMarked  Origin = "marked"  // the author marked it (Article.Quotes)
)

// Signature is one thing a machine could have said, as an article quotes it.
type Signature struct {
	Kind     SignatureKind
	Origin   Origin
	Section  string   // name of the section, "TITLE" for the title
	Protocol Protocol // of a wire reply, else empty
	// Code in normal form: "530" or "401.1" of a reply, "7023" of an event,
	// 0x0000000A of a STOP, 0x80070005 of a result, "1326" of an error,
	// "LNK2001" of a compiler. Empty when there is none.
	Code   string
	Source string // source of an event, as written
	Phase  Phase  // of a wire reply in a transcript, UnknownPhase or empty otherwise
	Text   string // the message as quoted: decoded, blanks collapsed, without code and label
	Span   Span   // of the article's source; covers the message with its code
}
