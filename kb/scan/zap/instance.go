package zap

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// instance is a place where an alert was raised.
type instance struct {
	URI            stream.Texts `xml:"uri" json:"uri"`
	NodeName       stream.Texts `xml:"nodeName" json:"nodeName"`
	Method         stream.Texts `xml:"method" json:"method"`
	Param          stream.Texts `xml:"param" json:"param"`
	Attack         stream.Texts `xml:"attack" json:"attack"`
	Evidence       stream.Texts `xml:"evidence" json:"evidence"`
	OtherInfo      stream.Texts `xml:"otherinfo" json:"otherinfo"`
	RequestHeader  stream.Texts `xml:"requestheader" json:"request-header"`
	RequestBody    stream.Texts `xml:"requestbody" json:"request-body"`
	ResponseHeader stream.Texts `xml:"responseheader" json:"response-header"`
	ResponseBody   stream.Texts `xml:"responsebody" json:"response-body"`
}

// outputs adds what was seen at an instance. The first of them says where it is.
func (i instance) outputs(f *kb.Finding) {
	where := strings.TrimSpace(first(i.Method) + " " + first(i.URI))
	if p := first(i.Param); p != "" {
		where += "\nparam: " + p
	}
	fill.Say(f, "instance", where)
	fill.Say(f, "attack", first(i.Attack))
	fill.Say(f, "evidence", first(i.Evidence))
	fill.Say(f, "otherinfo", paragraphs(i.OtherInfo))
	fill.Say(f, "request", message(i.RequestHeader, i.RequestBody))
	fill.Say(f, "response", message(i.ResponseHeader, i.ResponseBody))
}

// message puts the header and the body of a message together.
func message(header, body stream.Texts) string { return fill.Paragraphs(first(header), first(body)) }

// loose gathers the instances of versions that had their elements right in the
// alert: each begins with its URL.
func (a *alert) loose() {
	for _, e := range a.Other {
		name := strings.ToLower(e.XMLName.Local)
		if name == "uri" {
			a.Instances = append(a.Instances, instance{URI: stream.Texts{e.Text}})
		}
		if len(a.Instances) == 0 {
			continue
		}
		switch i := &a.Instances[len(a.Instances)-1]; name {
		case "method":
			i.Method = stream.Texts{e.Text}
		case "param":
			i.Param = stream.Texts{e.Text}
		case "attack":
			i.Attack = stream.Texts{e.Text}
		case "evidence":
			i.Evidence = stream.Texts{e.Text}
		}
	}
}
