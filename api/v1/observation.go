package v1

import (
	"slices"

	"kbadvisor/kb"
)

// Observation is what was understood of what somebody saw.
type Observation struct {
	Kind        string       `json:"kind" enum:"reply,session,banner,event,error,finding,question,log,text,unusable" doc:"What it is"`
	Protocol    string       `json:"protocol" doc:"ftp, smtp, pop3, imap, nntp or http; empty when there is none"`
	Dialect     string       `json:"dialect" doc:"The tool that wrote it down, empty when unknown" example:"ftp.exe"`
	Product     string       `json:"product" doc:"Product that it names, empty when unknown" example:"iis"`
	Version     string       `json:"version" doc:"Version of the product, empty when unknown" example:"5.0"`
	Exchanges   []Exchange   `json:"exchanges" nullable:"false" doc:"Replies in order, each with the command it answers"`
	Facts       []string     `json:"facts" nullable:"false" doc:"What follows from the exchanges" example:"[\"PORT accepted before log-in\"]"`
	Identifiers []Identifier `json:"identifiers" nullable:"false" doc:"Articles, bulletins, events and codes that it names"`
}

// Exchange is one reply and the command it answers.
type Exchange struct {
	Command  string `json:"command" doc:"Verb in upper case, empty for a greeting and for replies without a visible command" example:"PORT"`
	Argument string `json:"argument" doc:"Argument as sent; passwords are masked"`
	Code     string `json:"code" doc:"Code of the reply, empty when there is none" example:"530"`
	Text     string `json:"text" doc:"Lines of the reply without codes"`
	State    string `json:"state" enum:"before_login,user_given,logged_in,data_asked,transfer_open,closed,unknown," doc:"How far the session had come when the command was sent"`
	TLS      bool   `json:"tls,omitempty" doc:"The control connection was encrypted"`
	Type     string `json:"type,omitempty" doc:"Transfer type that was set" example:"I"`
	User     string `json:"user,omitempty" doc:"Name that was given"`
	Data     string `json:"data,omitempty" doc:"Address of the data channel, host:port"`
}

// Identifier is something that is named by a fixed code.
type Identifier struct {
	Kind string `json:"kind" enum:"article,bulletin,cve,event,stop,result,win32,error,tool,reply" doc:"What is named"`
	ID   string `json:"id" doc:"Its name in normal form" example:"MS02-018"`
}

// NewObservation returns the wire form of an observation, passwords masked. A
// fact that several exchanges show is listed once.
func NewObservation(o kb.Observation) Observation {
	return Observation{
		Kind: string(o.Kind), Protocol: string(o.Protocol), Dialect: o.Dialect, Product: o.Product, Version: o.Version,
		Exchanges:   each(o.Exchanges, newExchange),
		Facts:       distinct(each(o.Facts, func(f kb.Fact) string { return string(f.Kind) })),
		Identifiers: distinct(each(o.Identifiers, func(i kb.Identifier) Identifier { return Identifier{string(i.Kind), i.ID} })),
	}
}

func newExchange(x kb.Exchange) Exchange {
	out := Exchange{
		Command: x.Command, Argument: x.Argument, Code: x.Code, Text: x.Text, State: string(x.State.Phase),
		TLS: x.State.TLS, Type: x.State.Type, User: x.State.User, Data: x.State.Data,
	}
	if secret, at := secretIn(x); secret != "" {
		out.Argument = x.Argument[:at] + Mask
	}
	return out
}

// distinct returns the elements of a list, each where it comes first.
func distinct[T comparable](in []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(in, func(v T) bool {
		twice := seen[v]
		seen[v] = true
		return twice
	})
}
