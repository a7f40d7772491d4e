package signature

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawTemplate returns the elements of a template: variables as {kind text}, codes
// with #, negations with !, ends of sentences with |.
func drawTemplate(t Template) string {
	var out []string
	for i := range t.elems {
		e := &t.elems[i]
		s := t.text[e.start:e.end]
		switch {
		case e.is(elemHole):
			s = "{" + s + "}"
		case e.is(elemVariable):
			s = "{" + e.kind.String() + " " + s + "}"
		case e.is(elemCode):
			s = "#" + s
		case e.is(elemNegator):
			s = "!" + s
		}
		if e.is(elemEnds) {
			s += "|"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestNewTemplate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"User <user name> cannot log in.", "User {<user name>} can !not log in|"},
		{"Unable to open %1 on %SystemRoot%", "!Unable to open {%1} on {%SystemRoot%}"},
		{"The queue holds xxxx files of nnn bytes, host x.x.x.x was lost", "The queue holds {xxxx} files of {nnn} bytes host {x.x.x.x} was lost"},
		{"Disk [name] in drive x: is full...", "Disk {[name]} in drive {x}| is full {...}"},
		{"The share of servername for username is gone", "The share of {servername} for {username} is gone"},
		{`Cannot read <path>\<filename>.RES today`, `Can !not read {<path>\<filename>.RES} today`},
		{"Mail for <user>@<host> was lost", "Mail for {<user>@<host>} was lost"},
		{"Read 15 of 20 blocks at 0137:bff9a1f8", "Read {number 15} of {number 20} blocks at {hex 0137:bff9a1f8}"},
		{"Connection from 10.1.2.3 to ftp.contoso.com closed", "Connection from {ip 10.1.2.3} to {host ftp.contoso.com} closed"},
		{`CONTOSO\bob opened file \\srv1\docs on 9/22/2000 at 14:02`, `{user CONTOSO\bob} opened file {path \\srv1\docs} on {date 9/22/2000} at {time 14:02}`},
		{"Class {6BA7B810-9DAD-11D1-80B4-00C04FD430C8} lacks a server", "Class {guid 6BA7B810-9DAD-11D1-80B4-00C04FD430C8} lacks a server"},
		{"See http://contoso.com/a for more words", "See {url http://contoso.com/a} for more words"},
		{"Error 1326 in line 12 of the list", "Error #1326 in line {number 12} of the list"},
		{"Run-time error '13': type mismatch", "Run time error #13| type mismatch"},
		{"error C2065: 'alpha' : undeclared identifier", "error #C2065| {quoted alpha}| undeclared identifier"},
		{"530 Nobody logs in with process id 77", "#530 Nobody logs in with process id {number 77}"},
		{"Failed (0x80070005) at 0x0050f361", "Failed #0x80070005 at {hex 0x0050f361}"},
		{"STOP 0x0000001E (0xC0000005, 0x80123456, 0x0, 0x1) KMODE_BAD_THING", "STOP #0x0000001E {hex 0xC0000005} {hex 0x80123456} {hex 0x0} {hex 0x1} KMODE_BAD_THING"},
		{"[Microsoft][ODBC Driver] Data truncated", "Microsoft ODBC Driver Data truncated"},
		{"CONTOSO.EXE failed in KERNEL32.DLL", "CONTOSO.EXE failed in KERNEL32.DLL"},
		{"<file name>", "file name"},
		{"Invalid filename in the list of servername", "Invalid file name in the list of {servername}"},
		{"12 34", "12 34"},
	} {
		if diff := cmp.Diff(c.want, drawTemplate(NewTemplate(c.text))); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func TestVariablesAndLiterals(t *testing.T) {
	p := NewTemplate("User <user  name> of 10.0.0.9 can't log in")
	want := []Variable{{Name: "user name", Kind: TokAny}, {Kind: TokIP, Sample: "10.0.0.9"}}
	if diff := cmp.Diff(want, p.Variables()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"user", "of", "can", "not", "log", "in"}, p.Literals()); diff != "" {
		t.Error(diff)
	}
}
