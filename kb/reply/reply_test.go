package reply

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// brief is what the tests compare of a meaning.
func brief(m Meaning) string {
	s := fmt.Sprintf("%s | %s | %s | %s", m.Code, m.Class, m.Subject, m.Source)
	if m.Broader != nil {
		s += " < " + brief(*m.Broader)
	}
	return s
}

func TestLookup(t *testing.T) {
	tests := []struct {
		protocol kb.Protocol
		code     string
		want     string // empty: no code
	}{
		{kb.FTP, "530", "530 | permanent negative | authentication and accounting | RFC 959 section 4.2.2"},
		{kb.FTP, " 230- ", "230 | positive | authentication and accounting | RFC 959 section 4.2.2"},
		{kb.FTP, "534", "534 | permanent negative | authentication and accounting | RFC 2228 section 5.1, RFC 4217"},
		{kb.FTP, "631", "631 | protected reply | authentication and accounting | RFC 2228 section 5.2"},
		{kb.FTP, "599", "599 | permanent negative |  | "},
		{kb.FTP, "430", "430 | transient negative | authentication and accounting | servers"},
		{kb.FTP, "731", ""},
		{kb.FTP, "53", ""},
		{kb.FTP, "5300", ""},
		{kb.FTP, "530--", ""},
		{kb.FTP, "53x", ""},
		{kb.FTP, "", ""},
		{kb.SMTP, "550", "550 | permanent negative | mail system | RFC 5321 section 4.2.3"},
		{kb.SMTP, "5.7.1", "5.7.1 | permanent negative | security or policy | RFC 3463 section 3.8"},
		{kb.SMTP, "550 5.7.1", "5.7.1 | permanent negative | security or policy | RFC 3463 section 3.8 < 550 | permanent negative | mail system | RFC 5321 section 4.2.3"},
		{kb.SMTP, "550-5.1.1", "5.1.1 | permanent negative | address | RFC 3463 section 3.2 < 550 | permanent negative | mail system | RFC 5321 section 4.2.3"},
		{kb.SMTP, "4.4.7", "4.4.7 | transient negative | network and routing | RFC 3463 section 3.5"},
		{kb.SMTP, "5.77.1", "5.77.1 | permanent negative |  | "},
		{kb.SMTP, "550 4.7.1", ""},
		{kb.SMTP, "3.7.1", ""},
		{kb.SMTP, "5.7", ""},
		{kb.SMTP, "5.07.1", ""},
		{kb.SMTP, "650", ""},
		{kb.HTTP, "404", "404 | client error |  | RFC 9110 section 15.5.5"},
		{kb.HTTP, "401.1", "401.1 | client error |  | IIS < 401 | client error |  | RFC 9110 section 15.5.2"},
		{kb.HTTP, "HTTP 401;3", "401.3 | client error |  | IIS < 401 | client error |  | RFC 9110 section 15.5.2"},
		{kb.HTTP, "500.100", "500.100 | server error |  | IIS < 500 | server error |  | RFC 9110 section 15.6.1"},
		{kb.HTTP, "200.0", "200 | success |  | RFC 9110 section 15.3.1"},
		{kb.HTTP, "403.99", "403.99 | client error |  |  < 403 | client error |  | RFC 9110 section 15.5.4"},
		{kb.HTTP, "401.", ""},
		{kb.HTTP, "401.1.1", ""},
		{kb.HTTP, "600", ""},
		{kb.HTTP, "404-", ""},
		{kb.POP3, "-err", "-ERR | negative |  | RFC 1939 section 3"},
		{kb.POP3, "OK", "+OK | positive |  | RFC 1939 section 3"},
		{kb.POP3, "-ERR [IN-USE]", "IN-USE | response code |  | RFC 2449 section 8.1.2 < -ERR | negative |  | RFC 1939 section 3"},
		{kb.POP3, "-ERR [UNHEARD-OF]", "UNHEARD-OF | response code |  |  < -ERR | negative |  | RFC 1939 section 3"},
		{kb.POP3, "-ERR mailbox", ""},
		{kb.POP3, "-ERR [IN-USE", ""},
		{kb.POP3, "[]", ""},
		{kb.POP3, "530", ""},
		{kb.IMAP, "NO", "NO | negative |  | RFC 3501 section 7.1.2"},
		{kb.IMAP, "* BYE", "BYE | negative |  | RFC 3501 section 7.1.5"},
		{kb.IMAP, "[TRYCREATE]", "TRYCREATE | response code |  | RFC 3501 section 7.1"},
		{kb.IMAP, "overquota", "OVERQUOTA | response code |  | RFC 5530 section 3"},
		{kb.IMAP, "OK [UIDNEXT 17]", "UIDNEXT | response code |  | RFC 3501 section 7.1 < OK | positive |  | RFC 3501 section 7.1.1"},
		{kb.IMAP, "MAYBE [ALERT]", ""},
		{kb.IMAP, "[ALERT] x", ""},
		{kb.NNTP, "480", "480 | command is correct and could not be done | authentication and privacy | RFC 3977 section 3.2.1, RFC 4643"},
		{kb.NNTP, "502", "502 | command is wrong, not known or not supported | connection and set-up | RFC 3977 appendix C"},
		{kb.NNTP, "631", ""},
		{"gopher", "530", ""},
	}
	for _, tt := range tests {
		t.Run(string(tt.protocol)+"/"+tt.code, func(t *testing.T) {
			m, ok := Lookup(tt.protocol, tt.code)
			got := ""
			if ok {
				got = brief(m)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("meaning (-want +got):\n%s", d)
			}
			if ok && m.Text == "" || m.Defined != (m.Source != "") {
				t.Errorf("text %q, source %q, defined %v", m.Text, m.Source, m.Defined)
			}
		})
	}
}

