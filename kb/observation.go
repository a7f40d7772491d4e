package kb

// ObservationKind tells what somebody saw.
type ObservationKind string

// The kinds of observations.
const (
	ObsReply    ObservationKind = "reply"    // one reply of a server
	ObsSession  ObservationKind = "session"  // several replies, or commands with their replies
	ObsBanner   ObservationKind = "banner"   // the greeting of a server and nothing else
	ObsEvent    ObservationKind = "event"    // a record of an event log
	ObsError    ObservationKind = "error"    // the text of an error message
	ObsFinding  ObservationKind = "finding"  // what a scanner reports
	ObsQuestion ObservationKind = "question" // somebody asks, or describes in own words
	ObsLog      ObservationKind = "log"      // lines of a log that is no protocol's
	ObsText     ObservationKind = "text"     // none of the above
	ObsUnusable ObservationKind = "unusable" // nothing to read: empty, binary, no words
)

// Protocol names a protocol whose replies are understood, in lower case.
type Protocol string

// The protocols.
const (
	FTP  Protocol = "ftp"
	SMTP Protocol = "smtp"
	POP3 Protocol = "pop3"
	IMAP Protocol = "imap"
	NNTP Protocol = "nntp"
	HTTP Protocol = "http"
)

// Observation is what was seen, with what was understood of it. All spans are
// bytes of Text.
type Observation struct {
	Kind     ObservationKind
	Protocol Protocol // empty when there is none
	Dialect  string   // the tool that wrote the session down ("ftp.exe", "curl", "raw"), empty when there is none
	Text     string   // all of the input, unchanged

	Exchanges   []Exchange   // replies in order, each with the command it answers
	Facts       []Fact       // what follows from the exchanges
	Messages    []Message    // what machines and people say in it, in order, without overlap
	Identifiers []Identifier // articles, bulletins, events and error codes that it names
	Product     string       // product that a banner or the text names, normal form ("iis", "exchange"); empty when unknown
	Version     string       // version number of the product ("5.0"), empty when unknown
}

// Exchange is one reply and the command it answers. Command is empty for a
// greeting and for replies without a visible command; Code and Text are empty for a
// command that was not answered.
type Exchange struct {
	Command  string // verb in upper case ("PORT")
	Argument string // as sent, passwords included as they stand in the input
	Code     string // "530"; "+OK" and "-ERR" for POP3, "OK", "NO" and "BAD" for IMAP
	Text     string // lines of the reply without codes, joined by \n
	State    State  // of the session when the command was sent
	Sent     Span   // of the command, empty when it is not in the input
	Reply    Span   // of the whole reply, empty when there is none
}

// Phase is how far a session has come.
type Phase string

// The phases.
const (
	BeforeLogin  Phase = "before_login"
	UserGiven    Phase = "user_given"
	LoggedIn     Phase = "logged_in"
	DataAsked    Phase = "data_asked"    // logged in, a data channel was agreed on
	TransferOpen Phase = "transfer_open" // a transfer has begun and not ended
	Closed       Phase = "closed"
	UnknownPhase Phase = "unknown" // the input begins in the middle of a session
)

// State is the state of a session.
type State struct {
	Phase Phase
	TLS   bool   // the control connection is encrypted
	Type  string // transfer type: "A", "I", "E", "L"; empty when it was not set
	User  string // the name that was given
	Data  string // address of the data channel as host:port, empty when none was agreed on
}

// FactKind names what can follow from a session. The value is what is shown.
type FactKind string

// The facts.
const (
	FactHealthy           FactKind = "healthy session"
	FactPortBeforeLogin   FactKind = "PORT accepted before log-in"
	FactPortRefusedEarly  FactKind = "PORT refused before log-in"
	FactPortThird         FactKind = "PORT names a third address"
	FactPortLow           FactKind = "PORT names a port below 1024"
	FactPortRefused       FactKind = "PORT refused"
	FactAnonymousRefused  FactKind = "anonymous refused"
	FactAnonymousAccepted FactKind = "anonymous accepted"
	FactLoginRefused      FactKind = "log-in refused"
	FactNoPassword        FactKind = "log-in not finished"
	FactDataNeverOpened   FactKind = "data connection never opened"
	FactDataLost          FactKind = "transfer not completed"
	FactCommandUnknown    FactKind = "command not implemented"
	FactTLSRequired       FactKind = "TLS required"
	FactClosedByServer    FactKind = "connection closed by the server"
	FactNoGreeting        FactKind = "no greeting"
	FactRefused           FactKind = "request refused"
	FactRelayRefused      FactKind = "relay refused"
	FactAccountAsked      FactKind = "account asked for"
	FactTLSRefused        FactKind = "TLS refused"
	FactSenderRefused     FactKind = "sender refused"
	FactRecipientRefused  FactKind = "recipient refused"
	FactTryLater          FactKind = "refused for the time being"
)

// Fact follows from a session. Span is the reply or command that shows it.
type Fact struct {
	Kind FactKind
	Span Span
}

// Role tells what a stretch of an observation is.
type Role string

// The roles.
const (
	RoleFailure Role = "failure" // a machine says that something went wrong
	RoleHealthy Role = "healthy" // a machine says that something went well
	RoleNeutral Role = "neutral" // a machine says something else: a banner, a record, a header
	RoleCommand Role = "command" // what was typed or sent to a machine
	RoleComment Role = "comment" // what a person says
)

// Message is a stretch of an observation. Kind, Code and Source are set when
// a machine's message is understood; Text is the message without prompts,
// arrows, codes, time stamps and the like.
type Message struct {
	Role   Role
	Kind   SignatureKind
	Code   string // normal form, see Signature.Code
	Source string // source of an event, as written
	Text   string
	Span   Span
}

// IdentifierKind tells what an identifier names.
type IdentifierKind string

// The kinds of identifiers.
const (
	IdentArticle  IdentifierKind = "article"  // Q239041
	IdentBulletin IdentifierKind = "bulletin" // MS02-018
	IdentCVE      IdentifierKind = "cve"      // CVE-2002-0073, also for CAN-
	IdentEvent    IdentifierKind = "event"    // "source/number" in lower case, "/7023" without source
	IdentStop     IdentifierKind = "stop"     // 0x0000000A
	IdentResult   IdentifierKind = "result"   // HRESULT or NTSTATUS: 0x80070005
	IdentWin32    IdentifierKind = "win32"    // number of a Win32 or Winsock error: 1722
	IdentError    IdentifierKind = "error"    // an error number of some program: 35754
	IdentTool     IdentifierKind = "tool"     // a compiler's or tool's number: LNK2001, ASP 0113
	IdentReply    IdentifierKind = "reply"    // "protocol/code": ftp/530, http/401.1
)

// Identifier is something that a text names by a fixed code, in normal form.
type Identifier struct {
	Kind IdentifierKind
	ID   string
	Span Span
}
