package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// withStatus returns an article with a STATUS section.
func withStatus(text string) *kb.Article {
	return withSections(kb.StatusName, text)
}

// withSections returns an article made of names and texts of sections in turn.
func withSections(parts ...string) *kb.Article {
	a := &kb.Article{ID: "Q100001", Encoding: kb.UTF8}
	for i := 0; i < len(parts); i += 2 {
		at := len(a.Source)
		a.Source = append(a.Source, parts[i+1]...)
		a.Sections = append(a.Sections, kb.Section{Kind: kb.Content, Name: parts[i], Span: kb.Span{Start: at, End: len(a.Source)}, Text: parts[i+1], TextAt: at})
	}
	return a
}

func TestStatusSection(t *testing.T) {
	tests := []struct {
		text string
		want kb.StatusKind
	}{
		{"Acme has confirmed this to be a problem in Thing 1.0. This problem was corrected in Thing 1.1.", kb.FixedIn},
		{"This bug has first been fixed in Thing 2.", kb.FixedIn},
		{"These problems no longer occur in Thing 2.", kb.FixedIn},
		{"This does not occur in Thing 2.", kb.FixedIn},
		{"This is not a problem in Thing 2.", kb.FixedIn},
		{"Thing 2 corrects this problem.", kb.FixedIn},
		{"A correction has been made in Thing 2.", kb.FixedIn},
		{"To mend it, obtain the latest service pack for Thing 2.", kb.FixedIn},
		{"Resolved.", kb.FixedIn},
		{"A supported fix is now available. Call us.", kb.HotfixAvailable},
		{"A supported fix that corrects this problem is now available.", kb.HotfixAvailable},
		{"A fix to this problem is in development.", kb.HotfixAvailable},
		{"Contact Acme support to obtain the file.", kb.HotfixAvailable},
		{"An updated driver is available from Acme.", kb.HotfixAvailable},
		{"Acme has confirmed that this could result in a security vulnerability in Thing.", kb.ConfirmedSecurity},
		{"Acme has confirmed this to be a problem. We are researching this problem and will post new information here.", kb.ConfirmedUnderResearch},
		{"This behavior is by design.", kb.ByDesign},
		{"This is by Thing design.", kb.ByDesign},
		{"This is the expected behavior.", kb.ByDesign},
		{"The Thing works as intended.", kb.ByDesign},
		{"This is not a bug.", kb.NotABug},
		{"The message can be safely ignored.", kb.NotABug},
		{"It is caused by the Thing, not by a problem in the Desk.", kb.NotABug},
		{"Acme has confirmed this to be a bug in Thing 1.0.", kb.Confirmed},
		{"Acme acknowledges this issue.", kb.Confirmed},
		{"If this problem was corrected in your Thing, do nothing. Acme has confirmed this to be a bug.", kb.Confirmed},
		{"Acme has confirmed this to be a bug. It has not been corrected.", kb.Confirmed},
		{"Acme has confirmed this to be a bug. It can be corrected by hand.", kb.Confirmed},
		{"Acme has confirmed this to be a bug. It is corrected by restarting the Thing.", kb.Confirmed},
		{"Acme is researching this problem and will post new information here.", kb.UnderResearch},
		{"This is a known issue with the Thing.", kb.KnownIssue},
		{"Acme is aware of this.", kb.KnownIssue},
		{"This is under review and will be considered for Thing 3.", kb.UnderConsideration},
		{"This will be corrected in a future release.", kb.FixPlanned},
		{"No workaround is available at this time.", kb.NoFix},
		{"The Thing is not supported on the Desk.", kb.NotSupported},
		{"The user's guide names the wrong key.", kb.DocError},
		{"This feature was added to Thing 2.", kb.FeatureAdded},
		{"The product is made by a vendor independent of Microsoft; we make no warranty, implied or otherwise.", kb.ThirdParty},
		{"Use the Desk instead.", kb.WorkaroundOnly},
		{"\n\n   \n-----\n", kb.Empty},
		{"Things are things.", kb.Unclassified},
	}
	for _, tt := range tests {
		a := withStatus(tt.text)
		Fill(a)
		if a.Status == nil || a.Status.Kind != tt.want || a.Status.Source != kb.FromStatusSection {
			t.Errorf("%q: status %+v, want %s", tt.text, a.Status, tt.want)
		}
	}
}