// TestTable says that every row of the table is well-formed and can be looked up.
func TestTable(t *testing.T) {
	source := regexp.MustCompile(`^(?:RFC \d{3,4}(?: (?:section|appendix) [\dA-C.]+)?(?:, |$))+$`)
	command := regexp.MustCompile(`^(?:connect|any|[A-Z]{3,12})$`)
	for key, r := range table() {
		m, ok := Lookup(key.protocol, strings.Replace(key.code, "X.", "5.", 1))
		if !ok || !m.Defined || m.Text != r.text {
			t.Errorf("%v cannot be looked up: %+v, %v", key, m, ok)
		}
		if !source.MatchString(r.source) && r.source != SourceIIS && r.source != SourceServers {
			t.Errorf("%v: source %q", key, r.source)
		}
		if len(r.text) < 8 || strings.HasSuffix(r.text, ".") || m.Class == "" {
			t.Errorf("%v: text %q, class %q", key, r.text, m.Class)
		}
		for _, c := range r.commands {
			if !command.MatchString(c) {
				t.Errorf("%v: command %q", key, c)
			}
		}
	}
	if n := len(table()); n < 400 {
		t.Errorf("%d rows", n)
	}
}

func TestReadTable(t *testing.T) {
	for text, want := range map[string]string{
		"# x\n\nftp\t1\t2\t3\n":            "codes.tsv:3: 4 fields",
		"ftp\t1\ta\tb\t\nftp\t1\tc\td\t\n": "codes.tsv:2: ftp 1 stands there twice",
	} {
		if _, err := readTable(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestMeaningIsACopy says that a caller cannot change the table.
func TestMeaningIsACopy(t *testing.T) {
	m, _ := Lookup(kb.FTP, "530")
	m.Commands[0] = "X"
	if again, _ := Lookup(kb.FTP, "530"); again.Commands[0] == "X" {
		t.Error("the table has changed")
	}
}

// TestFTPShared says that the table has every code of the shared list, with a
// source where the list has a verified one.
func TestFTPShared(t *testing.T) {
	f, err := os.Open(filepath.Join(kbtest.Shared(t), "data", "ftp", "rfc_reply_codes.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		m, ok := Lookup(kb.FTP, row[0])
		if !ok || !m.Defined {
			t.Errorf("%s is missing", row[0])
		}
		for _, n := range regexp.MustCompile(`^[\d,]+$`).FindAllString(row[1], 1) {
			for rfc := range strings.SplitSeq(n, ",") {
				if !strings.Contains(m.Source, "RFC "+rfc) {
					t.Errorf("%s: source %q, want RFC %s", row[0], m.Source, rfc)
				}
			}
		}
	}
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"530", "401.1", "550 5.7.1", "-ERR [IN-USE]", "* NO [X", "5.1", "X.1.1", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []kb.Protocol{kb.FTP, kb.SMTP, kb.POP3, kb.IMAP, kb.NNTP, kb.HTTP, ""} {
			m, ok := Lookup(p, text)
			if ok != (m.Text != "") || ok && m.Class == "" {
				t.Fatalf("%s %q: %+v, %v", p, text, m, ok)
			}
			if !ok {
				continue
			}
			again, ok := Lookup(p, m.Code)
			if !ok { // a response code that nothing defines
				again, ok = Lookup(p, "["+m.Code+"]")
			}
			if !ok || again.Code != m.Code {
				t.Fatalf("%s %q: the normal form %q is not read as itself", p, text, m.Code)
			}
		}
	})
}

func ExampleLookup() {
	m, _ := Lookup(kb.SMTP, "550 5.7.1")
	fmt.Printf("%s: %s (%s)\n", m.Code, m.Text, m.Source)
	fmt.Printf("%s: %s\n", m.Broader.Code, m.Broader.Class)
	// Output:
	// 5.7.1: Sender may not send to this recipient: refused by policy, relaying among others (RFC 3463 section 3.8)
	// 550: permanent negative
}
