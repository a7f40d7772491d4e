package v1

import (
	"kbadvisor/kb"
	"kbadvisor/kb/reply"
)

// Code is what a reply code means, with the articles that quote it.
type Code struct {
	Meaning
	Articles []CodeArticle `json:"articles" nullable:"false" doc:"Articles that quote a reply with this code, by id"`
	Total    int           `json:"total" minimum:"0" doc:"How many articles quote it"`
}

// Meaning is what a reply code means by the document that defines it.
type Meaning struct {
	Protocol string   `json:"protocol" enum:"ftp,smtp,pop3,imap,nntp,http" doc:"Protocol"`
	Code     string   `json:"code" doc:"The code in normal form" example:"530"`
	Class    string   `json:"class" doc:"What all codes of its class have in common" example:"permanent negative"`
	Subject  string   `json:"subject" doc:"What it is about, empty when the protocol does not say" example:"authentication and accounting"`
	Meaning  string   `json:"meaning" doc:"What it says" example:"Not logged in or login refused"`
	Source   string   `json:"source" doc:"What defines it: RFC and section, IIS, or servers (in use, in no RFC); empty when nothing does" example:"RFC 959 section 4.2.2"`
	Commands []string `json:"commands" nullable:"false" doc:"Commands that usually get it, connect for the greeting, any; empty when unknown"`
	Defined  bool     `json:"defined" doc:"false when only its class is known"`
	Broader  *Meaning `json:"broader,omitempty" doc:"The code that this one refines: 401 for 401.1"`
}

// CodeArticle is an article that quotes a reply code.
type CodeArticle struct {
	ID          string  `json:"id" doc:"Canonical id of the article" example:"Q200475"`
	Title       string  `json:"title" doc:"Title"`
	Disposition string  `json:"disposition" doc:"State of the problem, empty when unknown" example:"by_design"`
	URL         string  `json:"url" doc:"Path of the article on this server" example:"/v1/articles/Q200475"`
	Quotes      []Quote `json:"quotes" nullable:"false" doc:"The replies with this code that it quotes, with their place in its source"`
}

// NewCode returns the wire form of a meaning, without articles.
func NewCode(m reply.Meaning) Code { return Code{Meaning: newMeaning(m), Articles: []CodeArticle{}} }

func newMeaning(m reply.Meaning) Meaning {
	out := Meaning{
		Protocol: string(m.Protocol), Code: m.Code, Class: m.Class, Subject: m.Subject, Meaning: m.Text,
		Source: m.Source, Commands: list(m.Commands), Defined: m.Defined,
	}
	if m.Broader != nil {
		b := newMeaning(*m.Broader)
		out.Broader = &b
	}
	return out
}

// NewCodeArticle returns the wire form of an article with places of its source.
func NewCodeArticle(a *kb.Article, spans []kb.Span) CodeArticle {
	out := CodeArticle{ID: string(a.ID), Title: a.Title, URL: ArticlePath(a.ID), Quotes: each(spans, func(s kb.Span) Quote { return newQuote(s, Quoted(a, s)) })}
	if a.Status != nil {
		out.Disposition = string(a.Status.Kind)
	}
	return out
}
