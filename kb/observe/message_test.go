package observe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// shown returns an observation as text: its kind, then one line for each message
// with role, kind of message, code, source and text.
func shown(o kb.Observation) string {
	out := []string{string(o.Kind)}
	for _, m := range o.Messages {
		what := strings.Trim(fmt.Sprintf("%s/%s/%s", m.Kind, m.Code, m.Source), "/")
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %s", m.Role, what)), " ")+": "+strings.ReplaceAll(m.Text, "\n", " | "))
	}
	return strings.Join(out, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text string
		hint       kb.ObservationKind
		want       []string
	}{
		{"event viewer of NT", "Event Type:\tError\r\nEvent Source:\tNetBT\r\nEvent Category:\tNone\r\nEvent ID:\t4319\r\nDate:\t\t6/1/2000\r\nTime:\t\t10:11:12 AM\r\nUser:\t\tN/A\r\nComputer:\tSRV1\r\nDescription:\r\nA duplicate name has been detected on\r\nthe TCP network.\r\n\r\nWe moved the server yesterday.", "", []string{
			"event",
			"neutral: Event Type: Error | Event Source: NetBT | Event Category: None | Event ID: 4319 | Date: 6/1/2000 | Time: 10:11:12 AM | User: N/A | Computer: SRV1 | Description:",
			"failure event/4319/NetBT: A duplicate name has been detected on | the TCP network.",
			"comment: We moved the server yesterday.",
		}},
		{"two events and a line of comment", "System log of the mail server\nNetlogon 5719: No domain controller is available.\nMSExchangeIMC | 4007 | The socket could not be bound.", "", []string{
			"event",
			"comment: System log of the mail server",
			"neutral: Netlogon 5719:",
			"failure event/5719/Netlogon: No domain controller is available.",
			"neutral: MSExchangeIMC | 4007 |",
			"failure event/4007/MSExchangeIMC: The socket could not be bound.",
		}},
		{"labels without colons", "Event ID 1000, Source MSExchangeIS, Type Error. Unable to start the store.", "", []string{
			"event", "neutral: Event ID 1000, Source MSExchangeIS, Type Error.", "failure event/1000/MSExchangeIS: Unable to start the store.",
		}},
		{"JSON", `{"EventID":7000,"SourceName":"Service Control Manager","Message":"The Foo service failed to start."}`, "", []string{
			"event", `neutral: {"EventID":7000,"SourceName":"Service Control Manager","Message":`, "failure event/7000/Service Control Manager: The Foo service failed to start.", "comment: }",
		}},
		{"number and description", "20050 The user could not be authenticated on port COM1.", "", []string{
			"event", "neutral: 20050", "failure event/20050: The user could not be authenticated on port COM1.",
		}},
		{"event that reports success", "Event ID 7036 Service Control Manager: The Spooler service entered the running state.", "", []string{
			"event", "neutral: Event ID 7036 Service Control Manager:", "healthy event/7036/Service Control Manager: The Spooler service entered the running state.",
		}},
		{"event for information", "Event ID: 7045\nSource: Service Control Manager\nType: Information\nDescription: A service was installed in the system.", "", []string{
			"event", "neutral: Event ID: 7045 | Source: Service Control Manager | Type: Information | Description:", "neutral event/7045/Service Control Manager: A service was installed in the system.",
		}},
		{"event quoted in part", "W3SVC 115 \"could not bind instance 4\"; all sites share the port", "", []string{
			"event", "neutral: W3SVC 115", "failure event/115/W3SVC: could not bind instance 4", "comment: ; all sites share the port",
		}},
		{"exported row", "6/1/00,10:22:11 AM,Srv,Error,None,2019,N/A,HOST,The server was unable to allocate from the pool.", "", []string{
			"event", "neutral: 6/1/00,10:22:11 AM,Srv,Error,None,2019,N/A,HOST,", "failure event/2019/Srv: The server was unable to allocate from the pool.",
		}},
		{"error with number and remark", "Error 1722: The RPC server is unavailable. (after the move to the new switch)", "", []string{
			"error", "failure error/1722: Error 1722: The RPC server is unavailable.", "comment: (after the move to the new switch)",
		}},
		{"message of two lines", "Could not start the Foo service on \\\\SRV.\nError 1058: The service is disabled.", "", []string{
			"error", "failure error/1058: Could not start the Foo service on \\\\SRV. | Error 1058: The service is disabled.",
		}},
		{"STOP", "STOP: c000021a {Fatal System Error}\nThe process terminated unexpectedly with 0xc0000034.", "", []string{
			"error", "failure stop/0xC000021A: STOP: c000021a {Fatal System Error} | The process terminated unexpectedly with 0xc0000034.",
		}},
		{"page fault", "FOO.EXE - Application Error", "", []string{"error", "failure page_fault: FOO.EXE - Application Error"}},
		{"database", "[Microsoft][ODBC SQL Server Driver][SQL Server]Login failed", "", []string{"error", "failure sql: [Microsoft][ODBC SQL Server Driver][SQL Server]Login failed"}},
		{"compiler", "fatal error C1083: Cannot open include file", "", []string{"error", "failure compiler/C1083: fatal error C1083: Cannot open include file"}},
		{"quoted within a sentence", "Our partner rejects every second mail with \"sender was given already\". We queue many of them.", "", []string{
			"question", "comment: Our partner rejects every second mail with", "failure text: sender was given already", "comment: . We queue many of them.",
		}},
		{"question", "How do I open a site that listens on port 2121?", "", []string{"question", "comment: How do I open a site that listens on port 2121?"}},
		{"description", "Our downloads broke the day we moved the site to the new disk", "", []string{"question", "comment: Our downloads broke the day we moved the site to the new disk"}},
		{"log", "2001-05-05 10:00:00 Could not open the store\n2001-05-05 10:00:05 retry in 5 s", "", []string{
			"log", "failure text: Could not open the store", "neutral text: retry in 5 s",
		}},
		{"command that failed", "C:\\>net use * \\\\srv\\share\nSystem error 53 has occurred.\n\nThe network path was not found.\n", "", []string{
			"error", "command: net use * \\\\srv\\share", "failure error/53: System error 53 has occurred.", "failure text: The network path was not found.",
		}},
		{"command that went well", "C:\\>nslookup www\nServer: ns1\nAddress: 10.0.0.2", "", []string{
			"text", "command: nslookup www", "healthy text: Server: ns1 | Address: 10.0.0.2",
		}},
		{"report with fields", "Synopsis : the banner tells the version\nFamily: FTP\nPlugin output :\n 220 x Microsoft FTP Service (Version 4.0).\nSolution : change it", "", []string{
			"finding", "failure text: the banner tells the version", "neutral text: FTP", "failure text: 220 x Microsoft FTP Service (Version 4.0).", "neutral text: change it",
		}},
		{"nmap", "PORT   STATE SERVICE\n21/tcp open  ftp\n| ftp-anon: allowed\n|_drwx upload\n|_ftp-bounce: server forbids bouncing\n", "", []string{
			"finding", "neutral text: PORT STATE SERVICE", "neutral text: 21/tcp open ftp", "failure text: ftp-anon: allowed | drwx upload", "healthy text: ftp-bounce: server forbids bouncing",
		}},
		{"nikto", "+ Server: Foo/1.0\n+ /scripts/: listing enabled", "", []string{"finding", "neutral text: Server: Foo/1.0", "failure text: /scripts/: listing enabled"}},
		{"citation", "CVE-2002-0073, MS02-018", "", []string{"finding", "failure text: CVE-2002-0073, MS02-018"}},
		{"finding by hint", "Weak settings on the name service", kb.ObsFinding, []string{"finding", "failure text: Weak settings on the name service"}},
		{"reply", "530 User x cannot log in.", "", []string{"reply", "failure reply/530: User x cannot log in."}},
		{"layout beats the hint", "530 User x cannot log in.", kb.ObsQuestion, []string{"reply", "failure reply/530: User x cannot log in."}},
		{"words only", "IIS", "", []string{"text", "comment: IIS"}},
		{"empty", "", "", []string{"unusable"}},
		{"blank", " \r\n\t ", "", []string{"unusable"}},
		{"binary", "\x00\x01\x02\x03abc\x00\x05", "", []string{"unusable"}},
		{"no words", "?? -- 42 ..", "", []string{"unusable"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Read(c.text, c.hint)
			check(t, o)
			if diff := cmp.Diff(strings.Join(c.want, "\n"), shown(o)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Everything that is not blank belongs to one message.
func TestNothingIsLost(t *testing.T) {
	for _, l := range observations(t) {
		for _, hint := range []kb.ObservationKind{"", kb.ObsError, kb.ObsFinding, kb.ObsQuestion, kb.ObsEvent} {
			o := Read(l.Input, hint)
			at := 0
			for _, m := range append(o.Messages, kb.Message{Span: kb.Span{Start: len(o.Text)}}) {
				if lost := strings.Trim(o.Text[at:m.Span.Start], " \t\r\n\""); lost != "" && len(o.Exchanges) == 0 {
					t.Errorf("%s, hint %q: %q is in no message", l.ID, hint, lost)
				}
				at = m.Span.End
			}
		}
	}
}

func TestIdentifiersOfSessions(t *testing.T) {
	o := Read("220 x Microsoft FTP Service (Version 5.0).\nUSER bob\n331 Password required for bob.\nPASS x\n530 User bob cannot log in.\n", "")
	if o.Kind != kb.ObsSession || o.Protocol != kb.FTP || o.Product != "iis" || o.Version != "5.0" {
		t.Errorf("kind %s, protocol %s, product %s %s", o.Kind, o.Protocol, o.Product, o.Version)
	}
	if len(o.Identifiers) != 1 || o.Identifiers[0].ID != "ftp/530" {
		t.Errorf("identifiers %+v, want ftp/530 alone", o.Identifiers)
	}
}

func TestProtocolOfErrors(t *testing.T) {
	for text, want := range map[string]kb.Protocol{
		"The page answers with HTTP error 404.": kb.HTTP,
		"Error 1722: The RPC server is gone":    "",
	} {
		if got := Read(text, "").Protocol; got != want {
			t.Errorf("%q: protocol %q, want %q", text, got, want)
		}
	}
}
