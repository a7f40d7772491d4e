package signature

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// showTokens returns the tokens of a text as "kind:normal", words without a kind.
func showTokens(text string) []string {
	var out []string
	for _, t := range Tokens(text) {
		s := t.Normal(text)
		if t.Kind != TokWord {
			s = t.Kind.String() + ":" + s
		}
		out = append(out, s)
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" .,;:!?\"'()-- \\ \\\\ /", ""},
		{"The File\r\n  was NOT found.", "the file was not found"},
		{"“Curly” and ‘single’ quotes", "curly and single quotes"},
		{"cannot can't can’t Couldn't won't", "can not can not can not could not will not"},
		{"Logon LOGIN time-out timeout 64K 10MB 5th", "log on log in time out time out number:64k number:10mb 5th"},
		{"the user's don", "the user's don"},
		{"05 1,024 65535. 4.0.1381 -1018 a-1", "number:5 number:1024 number:65535 number:4.0.1381 number:-1018 a number:1"},
		{"1, 2,3 and 4", "number:1 number:23 and number:4"},
		{"0x0000000A 0xA c0000005 0xC0000005 (80004005)", "hex:0xa hex:0xa hex:0xc0000005 hex:0xc0000005 hex:0x80004005"},
		{"0137:bff9a1f8 0028:C0012345 0Eh deadbeef 12345678", "hex:0137:bff9a1f8 hex:0028:c0012345 hex:0xe deadbeef number:12345678"},
		{"10.0.0.5 10.0.0.5:21 fe80::1 999.1.1.1", "ip:10.0.0.5 ip:10.0.0.5:21 ip:fe80::1 number:999.1.1.1"},
		{"{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}", "guid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
		{`C:\Temp\a.txt \\srv\share\ /var/log ..\x\y`, `path:c:\temp\a.txt path:\\srv\share path:/var/log path:\x\y`},
		{"see http://Host/a.asp?x=1&y=2.", "see url:http://host/a.asp?x=1&y=2"},
		{"www.contoso.com, contoso.com srv1.corp.local", "host:www.contoso.com file:contoso.com host:srv1.corp.local"},
		{`CONTOSO\bob bob@contoso.com mozilla@`, `user:contoso\bob user:bob@contoso.com user:mozilla@`},
		{"KERNEL32.DLL. file.asm(27): end.The", "file:kernel32.dll file:file.asm number:27 end the"},
		{"9/22/2000 2000-09-22 22.9.2000 5.0.2195", "date:9/22/2000 date:2000-09-22 date:22.9.2000 number:5.0.2195"},
		{"14:02 14:02:31.500 9:05pm", "time:14:02 time:14:02:31.500 time:9:05pm"},
		{"TCP/IP log-in A2009: MAX_PATH", "tcp ip log in a2009 max_path"},
		{"Ünïcode naïve 文字", "ünïcode naïve 文字"},
		{"a\x00b\xffc\u2026d", "a b c d"},
	} {
		if diff := cmp.Diff(strings.Fields(c.want), showTokens(c.text)); diff != "" && len(showTokens(c.text))+len(c.want) > 0 {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

// FuzzTokens checks that spans are in order, in the text and not empty.
func FuzzTokens(f *testing.F) {
	f.Add("530 User bob@x.com can’t log in: C:\\a b.")
	f.Add("http://")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, k := range Tokens(text) {
			if k.Span.Start < end || k.Span.End <= k.Span.Start || k.Span.End > len(text) {
				t.Fatalf("span %v after %d of %d in %q", k.Span, end, len(text), text)
			}
			end = k.Span.End
			if k.Normal(text) == "" {
				t.Fatalf("no normal form of %q", text[k.Span.Start:k.Span.End])
			}
		}
	})
}
