// Package hydra reads what the login tester hydra writes as JSON (-b json, -b
// jsonv1): the logins that it found.
package hydra

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// login is one result.
type login struct {
	Host     stream.Texts `json:"host"`
	Port     stream.Texts `json:"port"`
	Service  stream.Texts `json:"service"`
	Login    stream.Texts `json:"login"`
	Password stream.Texts `json:"password"`
	Status   stream.Texts `json:"status"`
	Misc     stream.Texts `json:"misc"`
}

// generator tells what wrote the report.
type generator struct {
	Software stream.Texts `json:"software"`
	Version  stream.Texts `json:"version"`
}

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "hydra-json", Title: "hydra JSON (-b json)", Reads: "every login that was found, with name and password",
		Is: isLogins, Reader: read,
	}}
}

// software matches hydra's own name.
var software = regexp.MustCompile(`(?i)"software"\s*:\s*"hydra"`)

// isLogins reports whether a report is hydra's.
func isLogins(h stream.Head) bool { return h.HasKeys("generator") && software.MatchString(h.Text) }

// read reads the logins. What hydra itself reports as an error ends the report.
func read(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	in := reader{j: j, emit: emit, scanner: "hydra"}
	if err := j.Documents(func() error { return j.Object(in.member) }); err != nil {
		return err
	}
	switch said := strings.Join(in.errors, "; "); {
	case said != "":
		return &stream.Error{At: "errormessages", Err: fmt.Errorf("hydra did not finish: %.500s", said)}
	case in.failed:
		return &stream.Error{At: "success", Err: errors.New("hydra did not finish and does not say why; test again")}
	}
	return nil
}

// reader reads a report.
type reader struct {
	j       *stream.JSON
	emit    stream.Emit
	scanner string
	errors  []string
	failed  bool
}

// member reads a member of the report.
func (in *reader) member(key string) error {
	switch key {
	case "generator":
		var g generator
		if _, err := in.j.DecodeSome(&g); err != nil {
			return err
		}
		in.scanner = strings.TrimSpace("hydra " + strings.TrimPrefix(g.Version.First(), "v"))
		return nil
	case "results":
		return in.j.Array(in.login)
	case "errormessages":
		var said stream.Texts
		_, err := in.j.DecodeSome(&said)
		in.errors = append(in.errors, said...)
		return err
	case "success":
		var ok stream.Texts
		_, err := in.j.DecodeSome(&ok)
		in.failed = ok.First() == "false"
		return err
	}
	return in.j.Skip()
}

// login reads one login.
func (in *reader) login(int) error {
	var l login
	warning, err := in.j.DecodeSome(&l)
	if err != nil {
		return err
	}
	f := l.finding()
	f.Scanner = in.scanner
	if warning != "" {
		f.Warnings = append(f.Warnings, warning)
	}
	return in.emit(f)
}

// finding returns the finding of a login.
func (l login) finding() kb.Finding {
	f := kb.Finding{
		Plugin: kb.Plugin{ID: "valid-login", Name: "Valid login"}, Status: l.Status.First(), Service: l.Service.First(),
	}
	if _, err := netip.ParseAddr(l.Host.First()); err == nil {
		f.Addresses = fill.Some(l.Host...)
	} else {
		f.Names = fill.Some(l.Host...)
	}
	f.Port, _, _ = fill.Port(l.Port.First())
	fill.Say(&f, "login", fmt.Sprintf("login: %s\npassword: %s", l.Login.First(), l.Password.First())) // the empty one is one
	fill.Say(&f, "misc", l.Misc.First())
	if len(l.Host) == 0 {
		f.Warnings = append(f.Warnings, "the report does not tell the host")
	}
	return f
}