func TestStatusKeepsQuoteAndLabels(t *testing.T) {
	text := "\n Desk\n ----\n\nAcme has confirmed this\n to be a problem in Thing 1.0. We are\nresearching  this problem.\n"
	a := withSections(kb.Cause, "It breaks.\n", kb.StatusName, text)
	Fill(a)
	quote := "Acme has confirmed this to be a problem in Thing 1.0."
	start := len("It breaks.\n") + strings.Index(text, "Acme")
	want := &kb.Status{
		Kind: kb.ConfirmedUnderResearch, Also: []kb.StatusKind{kb.ConfirmedUnderResearch, kb.Confirmed, kb.UnderResearch},
		Quote: quote, Span: kb.Span{Start: start, End: start + len(quote) + 1}, Section: kb.StatusName, Source: kb.FromStatusSection,
	}
	if diff := cmp.Diff(want, a.Status); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestStatusIsNotOverwritten(t *testing.T) {
	a := withStatus("This behavior is by design.")
	a.Status = &kb.Status{Kind: kb.FixedIn, Source: kb.FromFrontMatter}
	Fill(a)
	if a.Status.Kind != kb.FixedIn || a.Status.Source != kb.FromFrontMatter {
		t.Errorf("status %+v, want the one of the front matter", a.Status)
	}
}

func TestStatusFallbacks(t *testing.T) {
	footer := func(a *kb.Article, issue, solution string) *kb.Article {
		text := "Keywords          : kbfix\nIssue type        : " + issue + "\nSolution Type     : " + solution + "\n"
		at := len(a.Source)
		a.Source = append(a.Source, text...)
		a.Sections = append(a.Sections, kb.Section{Kind: kb.Footer, Span: kb.Span{Start: at, End: len(a.Source)}, Text: text, TextAt: at})
		a.IssueTypes, a.Solutions = strings.Fields(issue), strings.Fields(solution)
		return a
	}
	titled := func(title string) *kb.Article {
		a := withSections(kb.Summary, "Nothing.\n")
		a.Title = title
		a.Source = append([]byte("TITLE: "+title+"\n"), a.Source...)
		n := len("TITLE: "+title) + 1
		a.Sections[0].Span, a.Sections[0].TextAt = kb.Span{Start: n, End: len(a.Source)}, n
		a.Sections = append([]kb.Section{{Kind: kb.Header, Span: kb.Span{End: n}, Text: string(a.Source[:n])}}, a.Sections...)
		return a
	}
	tests := []struct {
		name   string
		in     *kb.Article
		kind   kb.StatusKind
		source kb.StatusSource
		quote  string
	}{
		{"phrase", withSections(kb.Summary, "A thing.\n", kb.Cause, "It breaks. This behavior is by design.\n"), kb.ByDesign, kb.FromPhrase, "This behavior is by design."},
		{"strongest phrase", withSections(kb.Summary, "Acme has confirmed this to be a problem.\n", kb.MoreInformation, "This problem was corrected in Thing 2.\n"), kb.FixedIn, kb.FromPhrase, "This problem was corrected in Thing 2."},
		{"phrase before footer", footer(withSections(kb.Cause, "This is by design.\n"), "kbprb", ""), kb.ByDesign, kb.FromPhrase, "This is by design."},
		{"no phrase", footer(withSections(kb.Cause, "The design is new. If this is by design, stay.\n"), "kbprb", ""), kb.Behavior, kb.FromFooter, "kbprb"},
		{"fixed", footer(withSections(kb.Cause, "x\n"), "kbbug", "kbfix"), kb.FixedIn, kb.FromFooter, "kbfix"},
		{"pending", footer(withSections(kb.Cause, "x\n"), "kbbug", "kbpending"), kb.Confirmed, kb.FromFooter, "kbpending"},
		{"not fixed", footer(withSections(kb.Cause, "x\n"), "kbbug", "kbnofix"), kb.Confirmed, kb.FromFooter, "kbnofix"},
		{"not fixed, no bug", footer(withSections(kb.Cause, "x\n"), "kbprb", "kbnofix"), kb.NoFix, kb.FromFooter, "kbnofix"},
		{"bug", footer(withSections(kb.Cause, "x\n"), "kbbug kbinfo", ""), kb.Confirmed, kb.FromFooter, "kbbug kbinfo"},
		{"information", footer(withSections(kb.Cause, "x\n"), "kbinfo", ""), kb.Informational, kb.FromFooter, "kbinfo"},
		{"how to", footer(withSections(kb.Cause, "x\n"), "kbhowto", ""), kb.Informational, kb.FromFooter, "kbhowto"},
		{"title FIX", titled("FIX: A Thing"), kb.FixedIn, kb.FromTitle, "FIX: A Thing"},
		{"title HOWTO", titled("HOWTO: Use a Thing"), kb.Informational, kb.FromTitle, "HOWTO: Use a Thing"},
		{"title DOCERR", titled("DOCERR: A Thing"), kb.DocError, kb.FromTitle, "DOCERR: A Thing"},
	}
	for _, tt := range tests {
		Fill(tt.in)
		st := tt.in.Status
		if st == nil || st.Kind != tt.kind || st.Source != tt.source || st.Quote != tt.quote {
			t.Errorf("%s: status %+v, want %s from %s with %q", tt.name, st, tt.kind, tt.source, tt.quote)
			continue
		}
		if got := string(tt.in.Source[st.Span.Start:st.Span.End]); got != tt.quote {
			t.Errorf("%s: the span holds %q, want %q", tt.name, got, tt.quote)
		}
	}
	plain := titled("IIS: A Thing")
	Fill(plain)
	if plain.Status != nil {
		t.Errorf("status %+v of an article that tells none", plain.Status)
	}
}

func TestFix(t *testing.T) {
	tests := []struct {
		text    string
		kind    kb.StatusKind
		fixedIn []string
	}{
		{"To resolve this problem, obtain the latest service pack for Thing 4.0. For more, see below.", kb.FixedIn, []string{"latest service pack for Thing 4.0"}},
		{"A supported fix is now available, but it is only intended to correct this problem.", kb.HotfixAvailable, nil},
		{"This was fixed in the latest Thing 4.0 U.S. Service Pack. A hotfix exists, too.", kb.FixedIn, []string{"latest Thing 4.0 U.S. Service Pack"}},
		{"To correct this problem, restart the Thing.", "", nil},
		{"For information about how to obtain the latest service pack, see Q100002.", "", nil},
	}
	for _, tt := range tests {
		a := withSections(kb.Resolution, tt.text)
		Fill(a)
		switch {
		case a.Fix == nil && tt.kind != "", a.Fix != nil && a.Fix.Kind != tt.kind:
			t.Errorf("%q: fix %+v, want %q", tt.text, a.Fix, tt.kind)
		case a.Fix != nil:
			if diff := cmp.Diff(tt.fixedIn, a.Fix.FixedIn); diff != "" {
				t.Errorf("%q: %s", tt.text, diff)
			}
		}
	}
}

func TestTargets(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"This problem was corrected in Thing 4.0 Service Pack 4 and Desk Server 4.0, Big Edition Service Pack 4.", []string{"Thing 4.0 Service Pack 4", "Desk Server 4.0, Big Edition Service Pack 4"}},
		{"This problem was corrected in Thing versions 3.5 and 3.51.", []string{"Thing versions 3.5 and 3.51"}},
		{"This problem was corrected in Thing and Desk version 3.5.", []string{"Thing and Desk version 3.5"}},
		{"This problem was corrected in the latest Thing 4.0 U.S. Service Pack.", []string{"latest Thing 4.0 U.S. Service Pack"}},
		{"This no longer occurs in Thing 95.", []string{"Thing 95"}},
		{"It was a problem in Thing 1 but was fixed in Thing 2.", []string{"Thing 2"}},
		{"This was fixed in Thing 2 (see below).", []string{"Thing 2"}},
		{"This was fixed in Thing 2, which is new.", []string{"Thing 2"}},
		{"This was fixed in the following file.", nil},
		{"This was fixed.", nil},
		{"This was fixed in Thing 2. This was fixed in Thing 2. This was fixed in Thing 3.", []string{"Thing 2", "Thing 3"}},
	}
	for _, tt := range tests {
		a := withStatus(tt.text)
		Fill(a)
		if diff := cmp.Diff(tt.want, a.Status.FixedIn); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"One. Two? Three! Four: Five", []string{"One.", "Two?", "Three!", "Four:", "Five"}},
		{"One. two.\nThree 4.0 goes\n  on.\r\n", []string{"One. two.", "Three 4.0 goes on."}},
		{"The U.S. Service Pack.", []string{"The U.S. Service Pack."}},
		{"Head\n----\n\nText\n=====\nmore", []string{"Head", "Text", "more"}},
		{"List:\n - one\n   more\n - two\n1. Three\n12. four", []string{"List:", "one more", "two", "Three", "four"}},
		{"It is regression-\ntested - so it is - Well-\nKnown.", []string{"It is regression-tested - so it is - Well- Known."}},
		{"He said so. \"Yes.\" (No.)", []string{"He said so.", "\"Yes.\" (No.)"}},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range sentences(tt.text) {
			o := s.original(tt.text)
			if strings.ToLower(o) != s.lower {
				t.Errorf("%q: the original is %q, the lower case %q", tt.text, o, s.lower)
			}
			got = append(got, o)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
	}
}
