package transcript

import (
	"regexp"
	"strings"
)

// wget reads the lines of wget: "--> USER x" with -S, and without it
// "==> SYST ... done.", several of them on a line.
func wget(l *line) []item {
	s := l.rest()
	switch {
	case strings.HasPrefix(s, "==> "):
		return wgetSteps(l)
	case strings.HasPrefix(s, "--> "):
		return []item{wired(l, l.body+4, "-->")}
	case strings.HasPrefix(s, "Logging in as "):
		return wgetLogin(l)
	case strings.HasPrefix(s, "Connecting to ") && strings.Contains(s, "... "):
		it := note(l, kNote, l.body)
		if strings.HasSuffix(s, "connected.") {
			it.kind = kConnect
		}
		it.host = strings.TrimSuffix(between(it.text, "Connecting to ", "... "), ":21")
		return []item{it}
	case strings.HasPrefix(s, "HTTP request sent, awaiting response... "):
		from := l.body + len("HTTP request sent, awaiting response... ")
		if it := wired(l, from, "wget"); it.kind == kReply {
			return []item{it}
		}
	case strings.HasPrefix(s, "No such file ‘"), strings.HasPrefix(s, "No such file `"), strings.HasPrefix(s, "No such directory "):
		it := note(l, kNote, l.body)
		it.code = refused
		return []item{it}
	case strings.HasPrefix(l.text, "--2"), strings.HasPrefix(s, "Removed "), strings.HasPrefix(s, "Length: "), strings.HasPrefix(s, "Error in server"),
		strings.HasPrefix(s, "=> ‘"), strings.HasPrefix(s, "=> `"), strings.HasPrefix(s, "The server refuses login"):
		return []item{note(l, kNote, l.body)}
	}
	return nil
}

// wgetStep matches one step of wget: a command and how it went.
var wgetStep = regexp.MustCompile(`==> ([A-Z]+)(?: \(\d+\))?((?: [^.= ]\S*)*?)(?: not (?:needed|required)\.| \.\.\. ?(done\.|[A-Za-z][\w ]*\.)?)`)

// wgetSteps reads the steps of wget on a line.
func wgetSteps(l *line) []item {
	var out []item
	for _, m := range wgetStep.FindAllStringSubmatchIndex(l.rest(), 64) {
		s := l.rest()
		from, to := l.body+m[2], l.body+m[5]
		it := item{kind: kCommand, span: l.span(from, to), text: l.text[from:to], verb: s[m[2]:m[3]], arg: strings.TrimSpace(s[m[4]:m[5]]), sure: true, conn: l.conn}
		if m[6] >= 0 {
			it.code = refused
			if s[m[6]:m[7]] == "done." {
				it.code = done
			}
			it.span, it.text = l.span(from, l.body+m[7]), s[m[2]:m[7]]
		} else if strings.Contains(s[m[0]:m[1]], " not ") {
			it.kind = kNote
		}
		out = append(out, it)
	}
	return out
}

// wgetLogin reads "Logging in as anonymous ... Logged in!".
func wgetLogin(l *line) []item {
	user, how, _ := strings.Cut(strings.TrimPrefix(l.rest(), "Logging in as "), " ... ")
	user = strings.TrimSuffix(user, " ...")
	if how = strings.TrimSpace(how); how == "" {
		return []item{note(l, kNote, l.body)}
	}
	it := note(l, kCommand, l.body)
	it.verb, it.arg, it.code = "USER", user, refused
	if how == "Logged in!" {
		it.code = done
	}
	return []item{it}
}
